import { idAccounts, idSessions, idUsers } from '@zvonok/schema/account/engine-tables'
import type { AddressKind } from '@zvonok/schema/account/id-tables'
import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'
import { newIdUserId, noEmail } from './accounts.ts'
import { hashPassword, verifyPassword } from './password.ts'

const byAddress = (kind: AddressKind, address: string) =>
  kind === 'phone' ? eq(idUsers.phoneNumber, address) : eq(idUsers.email, address)

export async function findIdUser({ orm }: Database, kind: AddressKind, address: string): Promise<string | undefined> {
  const [row] = await orm.select({ id: idUsers.id }).from(idUsers).where(byAddress(kind, address))
  return row?.id
}

/** The user of a proven address, made at the first time. */
export async function idUserOf(database: Database, kind: AddressKind, address: string, nowMs: number): Promise<string> {
  const id = newIdUserId()
  const now = new Date(nowMs)
  const phone = kind === 'phone'
  await database.orm
    .insert(idUsers)
    .values({
      id,
      name: '',
      email: phone ? noEmail(id) : address,
      emailVerified: !phone,
      phoneNumber: phone ? address : null,
      phoneNumberVerified: phone,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
  return must(await findIdUser(database, kind, address), 'user of the address')
}

/** Does the same, and takes the same time, for nobody and for a user without a password. */
export async function hasPassword({ orm }: Database, userId: string | undefined, password: string): Promise<boolean> {
  const [account] = await orm
    .select()
    .from(idAccounts)
    .where(credentialOf(userId ?? ''))
  return verifyPassword(account?.password, password)
}

/** A new password ends all sessions at the ID. */
export async function setPassword({ orm }: Database, userId: string, words: string, nowMs: number): Promise<void> {
  const password = await hashPassword(words)
  const now = new Date(nowMs)
  const changed = await orm
    .update(idAccounts)
    .set({ password, updatedAt: now })
    .where(credentialOf(userId))
    .returning({ id: idAccounts.id })
  if (changed.length === 0)
    await orm.insert(idAccounts).values({
      id: newId(),
      userId,
      accountId: userId,
      providerId: 'credential',
      password,
      createdAt: now,
      updatedAt: now,
    })
  await orm.delete(idSessions).where(eq(idSessions.userId, userId))
}

const credentialOf = (userId: string) => and(eq(idAccounts.userId, userId), eq(idAccounts.providerId, 'credential'))
