import type { Role } from '@zvonok/schema/journal/person-facts'
import { breathe } from './breathe.ts'
import { type Changes, compareRows } from './changes.ts'
import type { Directory, Memberships } from './current.ts'
import { type PlannedClasses, planClasses } from './plan-classes.ts'
import { planMembers } from './plan-members.ts'
import { officePrefix, type PlannedPeople, planPeople } from './plan-people.ts'
import type { PlannedSchools } from './plan-schools.ts'
import type { Problems } from './problems.ts'
import type { Wanted } from './resolve.ts'
import type { GuardianRow, PersonRow, RoleRow, UserRow } from './tables.ts'

export interface Plan {
  readonly changes: Changes
  readonly cohorts: PlannedClasses['cohorts']
  readonly needsConfirmation: boolean
  /** Active people of the touched schools who lose their last role there or their access. */
  readonly leavers: readonly PersonRow[]
  /** Active people of the touched schools before the import. */
  readonly activeBefore: number
}

/** Compares what the files want with what is, step by step. Pure except for fresh ids; `memberships` are those of the touched schools. */
export async function makePlan(
  wanted: Wanted,
  schools: PlannedSchools,
  directory: Directory,
  memberships: Memberships,
  nowMs: number,
  problems: Problems,
): Promise<Plan> {
  const people = planPeople(wanted, directory, schools.ids, nowMs, problems)
  await breathe()
  const classes = planClasses(wanted, directory, memberships, schools.idOf, people.personOf, problems)
  await breathe()
  const roles = planRoles(wanted, directory, schools, people)
  const rolesBefore = [...directory.roles.values()].flat().filter(({ schoolId }) => schools.ids.has(schoolId))
  const persons = planActive(people, roles, rolesBefore, directory, schools.ids, nowMs)
  await breathe()
  const inSchool = new Set(roles.map(({ personId, schoolId }) => `${personId} ${schoolId}`))
  const stays = (personId: string, schoolId: string) => inSchool.has(`${personId} ${schoolId}`)
  const { members, subjects } = planMembers(wanted, memberships, classes.rows, classes.idOf, people.personOf, stays)

  await breathe()
  const usersBefore = [...new Set([...persons.users.map(({ before }) => before), ...people.replaced])]
  const touchedClasses = new Set(classes.rows.map(({ id }) => id))
  const changes: Changes = {
    schools: compareRows(
      'schools',
      directory.schools.filter(({ id }) => schools.ids.has(id)),
      schools.rows,
    ),
    classes: compareRows(
      'classes',
      directory.classes.filter(({ id }) => touchedClasses.has(id)),
      classes.rows,
    ),
    people: compareRows(
      'people',
      persons.people.flatMap(({ id }) => directory.people.get(id) ?? []),
      persons.people,
    ),
    users: compareRows(
      'users',
      usersBefore.filter((row) => row !== undefined),
      persons.users.map(({ after }) => after),
    ),
    roles: compareRows('roles', rolesBefore, roles),
    members: compareRows('members', memberships.members, members),
    guardians: planGuardians(wanted, directory, people, roles, rolesBefore),
    subjects: compareRows('subjects', memberships.subjects, subjects),
  }
  const after = new Map(persons.people.map((row) => [row.id, row]))
  const has = new Set(roles.map(({ personId }) => personId))
  const before = [...new Set(rolesBefore.map(({ personId }) => personId))]
    .flatMap((id) => directory.people.get(id) ?? [])
    .filter(({ active }) => active)
  return {
    changes,
    cohorts: classes.cohorts,
    needsConfirmation: classes.needsConfirmation,
    leavers: before.filter(({ id }) => !has.has(id) || after.get(id)?.active === false),
    activeBefore: before.length,
  }
}

/** Roles in the touched schools. Those of records that the office made stay. */
function planRoles(
  wanted: Wanted,
  directory: Directory,
  schools: PlannedSchools,
  { personOf }: PlannedPeople,
): RoleRow[] {
  const { modes, removed, users } = wanted.roster
  const mode = modes.roles === 'absent' ? modes.users : modes.roles
  const named = new Map([...users.keys()].map((id) => [personOf.get(id) ?? '', id]))
  const gone = new Set([...removed.users].map((id) => personOf.get(id) ?? ''))
  const office = new Set(
    [...directory.users.values()].flatMap((row) => (row.sourcedId.startsWith(officePrefix) ? [row.personId] : [])),
  )
  const rows = new Map<string, RoleRow>()
  const keyOf = (row: RoleRow): string => `${row.personId} ${row.schoolId} ${row.role}`
  for (const row of [...directory.roles.values()].flat()) {
    if (!schools.ids.has(row.schoolId) || gone.has(row.personId)) continue
    // A delta of 1.1 names all roles of those whom it names; one of `roles.csv` names single roles.
    const kept = mode !== 'bulk' && !(modes.roles === 'absent' && named.has(row.personId))
    const inBulk = modes.users === 'bulk' && !named.has(row.personId)
    if (office.has(row.personId) || (kept && !inBulk)) rows.set(keyOf(row), row)
  }
  for (const { userId, school, role, removed: off } of wanted.roles) {
    const row = roleRow(personOf.get(userId), schools.idOf.get(school), role)
    if (row && off) rows.delete(keyOf(row))
    else if (row) rows.set(keyOf(row), row)
  }
  return [...rows.values()]
}

const roleRow = (personId: string | undefined, schoolId: string | undefined, role: Role): RoleRow | undefined =>
  personId !== undefined && schoolId !== undefined ? { personId, schoolId, role } : undefined

/** Who is active: with a role anywhere and not switched off in the files. Others leave now. */
function planActive(
  planned: PlannedPeople,
  roles: readonly RoleRow[],
  rolesBefore: readonly RoleRow[],
  directory: Directory,
  touched: ReadonlySet<string>,
  nowMs: number,
): { people: PersonRow[]; users: { before: UserRow | undefined; after: UserRow }[] } {
  const here = new Set(roles.map(({ personId }) => personId))
  const hasRole = (id: string): boolean =>
    here.has(id) || (directory.roles.get(id) ?? []).some(({ schoolId }) => !touched.has(schoolId))
  const people = new Map(planned.people)
  for (const { personId } of rolesBefore) {
    const row = directory.people.get(personId)
    if (row && !people.has(personId)) people.set(personId, row)
  }
  for (const [id, row] of people) {
    const leftAtMs = directory.people.get(id)?.leftAtMs ?? nowMs
    if (!hasRole(id)) people.set(id, { ...row, active: false, leftAtMs })
  }
  const fromFiles = new Map(planned.users.map((row) => [row.sourcedId, row]))
  const replaced = new Set(planned.replaced)
  const others = [...directory.users.values()].filter(
    (row) => people.has(row.personId) && !fromFiles.has(row.sourcedId) && !replaced.has(row),
  )
  const users = [...planned.users, ...others].map((row) => ({
    before: directory.users.get(row.sourcedId),
    after: { ...row, active: row.active && people.get(row.personId)?.active === true },
  }))
  return { people: [...people.values()], users }
}

/** Guardians of the touched schools' pupils. What the office has set stays as it is. */
function planGuardians(
  wanted: Wanted,
  directory: Directory,
  { personOf }: PlannedPeople,
  roles: readonly RoleRow[],
  rolesBefore: readonly RoleRow[],
) {
  const is = new Set(roles.map(({ personId, role }) => `${personId} ${role}`))
  const children = new Set([...roles, ...rolesBefore].flatMap((row) => (row.role === 'pupil' ? [row.personId] : [])))
  const current = directory.guardians.filter(({ childId }) => children.has(childId))
  const whole = wanted.roster.modes.users === 'bulk'
  const stays = ({ guardianId, childId, byOffice }: GuardianRow): boolean =>
    byOffice || (!whole && is.has(`${guardianId} guardian`) && is.has(`${childId} pupil`))
  const keyOf = (row: { guardianId: string; childId: string }): string => `${row.guardianId} ${row.childId}`
  const before = new Map(current.map((row) => [keyOf(row), row]))
  const rows = new Map(current.filter(stays).map((row) => [keyOf(row), row]))
  for (const relation of wanted.relations) {
    const [guardianId, childId] = [personOf.get(relation.guardianId), personOf.get(relation.childId)]
    if (guardianId === undefined || childId === undefined) continue
    if (!is.has(`${guardianId} guardian`) || !is.has(`${childId} pupil`)) continue
    const key = keyOf({ guardianId, childId })
    rows.set(key, before.get(key) ?? { guardianId, childId, access: 'full', byOffice: false })
  }
  return compareRows('guardians', current, rows.values())
}
