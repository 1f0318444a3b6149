import { type AddressKind, idRequests } from '@zvonok/schema/account/id-tables'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Context } from 'hono'
import { readCookie, writeCookie } from '../platform/cookies.ts'
import type { HttpSettings } from '../platform/parts.ts'
import { hashToken, newToken } from '../platform/tokens.ts'

export type IdRequest = typeof idRequests.$inferSelect
/** What a client asked for, already checked. */
export type Authorization = Pick<IdRequest, 'clientId' | 'redirectUri' | 'state' | 'challenge' | 'scope' | 'freshLogin'>

export type RequestChange = Partial<Pick<IdRequest, 'step' | 'addressKind' | 'address' | 'userId' | 'purpose'>>

const requestCookie = 'id-request'
const requestMs = 60 * 60 * 1000

/** Begins an authorization in this browser; an earlier one that was left halfway ends. */
export async function beginRequest(
  { orm }: Database,
  c: Context,
  settings: HttpSettings,
  asked: Authorization,
  nowMs: number,
): Promise<void> {
  const token = newToken()
  const before = readCookie(c, requestCookie, settings)
  if (before) await orm.delete(idRequests).where(eq(idRequests.tokenHash, hashToken(before)))
  await orm.delete(idRequests).where(lt(idRequests.expiresAtMs, nowMs))
  await orm.insert(idRequests).values({
    tokenHash: hashToken(token),
    ...asked,
    step: 'address',
    createdAtMs: nowMs,
    expiresAtMs: nowMs + requestMs,
  })
  writeCookie(c, requestCookie, token, requestMs, settings)
}

/** The authorization that this browser is answering. @throws {Refused} `account.requestExpired` */
export async function currentRequest(
  { orm }: Database,
  c: Context,
  settings: HttpSettings,
  nowMs: number,
): Promise<IdRequest> {
  const token = readCookie(c, requestCookie, settings) ?? ''
  const [request] = await orm
    .select()
    .from(idRequests)
    .where(and(eq(idRequests.tokenHash, hashToken(token)), gt(idRequests.expiresAtMs, nowMs)))
  if (!request) throw new Refused('account.requestExpired')
  return request
}

/** The step of the ID at which this browser stands, if it is under way there. */
export async function findIdStep(database: Database, c: Context, settings: HttpSettings, nowMs: number) {
  const token = readCookie(c, requestCookie, settings)
  if (!token) return undefined
  const [row] = await database.orm
    .select({ step: idRequests.step })
    .from(idRequests)
    .where(and(eq(idRequests.tokenHash, hashToken(token)), gt(idRequests.expiresAtMs, nowMs)))
  return row?.step
}

export async function changeRequest(
  { orm }: Database,
  { tokenHash }: Pick<IdRequest, 'tokenHash'>,
  change: RequestChange,
): Promise<void> {
  await orm.update(idRequests).set(change).where(eq(idRequests.tokenHash, tokenHash))
}

/** Back to the beginning with another address. */
export const noAddress = { step: 'address', addressKind: null, address: null, userId: null, purpose: null } as const

/** The address a step needs; without one the steps were taken out of order. @throws {Refused} `account.requestExpired` */
export function addressOf({ addressKind, address }: IdRequest): { kind: AddressKind; address: string } {
  if (!addressKind || !address) throw new Refused('account.requestExpired')
  return { kind: addressKind, address }
}
