import { learningProfiles } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { people } from '@zvonok/schema/journal/tables'
import { and, desc, eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { findPerson, fullName } from '../journal/person.ts'
import { clientAddress } from '../platform/client-address.ts'
import { dropCookie, readCookie, writeCookie } from '../platform/cookies.ts'
import type { Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import { validate } from '../platform/validate.ts'
import { enter } from './enter.ts'
import { beginnings, endFlow, type FlowParts, finishFlow, provenUser, startFlow } from './id-flows.ts'
import { enterReturnPath, IdRefused } from './vkid-client.ts'

const flowCookie = 'enter-flow'
const flowMs = 60 * 60 * 1000
const CallbackQuery = v.object({ code: v.string(), state: v.string(), device_id: v.string() })

/** ACCOUNT-8. The messenger's own «Войти»: to the ID and back, without the journal. Who holds several profiles chooses one. */
export function enterRoutes(parts: Parts, flow: FlowParts, limits: Limits) {
  const { database, settings, log } = parts
  const origin = (c: Context) => ownOrigin(settings, c.req.header('host'))
  const boundTo = (c: Context) => `cookie:${hashToken(readCookie(c, flowCookie, settings) ?? '')}`

  async function enterAs(c: Context, personId: PersonId): Promise<void> {
    await enter(parts, c, personId)
    await endFlow(database, boundTo(c))
    dropCookie(c, flowCookie, settings)
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
        const [only, ...others] = await linkedPeople(parts, idUserId)
        if (!only) return back('account.notLinked')
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
      const ids = await linkedPeople(parts, await provenUser(flow, boundTo(c)))
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
      const ids = await linkedPeople(parts, await provenUser(flow, boundTo(c)))
      if (!ids.includes(personId)) throw new Refused('core.notFound')
      await enterAs(c, personId)
      return c.json({})
    })
}

/** Active persons of an ID, the one linked last first. */
async function linkedPeople({ database: { orm } }: Parts, idUserId: string): Promise<PersonId[]> {
  const rows = await orm
    .select({ id: people.id })
    .from(learningProfiles)
    .innerJoin(people, eq(people.id, learningProfiles.personId))
    .where(and(eq(learningProfiles.idUserId, idUserId), eq(people.active, true)))
    .orderBy(desc(learningProfiles.linkedAtMs))
  return rows.map(({ id }) => id)
}
