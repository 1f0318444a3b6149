import { type RefusalCode, Refused } from '@zvonok/schema/core/refusal'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { linkState } from '../journal/person.ts'
import { findReader, type InJournal, inJournal, type Reader } from '../journal/session.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import type { Sender } from '../platform/sms/sender.ts'
import { validate } from '../platform/validate.ts'
import { consentForChild, lacksConsent } from './consent.ts'
import { endFlow, type FlowParts, finishFlow, provenUser, startFlow } from './id-flows.ts'
import type { JournalAuth } from './journal-auth.ts'
import { isPasswordOf } from './journal-sessions.ts'
import { hasPhone, isOtherName, link, linkChoice, profileOf, proveAgain } from './link.ts'
import { tellOfFurtherPerson } from './notices.ts'
import { IdRefused, linkReturnPath } from './vkid-client.ts'

const Name = v.pipe(v.string(), v.trim(), v.maxLength(100))
const earliestBirth = '1900-01-01'
const BirthDate = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((date) => date >= earliestBirth && date <= new Date().toISOString().slice(0, 10)),
)
const OwnDataInput = v.strictObject({
  family: v.pipe(Name, v.nonEmpty()),
  given: v.pipe(Name, v.nonEmpty()),
  middle: Name,
  birthDate: v.union([v.literal(''), BirthDate]),
  /** «Вы — …?» was answered with yes. */
  confirmed: v.boolean(),
})
const CallbackQuery = v.object({ code: v.string(), state: v.string(), device_id: v.string() })

/** Only failures count. */
const wrongPassword: Limit = { name: 'link.wrongPassword', max: 10, windowMs: 15 * 60_000 }

const boundTo = ({ sessionId }: Reader): string => `journal:${sessionId}`

/** ACCOUNT-6, ACCOUNT-7. From the journal to the ID and back, and the choice of the learning profile, which is our own step and our own record. */
export function linkRoutes(parts: Parts, auth: JournalAuth, flow: FlowParts, sender: Sender, limits: Limits) {
  const { database, settings, log, nowMs = Date.now } = parts
  const origin = (c: Context) => ownOrigin(settings, c.req.header('host'))

  return (
    new Hono<InJournal>()
      .get('/callback', async (c) => {
        const back = (problem: RefusalCode) => c.redirect(`${origin(c)}/journal/chats?problem=${problem}`, 302)
        const reader = await findReader(c, parts, auth)
        if (!reader) return back('account.requestExpired')
        const query = v.safeParse(CallbackQuery, c.req.query())
        if (!query.success) return back('account.linkFailed')
        const { code, state, device_id: deviceId } = query.output
        try {
          const idUserId = await finishFlow(flow, boundTo(reader), { code, state, deviceId })
          if ((await linkState(database, reader.person.id)) === 'mustProve') {
            if (!(await proveAgain(database, reader.person.id, idUserId))) return back('account.alreadyLinked')
            await endFlow(database, boundTo(reader))
            return c.redirect(`${origin(c)}/journal/chats`, 302)
          }
        } catch (error) {
          if (!(error instanceof Refused || error instanceof IdRefused)) throw error
          log.warn('link.failed', { reason: error.message })
          return back('account.linkFailed')
        }
        return c.redirect(`${origin(c)}/journal/link`, 302)
      })
      .use(inJournal(parts, auth))
      .post('/start', async (c) => {
        const { reader } = c.var
        const state = await linkState(database, reader.person.id)
        if (state === 'linked') throw new Refused('account.alreadyLinked')
        if (state === 'none' && (await lacksConsent(database, reader.person, nowMs())))
          throw new Refused('account.consentMissing')
        const redirectUri = origin(c) + linkReturnPath
        return c.json({
          goTo: await startFlow(flow, { boundTo: boundTo(reader), personId: reader.person.id, redirectUri }),
        })
      })
      /** ACCOUNT-17. Who came in by a card, or as a child by mail, adds a phone later, with the journal's password again: school devices are left open. */
      .post('/add-phone', validate('json', v.strictObject({ password: v.string() })), async (c) => {
        const { reader } = c.var
        const profile = await profileOf(database, reader.person.id)
        if (!profile || (await hasPhone(database, profile.idUserId))) throw new Refused('account.alreadyLinked')
        limits.take(wrongPassword, reader.person.id)
        if (!(await isPasswordOf(database, reader.sessionId, c.req.valid('json').password)))
          throw new Refused('account.wrongPassword')
        limits.giveBack(wrongPassword, reader.person.id)
        const redirectUri = origin(c) + linkReturnPath
        return c.json({
          goTo: await startFlow(flow, { boundTo: boundTo(reader), personId: reader.person.id, redirectUri }),
        })
      })
      .get('/', async (c) => {
        const { person } = c.var.reader
        const choice = await linkChoice(database, person, await provenUser(flow, boundTo(c.var.reader)))
        const { family, given, middle, birthDate, schools } = person
        const consent = await consentForChild(database, person.id)
        return c.json({
          choice,
          consent,
          data: { family, given, middle: middle ?? '', birthDate: birthDate ?? '' },
          schools,
        })
      })
      .post('/complete', validate('json', OwnDataInput), async (c) => {
        const { confirmed, ...typed } = c.req.valid('json')
        const { person } = c.var.reader
        const idUserId = await provenUser(flow, boundTo(c.var.reader))
        if (!confirmed && isOtherName(person, typed)) throw new Refused('account.otherName')
        const shared = await link(database, person, idUserId, typed, nowMs())
        if (shared) await tellOfFurtherPerson({ database, sender, log }, idUserId)
        await endFlow(database, boundTo(c.var.reader))
        return c.json({ linked: true })
      })
  )
}
