import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { findPerson, linkState, mainRole } from '../journal/person.ts'
import { findReader } from '../journal/session.ts'
import { clientAddress } from '../platform/client-address.ts'
import { readCookie } from '../platform/cookies.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { deviceName } from './device-name.ts'
import { findIdStep } from './id-requests.ts'
import type { JournalAuth } from './journal-auth.ts'
import { findSession, sessionCookie } from './sessions.ts'
import { makeSupportCode } from './support.ts'

/** What the device says about itself. Short words from known lists, so that no content can be put in. */
const DeviceFacts = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[\w.:-]{0,40}$/)),
  storage: v.picklist(['ok', 'temporary', 'full', 'refused', 'unknown']),
  line: v.picklist(['live', 'offline', 'unknown']),
  /** UTC milliseconds of the last complete synchronisation. */
  syncedAtMs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
const made: Limit = { name: 'support.made', max: 100, windowMs: 60 * 60_000 }

/** ACCOUNT-19. «Код поддержки», also before anybody has signed in. */
export function supportRoutes(parts: Parts, auth: JournalAuth, limits: Limits) {
  const { database, settings, nowMs = Date.now } = parts

  /** Of the messenger's session, else of the journal's. */
  async function personOf(c: Context) {
    const token = readCookie(c, sessionCookie, settings)
    const actor = token && (await findSession(database, token, nowMs()))
    return actor ? findPerson(database, actor.personId) : (await findReader(c, parts, auth))?.person
  }

  return new Hono<AppEnv>().post('/', validate('json', DeviceFacts), async (c) => {
    limits.take(made, clientAddress(c, settings))
    const { version, storage, line, syncedAtMs } = c.req.valid('json')
    const person = await personOf(c)
    const facts = {
      role: person ? mainRole(person) : 'none',
      link: person ? await linkState(database, person.id) : 'none',
      idStep: (await findIdStep(database, c, settings, nowMs())) ?? 'none',
      device: deviceName(c.req.header('user-agent')),
      version,
      storage,
      line,
      ...(syncedAtMs !== null && { syncedAt: new Date(syncedAtMs).toISOString() }),
    }
    return c.json(await makeSupportCode({ database, secret: settings.secret, nowMs }, person?.id ?? null, facts))
  })
}
