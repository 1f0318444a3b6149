import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { takeLoginTry } from '../journal/login-tries.ts'
import { findPerson, fullName } from '../journal/person.ts'
import { findReader } from '../journal/session.ts'
import { SignIn } from '../journal/sign-in-routes.ts'
import { clientAddress } from '../platform/client-address.ts'
import { dropCookie, readCookie, writeCookie } from '../platform/cookies.ts'
import type { Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import { validate } from '../platform/validate.ts'
import { peopleOfId, trustId } from './doubt.ts'
import { enter } from './enter.ts'
import { beginnings, endFlow, type FlowParts, finishFlow, provenUser, startFlow } from './id-flows.ts'
import type { JournalAuth } from './journal-auth.ts'
import { personOfLogin } from './journal-sessions.ts'
import { enterReturnPath, IdRefused } from './vkid-client.ts'

const flowCookie = 'enter-flow'
const flowMs = 60 * 60 * 1000
const CallbackQuery = v.object({ code: v.string(), state: v.string(), device_id: v.string() })

/**
 * ACCOUNT-8, ACCOUNT-21. The messenger's own «Войти»: to the ID and back, without the journal. Who holds several profiles chooses one. An ID whose
 * password a code alone has set needs the journal's login once.
 */
export function enterRoutes(parts: Parts, auth: JournalAuth, flow: FlowParts, limits: Limits) {
  const { database, settings, log } = parts
  const origin = (c: Context) => ownOrigin(settings, c.req.header('host'))
  const boundTo = (c: Context) => `cookie:${hashToken(readCookie(c, flowCookie, settings) ?? '')}`

  async function enterAs(c: Context, personId: PersonId): Promise<void> {
    await enter(parts, c, personId)
    await endFlow(database, boundTo(c))
    dropCookie(c, flowCookie, settings)
  }

  /** Whom this browser may enter as: those of the ID that it has proven. @throws {Refused} `account.requestExpired` */
  async function mayEnterAs(c: Context): Promise<PersonId[]> {
    const { ids, doubted } = await peopleOfId(database, await provenUser(flow, boundTo(c)))
    if (doubted) throw new Refused('account.requestExpired')
    return ids
  }

  /** The journal of one of them is open in this browser. */
  async function hasJournalOf(c: Context, ids: readonly PersonId[]): Promise<boolean> {
    const reader = await findReader(c, parts, auth)
    return reader !== undefined && ids.includes(reader.person.id)
  }

  return new Hono<AppEnv>()
    .get('/', async (c) => {
      limits.take(beginnings, clientAddress(c, settings))
      const token = newToken()
      writeCookie(c, flowCookie, token, flowMs, settings)
      const redirectUri = origin(c) + enterReturnPath
      const bound = `cookie:${hashToken(token)}`
      return c.redirect(await startFlow(flow, { boundTo: bound, personId: null, redirectUri }), 302)
    })
    .get('/callback', async (c) => {
      const back = (problem: string) => c.redirect(`${origin(c)}/journal/chats?problem=${problem}`, 302)
      const query = v.safeParse(CallbackQuery, c.req.query())
      if (!query.success) return back('account.linkFailed')
      const { code, state, device_id: deviceId } = query.output
      try {
        const idUserId = await finishFlow(flow, boundTo(c), { code, state, deviceId })
        const { ids, doubted } = await peopleOfId(database, idUserId)
        const [only, ...others] = ids
        if (!only) return back('account.notLinked')
        if (doubted && !(await hasJournalOf(c, ids))) return c.redirect(`${origin(c)}/id/prove`, 302)
        if (doubted) await trustId(database, idUserId)
        if (others.length > 0) return c.redirect(`${origin(c)}/id/choose`, 302)
        await enterAs(c, only)
        return c.redirect(`${origin(c)}/chats#entered`, 302)
      } catch (error) {
        if (!(error instanceof Refused || error instanceof IdRefused)) throw error
        log.warn('enter.failed', { reason: error.message })
        return back('account.linkFailed')
      }
    })
    .get('/people', async (c) => {
      const ids = await mayEnterAs(c)
      const found = await Promise.all(ids.map((id) => findPerson(database, id)))
      return c.json({
        people: found
          .filter((each) => each !== undefined)
          .map((person) => ({
            id: person.id,
            name: fullName(person),
            schools: person.schools,
          })),
      })
    })
    .post('/as', validate('json', v.strictObject({ personId: v.string() })), async (c) => {
      const { personId } = c.req.valid('json')
      if (!(await mayEnterAs(c)).includes(personId)) throw new Refused('core.notFound')
      await enterAs(c, personId)
      return c.json({})
    }) /** The journal of a person of the ID. A right login of anybody else is answered like a wrong one. */
    .post('/prove', validate('json', SignIn), async (c) => {
      const { login, password } = c.req.valid('json')
      const idUserId = await provenUser(flow, boundTo(c))
      const forgive = takeLoginTry(limits, login, clientAddress(c, settings))
      const personId = await personOfLogin(database, login, password)
      const { ids } = await peopleOfId(database, idUserId)
      if (!personId || !ids.includes(personId)) throw new Refused('journal.wrongLogin')
      forgive()
      await trustId(database, idUserId)
      await enterAs(c, personId)
      return c.json({})
    })
}
