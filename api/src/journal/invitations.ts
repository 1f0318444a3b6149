import { ezhdAccounts, ezhdUsers, ezhdVerifications } from '@zvonok/schema/account/engine-tables'
import { newId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, gt } from 'drizzle-orm'
import { hashPassword } from '../account/password.ts'
import { hashToken, newToken } from '../platform/tokens.ts'

const validMs = 7 * 24 * 60 * 60 * 1000

/** OPERATOR-7. A token with which the person of a journal login chooses a password, once, within seven days. */
export async function makeInvitation({ orm }: Database, login: string, nowMs: number): Promise<string> {
  const token = newToken()
  const now = new Date(nowMs)
  const expiresAt = new Date(nowMs + validMs)
  await orm.insert(ezhdVerifications).values({
    id: newId(),
    identifier: identifierOf(token),
    value: login.toLowerCase(),
    expiresAt,
    createdAt: now,
    updatedAt: now,
  })
  return token
}

/** Sets the password and uses the invitation up. Returns the login. @throws {Refused} `account.requestExpired` when it is none any more */
export async function acceptInvitation(
  { orm }: Database,
  token: string,
  password: string,
  nowMs: number,
): Promise<string> {
  const [used] = await orm
    .delete(ezhdVerifications)
    .where(and(eq(ezhdVerifications.identifier, identifierOf(token)), gt(ezhdVerifications.expiresAt, new Date(nowMs))))
    .returning({ login: ezhdVerifications.value })
  if (!used) throw new Refused('account.requestExpired')
  const user = orm.select({ id: ezhdUsers.id }).from(ezhdUsers).where(eq(ezhdUsers.username, used.login))
  await orm
    .update(ezhdAccounts)
    .set({ password: await hashPassword(password) })
    .where(eq(ezhdAccounts.userId, user))
  return used.login
}

const identifierOf = (token: string): string => `invitation:${hashToken(token)}`
