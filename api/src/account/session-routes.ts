import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import * as v from 'valibot'
import { findPerson, fullName } from '../journal/person.ts'
import { dropCookie } from '../platform/cookies.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { type SignedIn, signedIn } from '../platform/session.ts'
import { validate } from '../platform/validate.ts'
import { leave } from './enter.ts'
import { type IdAuth, leaveId } from './id-auth.ts'
import { endJournalSessions } from './journal-sessions.ts'
import { endSession, endSessions, sessionCookie, sessionsOf } from './sessions.ts'

/** Who one is in the messenger, where one is signed in, and the ways out. */
export const sessionRoutes = (parts: Parts, idAuth: IdAuth) => {
  const { database, settings, sync, nowMs = Date.now } = parts
  return new Hono<AppEnv>()
    .post('/sign-out', async (c) => {
      await leave(parts, c)
      await leaveId(c, idAuth)
      dropCookie(c, sessionCookie, settings)
      return c.json({})
    })
    .route(
      '/',
      new Hono<SignedIn>()
        .use('/me', signedIn(parts))
        .use('/sessions', signedIn(parts))
        .use('/sessions/*', signedIn(parts))
        .get('/me', async (c) => {
          const person = await findPerson(database, c.var.actor.personId)
          if (!person) throw new Refused('core.signedOut')
          return c.json({ id: person.id, name: fullName(person), schools: person.schools })
        })
        .get('/sessions', async (c) => {
          const { personId, sessionId } = c.var.actor
          const rows = await sessionsOf(database, personId, nowMs())
          return c.json({ sessions: rows.map((row) => ({ ...row, current: row.id === sessionId })) })
        })
        .post('/sessions/end', validate('json', v.strictObject({ id: v.string() })), async (c) => {
          const { id } = c.req.valid('json')
          if (!(await endSession(database, c.var.actor.personId, id))) throw new Refused('core.notFound')
          sync.endSession(id)
          return c.json({})
        })
        /** Everywhere: all messenger sessions and all sessions of the journal. */
        .post('/sessions/end-all', async (c) => {
          const { personId } = c.var.actor
          await endJournalSessions(database, personId)
          await endSessions(database, personId)
          sync.endPerson(personId)
          await leaveId(c, idAuth)
          dropCookie(c, sessionCookie, settings)
          return c.json({})
        }),
    )
}
