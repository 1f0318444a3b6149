import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import * as v from 'valibot'
import { findPerson, isLinked } from '../journal/person.ts'
import { type InJournal, inJournal } from '../journal/session.ts'
import { clientAddress } from '../platform/client-address.ts'
import { dropCookie, readCookie, writeCookie } from '../platform/cookies.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { validate } from '../platform/validate.ts'
import { deviceName } from './device-name.ts'
import { enter } from './enter.ts'
import type { JournalAuth } from './journal-auth.ts'
import { confirmQr, qrInBrowser, qrOnPhone, scanQr, shownMs, showQr, useQr } from './qr.ts'

const phoneCookie = 'qr-phone'
const phoneMs = 5 * 60_000
const scanned: Limit = { name: 'qr.scanned', max: 200, windowMs: 10 * 60_000 }

/** ACCOUNT-14. The journal's side: shows the picture, then asks for the two digits of the phone. */
export const qrRoutes = (parts: Parts, auth: JournalAuth) => {
  const qr = { database: parts.database, nowMs: parts.nowMs ?? Date.now }
  return new Hono<InJournal>()
    .use(inJournal(parts, auth))
    .post('/', async (c) => {
      const { sessionId, person } = c.var.reader
      if (!(await isLinked(parts.database, person.id))) throw new Refused('account.notLinked')
      const { token } = await showQr(qr, sessionId, person.id)
      const origin = ownOrigin(parts.settings, c.req.header('host'))
      // In the fragment: what follows `#` is in no log and in no `Referer`.
      return c.json({ url: `${origin}/id/phone#${token}`, shownMs })
    })
    .get('/', async (c) => c.json(await qrInBrowser(qr, c.var.reader.sessionId)))
    .post('/confirm', validate('json', v.strictObject({ digits: v.string() })), async (c) => {
      await confirmQr(qr, c.var.reader.sessionId, c.req.valid('json').digits)
      return c.json({})
    })
}

/** The phone's side. Only the cookie of the phone that scanned gets the session. */
export const phoneRoutes = (parts: Parts, limits: Limits) => {
  const { database, settings } = parts
  const qr = { database, nowMs: parts.nowMs ?? Date.now }
  return new Hono<AppEnv>()
    .post('/scan', validate('json', v.strictObject({ token: v.string() })), async (c) => {
      limits.take(scanned, clientAddress(c, settings))
      const { phone, digits } = await scanQr(qr, c.req.valid('json').token, deviceName(c.req.header('user-agent')))
      writeCookie(c, phoneCookie, phone, phoneMs, settings)
      return c.json({ digits })
    })
    .get('/', async (c) => {
      const { state, digits } = await qrOnPhone(qr, readCookie(c, phoneCookie, settings) ?? '')
      return c.json({ state, digits })
    })
    .post('/enter', async (c) => {
      const personId = await useQr(qr, readCookie(c, phoneCookie, settings) ?? '')
      if (!(await findPerson(database, personId))) throw new Refused('account.disabled')
      await enter(parts, c, personId)
      dropCookie(c, phoneCookie, settings)
      return c.json({})
    })
}
