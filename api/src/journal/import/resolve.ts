import type { Directory } from './current.ts'
import type { Problems } from './problems.ts'
import { resolveClasses, resolveEnrollments, type WantedClass } from './resolve-classes.ts'
import { type Context, resolveContext } from './resolve-context.ts'
import { resolveRelations, rolesByRelations, type WantedRelation } from './resolve-relations.ts'
import { resolveRoles, rolesByClasses, type WantedRole } from './resolve-roles.ts'
import type { EnrollmentRecord, Roster, UserRecord } from './roster.ts'

/** The files with all references followed. Schools, classes and users are still named by the source's ids. */
export interface Wanted {
  readonly roster: Roster
  /** Schools that the import touches → title. */
  readonly schools: ReadonlyMap<string, string>
  readonly classes: ReadonlyMap<string, WantedClass>
  readonly users: readonly UserRecord[]
  readonly roles: readonly WantedRole[]
  readonly enrollments: readonly EnrollmentRecord[]
  readonly relations: readonly WantedRelation[]
}

/**
 * Follows every reference into the files and, where those say only what changed, into the database; what leads nowhere goes to `problems`.
 * `today` is `YYYY-MM-DD`; `schools` are source ids or titles.
 */
export function resolveRoster(
  roster: Roster,
  directory: Directory,
  options: { readonly schools?: readonly string[] | undefined; readonly today: string },
  problems: Problems,
): Wanted {
  const context = resolveContext(roster, directory, options.schools, problems)
  for (const name of context.orgs.unknownNames)
    context.error({ file: 'orgs.csv', line: 0 }, 'name', name, 'unknownSchool')
  const classes = resolveClasses(context)
  const enrollments = resolveEnrollments(context, classes, options.today)
  const { roles: named, elsewhere } = resolveRoles(context)
  const own = [...named, ...rolesByClasses(named, enrollments, classes, context)]
  const relations = resolveRelations(context, own)
  const roles = [...own, ...rolesByRelations(relations, own, context)]

  const withRole = new Set(roles.map(({ userId }) => userId))
  const users = [...roster.users.values()].filter((user) => {
    if (withRole.has(user.id) || (roster.modes.users !== 'bulk' && directory.users.has(user.id))) return true
    if (!elsewhere.has(user.id)) context.warning(user, 'role', '', 'noRole')
    return false
  })
  const dropped = new Set(roster.users.keys())
  for (const { id } of users) dropped.delete(id)
  return {
    roster,
    schools: touchedSchools(context, classes.classes, roles, enrollments),
    classes: classes.classes,
    users,
    roles,
    enrollments: enrollments.filter(({ userId }) => !dropped.has(userId)),
    relations: relations.filter(({ childId, guardianId }) => !dropped.has(childId) && !dropped.has(guardianId)),
  }
}

/**
 * Schools with somebody in the files: one that is only listed is left alone, an empty export empties no school. Where the files say only
 * what changed, also those of classes and people that they change or remove.
 */
function touchedSchools(
  { roster, directory, orgs, warning }: Context,
  classes: ReadonlyMap<string, WantedClass>,
  roles: readonly WantedRole[],
  enrollments: readonly EnrollmentRecord[],
): Map<string, string> {
  const touched = new Set(roles.map(({ school }) => school))
  if (roster.modes.users !== 'bulk') {
    for (const { school } of classes.values()) touched.add(school)
    const classIds = [...roster.removed.classes, ...enrollments.map(({ classId }) => classId)]
    const rolesOf = (id: string) => directory.roles.get(directory.users.get(id)?.personId ?? '') ?? []
    const ids = new Set([
      ...classIds.filter((id) => !classes.has(id)).map((id) => directory.classBySource.get(id)?.schoolId),
      ...[...roster.removed.users].flatMap((id) => rolesOf(id).map(({ schoolId }) => schoolId)),
    ])
    for (const { id, sourcedId } of directory.schools)
      if (ids.has(id) && sourcedId && orgs.schoolOf(sourcedId) === sourcedId) touched.add(sourcedId)
  }
  for (const org of roster.orgs.values())
    if (org.isSchool && !touched.has(org.id) && orgs.schoolOf(org.id) === org.id)
      warning(org, 'sourcedId', org.id, 'emptySchool')
  return new Map([...touched].map((id) => [id, orgs.titles.get(id) ?? id]))
}
