import type { Role } from '@zvonok/schema/journal/person-facts'

/**
 * Role names of OneRoster 1.1 and 1.2 and those of Microsoft School Data Sync, lower case. `none`: known, but without a place in the
 * school's messenger. What is not here is an error.
 */
const roles: Readonly<Record<string, Role | 'none'>> = {
  student: 'pupil',
  pupil: 'pupil',
  learner: 'pupil',
  guardian: 'guardian',
  parent: 'guardian',
  relative: 'guardian',
  teacher: 'teacher',
  aide: 'teacher',
  professor: 'teacher',
  lecturer: 'teacher',
  instructor: 'teacher',
  faculty: 'teacher',
  tutor: 'teacher',
  counselor: 'psychologist',
  psychologist: 'psychologist',
  principal: 'head',
  assistantprincipal: 'head',
  viceprincipal: 'head',
  head: 'head',
  administrator: 'schoolAdmin',
  schooladmin: 'schoolAdmin',
  siteadministrator: 'schoolAdmin',
  systemadministrator: 'schoolAdmin',
  districtadministrator: 'none',
  proctor: 'none',
  staff: 'none',
  other: 'none',
}

export const roleOf = (name: string): Role | 'none' | undefined =>
  Object.hasOwn(roles, name.toLowerCase()) ? roles[name.toLowerCase()] : undefined

/** What an enrollment makes of a person in a class. */
export function enrollmentRoleOf(name: string): 'pupil' | 'teacher' | 'none' | undefined {
  const role = roleOf(name)
  return role === undefined || role === 'pupil' || role === 'teacher' ? role : 'none'
}
