import { withDatabase } from './database.ts'
import type { School } from './start.ts'

/** UTC milliseconds; `to` is null while it goes on. */
interface Stay {
  readonly from: number
  readonly to: number | null
}

/** When the devices of who has this family name were in the rooms of calls, as the server has written it down, the first one first. */
export async function staysOf(school: School, familyName: string): Promise<Stay[]> {
  const { rows } = await withDatabase(school, (database) =>
    database.execute({
      sql: `SELECT joined_at_ms, call_intervals.left_at_ms FROM call_intervals JOIN people ON people.id = person_id
      WHERE family_name = ? ORDER BY joined_at_ms`,
      args: [familyName],
    }),
  )
  return rows.map((row) => ({
    from: Number(row.joined_at_ms),
    to: row.left_at_ms === null ? null : Number(row.left_at_ms),
  }))
}
