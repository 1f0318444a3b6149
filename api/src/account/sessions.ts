import { sessions } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { newId } from '@zvonok/schema/core/ids'
import { people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { parse } from 'hono/utils/cookie'
import { cookieName } from '../platform/cookies.ts'
import { hashToken, newToken } from '../platform/tokens.ts'

export const sessionCookie = 'zvonok'
const dayMs = 24 * 60 * 60 * 1000
export const sessionMs = 90 * dayMs
/** A session that is used is written at most this often. */
const renewEveryMs = 60 * 60 * 1000

/** Who is behind a messenger session. */
export interface Actor {
  readonly sessionId: string
  readonly personId: PersonId
  readonly expiresAtMs: number
}

/** ACCOUNT-1. A new session; the token goes into the cookie and only its hash stays here. */
export async function createSession(
  { orm }: Database,
  personId: PersonId,
  device: string,
  nowMs: number,
): Promise<{ token: string; sessionId: string }> {
  const token = newToken()
  const sessionId = newId()
  await orm.insert(sessions).values({
    tokenHash: hashToken(token),
    id: sessionId,
    personId,
    device,
    createdAtMs: nowMs,
    lastUsedAtMs: nowMs,
    expiresAtMs: nowMs + sessionMs,
  })
  return { token, sessionId }
}

/** ACCOUNT-2. The living session of a token, renewed. Undefined when it ended or its person left the roster. */
export async function findSession({ orm }: Database, token: string, nowMs: number): Promise<Actor | undefined> {
  const tokenHash = hashToken(token)
  const [row] = await orm
    .select({ session: sessions })
    .from(sessions)
    .innerJoin(people, and(eq(people.id, sessions.personId), eq(people.active, true)))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAtMs, nowMs)))
  if (!row) return undefined
  const { id: sessionId, personId, lastUsedAtMs, expiresAtMs } = row.session
  if (nowMs - lastUsedAtMs < renewEveryMs) return { sessionId, personId, expiresAtMs }
  const renewed = { lastUsedAtMs: nowMs, expiresAtMs: nowMs + sessionMs }
  await orm.update(sessions).set(renewed).where(eq(sessions.tokenHash, tokenHash))
  return { sessionId, personId, expiresAtMs: renewed.expiresAtMs }
}

/** For the sync server: the actor of an upgrade request's `Cookie` header. */
export function authenticate(
  database: Database,
  settings: { readonly secure: boolean },
  nowMs: () => number = Date.now,
): (cookieHeader: string | undefined) => Promise<Actor | undefined> {
  const name = cookieName(sessionCookie, settings)
  return async (cookieHeader) => {
    const token = cookieHeader && parse(cookieHeader, name)[name]
    return token ? findSession(database, token, nowMs()) : undefined
  }
}

/** Own sessions, last used first. */
export async function sessionsOf({ orm }: Database, personId: PersonId, nowMs: number) {
  return orm
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAtMs: sessions.createdAtMs,
      lastUsedAtMs: sessions.lastUsedAtMs,
    })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gt(sessions.expiresAtMs, nowMs)))
    .orderBy(desc(sessions.lastUsedAtMs))
}

/** True when there was one of that person. */
export async function endSession({ orm }: Database, personId: PersonId, sessionId: string): Promise<boolean> {
  const ended = await orm
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** Ends all sessions of a person, or all but one. Returns the ended ids. */
export async function endSessions({ orm }: Database, personId: PersonId, exceptId = ''): Promise<string[]> {
  const ended = await orm
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), ne(sessions.id, exceptId)))
    .returning({ id: sessions.id })
  return ended.map(({ id }) => id)
}
