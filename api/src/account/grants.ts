import { createHash } from 'node:crypto'
import { idGrants } from '@zvonok/schema/account/id-tables'
import { newId } from '@zvonok/schema/core/ids'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { hashToken, newToken } from '../platform/tokens.ts'

type Grant = typeof idGrants.$inferSelect
type Kind = Grant['kind']

const minuteMs = 60_000
export const grantMs: Record<Kind, number> = {
  code: 10 * minuteMs,
  access: 60 * minuteMs,
  refresh: 180 * 24 * 60 * minuteMs,
}

/** Gives out something of `kind` in a family and keeps its hash. */
export async function give(
  { orm }: Database,
  kind: Kind,
  from: Pick<Grant, 'family' | 'userId' | 'clientId' | 'deviceId' | 'scope'> &
    Partial<Pick<Grant, 'redirectUri' | 'challenge'>>,
  nowMs: number,
): Promise<string> {
  const token = newToken()
  const { family, userId, clientId, deviceId, scope, redirectUri = null, challenge = null } = from
  await orm.delete(idGrants).where(lt(idGrants.expiresAtMs, nowMs))
  await orm.insert(idGrants).values({
    ...{ family, userId, clientId, deviceId, scope, redirectUri, challenge },
    hash: hashToken(token),
    kind,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + grantMs[kind],
  })
  return token
}

/**
 * ACCOUNT-5. Uses up what may be used once. Somebody who shows it a second time has stolen it, or the first one had: everything that came
 * from it ends.
 */
export async function useOnce(
  { orm }: Database,
  kind: 'code' | 'refresh',
  token: string,
  nowMs: number,
): Promise<Grant | undefined> {
  const hash = hashToken(token)
  const fresh = and(eq(idGrants.hash, hash), eq(idGrants.kind, kind), isNull(idGrants.usedAtMs))
  const [grant] = await orm
    .update(idGrants)
    .set({ usedAtMs: nowMs })
    .where(and(fresh, gt(idGrants.expiresAtMs, nowMs)))
    .returning()
  if (grant) return grant
  const [reused] = await orm.select().from(idGrants).where(eq(idGrants.hash, hash))
  if (reused) await dropFamily({ orm }, reused.family)
  return undefined
}

/** The living access token. */
export async function findAccess({ orm }: Database, token: string, nowMs: number): Promise<Grant | undefined> {
  const [grant] = await orm
    .select()
    .from(idGrants)
    .where(and(eq(idGrants.hash, hashToken(token)), eq(idGrants.kind, 'access'), gt(idGrants.expiresAtMs, nowMs)))
  return grant
}

export async function dropFamily({ orm }: Pick<Database, 'orm'>, family: string): Promise<void> {
  await orm.delete(idGrants).where(eq(idGrants.family, family))
}

export const newFamily = newId

/** PKCE, S256. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
