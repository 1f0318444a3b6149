import { compareRows } from './changes.ts'
import type { Directory } from './current.ts'
import type { PlannedPeople } from './plan-people.ts'
import type { Wanted } from './resolve.ts'
import type { GuardianRow, RoleRow } from './tables.ts'

/** Guardians of the touched schools' pupils. What the office has set stays as it is. */
export function planGuardians(
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
