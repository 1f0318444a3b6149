import { Refused } from '@zvonok/schema/core/refusal'
import { createMiddleware } from 'hono/factory'
import { type Actor, findSession, sessionCookie } from '../account/sessions.ts'
import { readCookie } from './cookies.ts'
import type { AppEnv, Parts } from './parts.ts'

/** Routes behind this know who acts. */
export interface SignedIn extends AppEnv {
  Variables: { actor: Actor }
}

/** The messenger's session, else 401. */
export const signedIn = ({ database, settings, nowMs = Date.now }: Parts) =>
  createMiddleware<SignedIn>(async (c, next) => {
    const token = readCookie(c, sessionCookie, settings)
    const actor = token && (await findSession(database, token, nowMs()))
    if (!actor) throw new Refused('core.signedOut')
    c.set('actor', actor)
    return next()
  })
