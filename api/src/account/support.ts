import { randomInt } from 'node:crypto'
import { supportCodes } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, gt, lt } from 'drizzle-orm'
import { keyedHash } from '../platform/tokens.ts'

const codeMs = 15 * 60_000
const digits = 8

export interface SupportParts {
  readonly database: Database
  readonly secret: string
  readonly nowMs: () => number
}

/** ACCOUNT-19. Keeps how it stands for a quarter of an hour under a code of eight digits. */
export async function makeSupportCode(
  { database: { orm }, secret, nowMs }: SupportParts,
  personId: PersonId | null,
  facts: Record<string, string>,
) {
  const createdAtMs = nowMs()
  const code = String(randomInt(10 ** digits)).padStart(digits, '0')
  const expiresAtMs = createdAtMs + codeMs
  await orm.delete(supportCodes).where(lt(supportCodes.expiresAtMs, createdAtMs))
  await orm
    .insert(supportCodes)
    .values({ codeHash: keyedHash(secret, 'support', code), personId, facts, createdAtMs, expiresAtMs })
  return { code, expiresAtMs }
}

/** @throws {Refused} `core.notFound` */
export async function readSupportCode({ database: { orm }, secret, nowMs }: SupportParts, code: string) {
  const [row] = await orm
    .select()
    .from(supportCodes)
    .where(and(eq(supportCodes.codeHash, keyedHash(secret, 'support', code)), gt(supportCodes.expiresAtMs, nowMs())))
  if (!row) throw new Refused('core.notFound')
  return row
}
