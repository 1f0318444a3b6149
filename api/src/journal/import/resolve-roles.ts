import type { Role } from '@zvonok/schema/journal/person-facts'
import type { WantedClasses } from './resolve-classes.ts'
import type { Context } from './resolve-context.ts'
import type { EnrollmentRecord } from './roster.ts'

export interface WantedRole {
  readonly userId: string
  /** Source id of the school. */
  readonly school: string
  readonly role: Role
  readonly removed: boolean
}

/** Roles that the files name, and `elsewhere`: users with roles outside the schools of this run only or besides. */
export function resolveRoles({ roster, orgs, knowsUser, error }: Context): {
  roles: WantedRole[]
  elsewhere: ReadonlySet<string>
} {
  const roles: WantedRole[] = []
  const elsewhere = new Set<string>()
  for (const record of roster.roles) {
    if (roster.removed.users.has(record.userId)) continue
    const ofRolesFile = /roles\.csv$/i.test(record.file)
    const school = orgs.schoolOf(record.orgId)
    if (school === undefined) error(record, ofRolesFile ? 'orgSourcedId' : 'orgSourcedIds', record.orgId, 'unknownOrg')
    else if (!knowsUser(record.userId)) error(record, 'userSourcedId', record.userId, 'unknownUser')
    else if (school === 'above' || school === 'filtered') elsewhere.add(record.userId)
    else if (roster.modes.roles !== 'bulk' || !record.removed) roles.push({ ...record, school })
  }
  return { roles, elsewhere }
}

/** A user without any role has the one of the classes: exports without `roles.csv` or `role` are seen. */
export function rolesByClasses(
  roles: readonly WantedRole[],
  enrollments: readonly EnrollmentRecord[],
  { classes }: WantedClasses,
  { roster }: Context,
): WantedRole[] {
  const named = new Set(roles.map(({ userId }) => userId))
  const found = new Map<string, WantedRole>()
  for (const { classId, userId, role, removed } of enrollments) {
    const school = classes.get(classId)?.school
    if (school === undefined || removed || named.has(userId) || !roster.users.has(userId)) continue
    found.set(`${userId} ${school} ${role}`, { userId, school, role, removed: false })
  }
  return [...found.values()]
}

/** Roles of a user in the files and, where these say only what changed, in the database. */
export function rolesOfUsers(
  roles: readonly WantedRole[],
  { roster, directory }: Context,
): (id: string) => ReadonlySet<Role> {
  const byUser = new Map<string, Set<Role>>()
  for (const { userId, role, removed } of roles) {
    if (removed) continue
    const known = byUser.get(userId)
    if (known) known.add(role)
    else byUser.set(userId, new Set([role]))
  }
  const none = new Set<Role>()
  return (id) => {
    const named = byUser.get(id)
    if (named || roster.modes.users === 'bulk') return named ?? none
    const personId = directory.users.get(id)?.personId ?? ''
    return new Set(directory.roles.get(personId)?.map(({ role }) => role))
  }
}
