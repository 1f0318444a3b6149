import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { createMiddleware } from 'hono/factory'
import type { JournalAuth } from '../account/journal-auth.ts'
import { findSession, sessionCookie } from '../account/sessions.ts'
import { findReader } from '../journal/session.ts'
import { readCookie } from '../platform/cookies.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'

/** Who acts in lessons: in the journal, or in the messenger. */
export interface Viewer {
  readonly personId: PersonId
  readonly sessionId?: string
  /** Whether the session lives still, for streams. */
  isAlive(): Promise<boolean>
}

export interface InLessons extends AppEnv {
  Variables: { viewer: Viewer }
}

/** The journal's session, else 401. */
export const journalViewer = (parts: Parts, auth: JournalAuth) =>
  createMiddleware<InLessons>(async (c, next) => {
    const reader = await findReader(c, parts, auth)
    if (!reader) throw new Refused('core.signedOut')
    const { headers } = c.req.raw
    const isAlive = async () => (await auth.api.getSession({ headers })) !== null
    c.set('viewer', { personId: reader.person.id, isAlive })
    return next()
  })

/** The messenger's session, else 401. */
export const messengerViewer = ({ database, settings, nowMs = Date.now }: Parts) =>
  createMiddleware<InLessons>(async (c, next) => {
    const token = readCookie(c, sessionCookie, settings)
    const find = async () => (token ? findSession(database, token, nowMs()) : undefined)
    const actor = await find()
    if (!actor) throw new Refused('core.signedOut')
    const isAlive = async () => (await find()) !== undefined
    c.set('viewer', { personId: actor.personId, sessionId: actor.sessionId, isAlive })
    return next()
  })
