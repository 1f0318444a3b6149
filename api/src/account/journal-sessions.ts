import { ezhdSessions, ezhdUsers } from '@zvonok/schema/account/engine-tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { Database } from '@zvonok/sync-server/database'
import { eq, inArray } from 'drizzle-orm'

/** Ends all sessions of the journal that a person has, under any login. */
export async function endJournalSessions({ orm }: Database, personId: PersonId): Promise<void> {
  const users = orm.select({ id: ezhdUsers.id }).from(ezhdUsers).where(eq(ezhdUsers.personId, personId))
  await orm.delete(ezhdSessions).where(inArray(ezhdSessions.userId, users))
}

/** The person whose journal this login opens. */
export async function personOfUser({ orm }: Database, userId: string): Promise<PersonId> {
  const [row] = await orm.select({ personId: ezhdUsers.personId }).from(ezhdUsers).where(eq(ezhdUsers.id, userId))
  return must(row, 'user of the journal').personId
}
