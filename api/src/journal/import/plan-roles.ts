import type { Role } from '@zvonok/schema/journal/person-facts'
import type { Directory } from './current.ts'
import { officePrefix, type PlannedPeople } from './plan-people.ts'
import type { PlannedSchools } from './plan-schools.ts'
import type { Wanted } from './resolve.ts'
import type { PersonRow, RoleRow, UserRow } from './tables.ts'

/** Roles in the touched schools. Those of records that the office made stay. */
export function planRoles(
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
export function planActive(
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
