import { must } from '@zvonok/schema/core/must'
import { Refused } from '@zvonok/schema/core/refusal'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { findReader, passCookies } from '../journal/session.ts'
import { clientAddress } from '../platform/client-address.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { keyedHash } from '../platform/tokens.ts'
import { validate } from '../platform/validate.ts'
import { normalAddress } from './addresses.ts'
import { grantCode } from './authorization.ts'
import type { Codes } from './codes.ts'
import { doubtId } from './doubt.ts'
import type { IdAuth } from './id-auth.ts'
import {
  addressOf,
  changeRequest,
  currentRequest,
  type IdRequest,
  noAddress,
  type RequestChange,
} from './id-requests.ts'
import { findIdUser, hasPassword, idUserOf, setPassword } from './id-users.ts'
import type { JournalAuth } from './journal-auth.ts'
import { maxPasswordLength, minPasswordLength } from './password.ts'
import { isMailOfOtherSchool } from './school-mail.ts'

const Address = v.strictObject({
  kind: v.picklist(['phone', 'email']),
  address: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
})
const Words = v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxPasswordLength))
const Code = v.pipe(
  v.string(),
  v.maxLength(20),
  v.transform((typed) => typed.replace(/\s/g, '')),
)

const minuteMs = 60_000
/** Only failures count. */
const wrongPassword: Limit = { name: 'id.wrongPassword', max: 10, windowMs: 15 * minuteMs }
const wrongByAddress: Limit = { name: 'id.wrongByAddress', max: 200, windowMs: 15 * minuteMs }
/** Of one network address: asking who has an ID, and codes. A class of thirty needs sixty; a list of numbers needs thousands. */
const asked: Limit = { name: 'id.asked', max: 300, windowMs: 60 * minuteMs }
const sentTo: Limit = { name: 'id.sentTo', max: 200, windowMs: 60 * minuteMs }

/**
 * ACCOUNT-3. The pages of the embedded ID: address, password, code. Where a person stands is kept in the request, so that a reload or a lost line
 * goes on where it was. An address without an ID gets a code at once and an ID with it; one with an ID is asked for the password first.
 */
export function idRoutes(parts: Parts, auth: IdAuth, journalAuth: JournalAuth, codes: Codes, limits: Limits) {
  const { database, settings, nowMs = Date.now } = parts
  const request = (c: Context) => currentRequest(database, c, settings, nowMs())

  async function sendCode(c: Context, to: IdRequest, change: RequestChange): Promise<void> {
    const { kind, address } = addressOf({ ...to, ...change })
    limits.take(sentTo, clientAddress(c, settings))
    await codes.ensure(to.tokenHash, kind, address)
    await changeRequest(database, to, change)
  }

  /** ACCOUNT-22. Of who comes from the journal of one school with the mail address of another. */
  async function isOtherSchools(c: Context, email: string): Promise<boolean> {
    const schools = (await findReader(c, parts, journalAuth))?.person.schools ?? []
    const own = schools.map(({ id }) => id)
    return own.length > 0 && isMailOfOtherSchool(database, email, own)
  }

  /** Who is signed in at the ID in this browser. */
  const signedInUser = async (c: Context) => (await auth.api.getSession({ headers: c.req.raw.headers }))?.user

  /** What the page shows; the address is what this browser typed. */
  async function progress(c: Context) {
    const { step, addressKind, address, purpose, tokenHash, freshLogin } = await request(c)
    const nextAtMs = address ? await codes.nextAtMs(tokenHash, address) : 0
    const waitMs = Math.max(0, nextAtMs - nowMs())
    const continueAs = step === 'address' && !freshLogin ? shownAs(await signedInUser(c)) : null
    return { step, kind: addressKind, address, purpose, resendInS: Math.ceil(waitMs / 1000), continueAs }
  }

  return (
    new Hono<AppEnv>()
      .get('/request', async (c) => c.json(await progress(c)))
      .post('/address', validate('json', Address), async (c) => {
        const { kind, address: typed } = c.req.valid('json')
        const current = await request(c)
        limits.take(asked, clientAddress(c, settings))
        const address = normalAddress(kind, typed)
        if (kind === 'email' && (await isOtherSchools(c, address))) throw new Refused('account.otherSchool')
        const userId = await findIdUser(database, kind, address)
        const known = { addressKind: kind, address, userId: userId ?? null }
        if (userId) await changeRequest(database, current, { ...known, step: 'password', purpose: null })
        else await sendCode(c, current, { ...known, step: 'code', purpose: 'signUp' })
        return c.json(await progress(c))
      })
      .post('/back', async (c) => {
        await changeRequest(database, await request(c), noAddress)
        return c.json(await progress(c))
      })
      .post('/password', validate('json', v.strictObject({ password: Words })), async (c) => {
        const current = await request(c)
        const userId = userOf(current, 'password')
        const counted = [
          [wrongPassword, keyedHash(settings.secret, 'address', addressOf(current).address)],
          [wrongByAddress, clientAddress(c, settings)],
        ] as const
        for (const [limit, who] of counted) limits.take(limit, who)
        if (!(await hasPassword(database, userId, c.req.valid('json').password)))
          throw new Refused('account.wrongPassword')
        for (const [limit, who] of counted) limits.giveBack(limit, who)
        await sendCode(c, current, { step: 'code', purpose: 'signIn' })
        return c.json(await progress(c))
      })
      .post('/resend', async (c) => {
        const current = await request(c)
        if (!current.purpose || current.step === 'done') throw new Refused('account.requestExpired')
        const { kind, address } = addressOf(current)
        limits.take(sentTo, clientAddress(c, settings))
        await codes.send(current.tokenHash, kind, address)
        return c.json(await progress(c))
      })
      .post('/code', validate('json', v.strictObject({ code: Code })), async (c) => {
        const current = await request(c)
        const { kind, address } = addressOf(current)
        if (current.step !== 'code') throw new Refused('account.requestExpired')
        await codes.use(current.tokenHash, address, c.req.valid('json').code)
        const userId = current.userId ?? (await idUserOf(database, kind, address, nowMs()))
        await changeRequest(database, current, { step: 'done', userId, purpose: null })
        const { headers } = await auth.api.openSession({
          body: { userId },
          headers: new Headers(),
          returnHeaders: true,
        })
        passCookies(c, headers)
        return c.json({ goTo: await grantCode(database, current, userId, nowMs()) })
      })
      /** ACCOUNT-20. «Продолжить как …»: only for who asked without `prompt=login`. */
      .post('/continue-as', async (c) => {
        const current = await request(c)
        const user = await signedInUser(c)
        if (current.freshLogin || current.step !== 'address' || !user) throw new Refused('account.requestExpired')
        await changeRequest(database, current, { step: 'done', userId: user.id })
        return c.json({ goTo: await grantCode(database, current, user.id, nowMs()) })
      })
      /** After a reload or a lost answer behind the code: the way back once more. */
      .post('/continue', async (c) => {
        const current = await request(c)
        return c.json({ goTo: await grantCode(database, current, userOf(current, 'done'), nowMs()) })
      })
      .post('/reset', async (c) => {
        const current = await request(c)
        userOf(current, 'password')
        await sendCode(c, current, { purpose: 'reset' })
        return c.json(await progress(c))
      })
      .post('/keep-password', async (c) => {
        const current = await request(c)
        if (current.purpose === 'reset') await changeRequest(database, current, { purpose: null })
        return c.json(await progress(c))
      })
      .post('/new-password', validate('json', v.strictObject({ code: Code, password: Words })), async (c) => {
        const current = await request(c)
        const userId = userOf(current, 'password')
        const { code, password } = c.req.valid('json')
        if (current.purpose !== 'reset') throw new Refused('account.requestExpired')
        if (password.length < minPasswordLength) throw new Refused('account.weakPassword')
        await codes.use(current.tokenHash, addressOf(current).address, code)
        await setPassword(database, userId, password, nowMs())
        await doubtId(parts, userId)
        await changeRequest(database, current, { purpose: null })
        return c.json(await progress(c))
      })
  )
}

/** «+7 *** ***-**-01», «b…@school.example»: enough to recognise one's own. */
function shownAs(user: { phoneNumber?: string | null | undefined; email: string; emailVerified: boolean } | undefined) {
  if (user?.phoneNumber) return `${user.phoneNumber.slice(0, 2)} *** ***-**-${user.phoneNumber.slice(-2)}`
  return user?.emailVerified ? user.email.replace(/^(.)[^@]*/, '$1…') : null
}

/** The user at a step; out of order the request is of no use. @throws {Refused} `account.requestExpired` */
function userOf({ step, userId }: IdRequest, expected: IdRequest['step']): string {
  if (step !== expected) throw new Refused('account.requestExpired')
  return must(userId, 'user of the request')
}
