import type { Context } from './resolve-context.ts'
import type { ClassRecord, EnrollmentRecord } from './roster.ts'

export interface WantedClass extends ClassRecord {
  /** Source id of the school. */
  readonly school: string
}

export interface WantedClasses {
  readonly classes: ReadonlyMap<string, WantedClass>
  /** Of schools that this run leaves alone, and of no school. */
  readonly outside: ReadonlySet<string>
}

export function resolveClasses({ roster, orgs, error, warning }: Context): WantedClasses {
  const classes = new Map<string, WantedClass>()
  const outside = new Set<string>()
  for (const record of roster.classes.values()) {
    const school = orgs.schoolOf(record.orgId)
    if (school === undefined && record.orgId) error(record, 'schoolSourcedId', record.orgId, 'unknownOrg')
    else if (school === 'above') error(record, 'schoolSourcedId', record.orgId, 'noSchool')
    if (school === undefined || school === 'above' || school === 'filtered') outside.add(record.id)
    else classes.set(record.id, { ...record, school })
    if (roster.modes.courses !== 'absent' && record.courseId && !roster.courses.has(record.courseId))
      warning(record, 'courseSourcedId', record.courseId, 'unknownCourse')
  }
  return { classes, outside }
}

/** Enrollments whose class and user exist. Those of removed classes and users go with them, without an error. */
export function resolveEnrollments(
  { roster, directory, knowsUser, error }: Context,
  { classes, outside }: WantedClasses,
  today: string,
): EnrollmentRecord[] {
  const bulk = roster.modes.enrollments === 'bulk'
  const valid = roster.enrollments.filter((record) => {
    if ((bulk && record.removed) || outside.has(record.classId) || roster.removed.classes.has(record.classId))
      return false
    const known = roster.modes.classes !== 'bulk' && directory.classBySource.get(record.classId)?.active
    if (!classes.has(record.classId) && !known) {
      error(record, 'classSourcedId', record.classId, 'unknownClass')
      return false
    }
    if (roster.removed.users.has(record.userId)) return false
    if (knowsUser(record.userId) || record.removed) return true
    error(record, 'userSourcedId', record.userId, 'unknownUser')
    return false
  })
  return withoutEnded(valid, today)
}

/**
 * Drops those who left a class before its end. An end that all of the class share is the end of the school year: over the summer the class
 * stays together.
 */
function withoutEnded(enrollments: readonly EnrollmentRecord[], today: string): EnrollmentRecord[] {
  const open = '9999-12-31'
  const lastEnd = new Map<string, string>()
  for (const { classId, endDate } of enrollments) {
    const end = endDate || open
    if (end > (lastEnd.get(classId) ?? '')) lastEnd.set(classId, end)
  }
  return enrollments.filter(({ classId, endDate }) => !endDate || endDate >= today || endDate === lastEnd.get(classId))
}
