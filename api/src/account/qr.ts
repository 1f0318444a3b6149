import { randomInt } from 'node:crypto'
import { qrSignIns } from '@zvonok/schema/account/tables'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, gt, lt } from 'drizzle-orm'
import { hashToken, newToken } from '../platform/tokens.ts'

/** How long a picture can be scanned, and then how long the two people may take to compare. */
export const shownMs = 60_000
const comparedMs = 3 * 60_000

export interface QrParts {
  readonly database: Database
  readonly nowMs: () => number
}

const living = ({ nowMs }: QrParts) => gt(qrSignIns.expiresAtMs, nowMs())

/** A new picture for a signed-in browser; the one before is void. */
export async function showQr(parts: QrParts, journalSessionId: string, personId: PersonId) {
  const { orm } = parts.database
  const token = newToken()
  await orm.delete(qrSignIns).where(eq(qrSignIns.journalSessionId, journalSessionId))
  await orm.delete(qrSignIns).where(lt(qrSignIns.expiresAtMs, parts.nowMs()))
  await orm.insert(qrSignIns).values({
    tokenHash: hashToken(token),
    id: newId(),
    journalSessionId,
    personId,
    state: 'shown',
    expiresAtMs: parts.nowMs() + shownMs,
  })
  return { token }
}

/** The phone that scanned it; only the first one. @returns the phone's secret and the two digits it shows @throws {Refused} `account.requestExpired` */
export async function scanQr(parts: QrParts, token: string, device: string) {
  const phone = newToken()
  const digits = String(randomInt(100)).padStart(2, '0')
  const [row] = await parts.database.orm
    .update(qrSignIns)
    .set({
      state: 'scanned',
      phoneHash: hashToken(phone),
      digits,
      device,
      expiresAtMs: parts.nowMs() + comparedMs,
    })
    .where(and(eq(qrSignIns.tokenHash, hashToken(token)), eq(qrSignIns.state, 'shown'), living(parts)))
    .returning({ id: qrSignIns.id })
  if (!row) throw new Refused('account.requestExpired')
  return { phone, digits }
}

/** What the browser that shows the picture sees of it. @throws {Refused} `account.requestExpired` */
export async function qrInBrowser(parts: QrParts, journalSessionId: string) {
  const [row] = await parts.database.orm
    .select({ state: qrSignIns.state, device: qrSignIns.device })
    .from(qrSignIns)
    .where(and(eq(qrSignIns.journalSessionId, journalSessionId), living(parts)))
  if (!row) throw new Refused('account.requestExpired')
  return row
}

/** The person types what the phone shows: who scanned a foreign picture cannot make them. One try. @throws {Refused} `account.wrongCode` */
export async function confirmQr(parts: QrParts, journalSessionId: string, digits: string): Promise<void> {
  const { orm } = parts.database
  const scanned = and(eq(qrSignIns.journalSessionId, journalSessionId), eq(qrSignIns.state, 'scanned'), living(parts))
  const confirmed = await orm
    .update(qrSignIns)
    .set({ state: 'confirmed' })
    .where(and(scanned, eq(qrSignIns.digits, digits)))
    .returning({ id: qrSignIns.id })
  if (confirmed.length > 0) return
  await orm.update(qrSignIns).set({ state: 'refused' }).where(scanned)
  throw new Refused('account.wrongCode')
}

/** Of the phone: waits, is let in once, or was refused. @throws {Refused} `account.requestExpired` */
export async function qrOnPhone(parts: QrParts, phone: string) {
  const own = and(eq(qrSignIns.phoneHash, hashToken(phone)), living(parts))
  const [row] = await parts.database.orm.select().from(qrSignIns).where(own)
  if (!row || row.state === 'used') throw new Refused('account.requestExpired')
  return row
}

/** Uses a confirmed sign-in up. @throws {Refused} `account.requestExpired` */
export async function useQr(parts: QrParts, phone: string): Promise<PersonId> {
  const own = and(eq(qrSignIns.phoneHash, hashToken(phone)), eq(qrSignIns.state, 'confirmed'), living(parts))
  const [row] = await parts.database.orm.update(qrSignIns).set({ state: 'used' }).where(own).returning()
  if (!row) throw new Refused('account.requestExpired')
  return row.personId
}
