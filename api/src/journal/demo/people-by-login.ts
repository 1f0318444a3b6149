import { rosterUsers } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'

/** Login → person. */
export async function peopleByLogin({ orm }: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await orm.select({ login: rosterUsers.login, personId: rosterUsers.personId }).from(rosterUsers)
  return new Map(rows.map(({ login, personId }) => [login, personId]))
}
