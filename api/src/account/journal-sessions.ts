import { ezhdAccounts, ezhdSessions, ezhdUsers } from '@zvonok/schema/account/engine-tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { Database } from '@zvonok/sync-server/database'
import { eq, inArray } from 'drizzle-orm'
import { verifyPassword } from './password.ts'

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

/** Whether `password` is that of the login which this session of the journal was opened with. */
export async function isPasswordOf({ orm }: Database, sessionId: string, password: string): Promise<boolean> {
  const [row] = await orm
    .select({ hash: ezhdAccounts.password })
    .from(ezhdSessions)
    .innerJoin(ezhdAccounts, eq(ezhdAccounts.userId, ezhdSessions.userId))
    .where(eq(ezhdSessions.id, sessionId))
  return verifyPassword(row?.hash, password)
}

/** The person of a login, when the password is right. Takes the same time for an unknown login. */
export async function personOfLogin({ orm }: Database, login: string, password: string): Promise<PersonId | undefined> {
  const [row] = await orm
    .select({ personId: ezhdUsers.personId, hash: ezhdAccounts.password })
    .from(ezhdUsers)
    .innerJoin(ezhdAccounts, eq(ezhdAccounts.userId, ezhdUsers.id))
    .where(eq(ezhdUsers.username, login.toLowerCase()))
  return (await verifyPassword(row?.hash, password)) ? row?.personId : undefined
}
