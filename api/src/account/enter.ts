import type { PersonId } from '@zvonok/schema/core/ids'
import type { Context } from 'hono'
import { readCookie, writeCookie } from '../platform/cookies.ts'
import type { Parts } from '../platform/parts.ts'
import { deviceName } from './device-name.ts'
import { createSession, endSession, findSession, sessionCookie, sessionMs } from './sessions.ts'

/** ACCOUNT-1. Opens a messenger session in this browser, always under a new token; the one that was here before ends. */
export async function enter(parts: Parts, c: Context, personId: PersonId): Promise<void> {
  await leave(parts, c)
  const nowMs = parts.nowMs?.() ?? Date.now()
  const { token } = await createSession(parts.database, personId, deviceName(c.req.header('user-agent')), nowMs)
  writeCookie(c, sessionCookie, token, sessionMs, parts.settings)
}

/** Ends the messenger session of this browser, if there is one, and its sockets. */
export async function leave({ database, settings, sync, nowMs = Date.now }: Parts, c: Context): Promise<void> {
  const token = readCookie(c, sessionCookie, settings)
  const actor = token && (await findSession(database, token, nowMs()))
  if (!actor) return
  await endSession(database, actor.personId, actor.sessionId)
  sync.endSession(actor.sessionId)
}
