import type { AddressKind } from '@zvonok/schema/account/id-tables'
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
import { addressOf, changeRequest, currentRequest, type IdRequest, noAddress } from './id-requests.ts'
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
/** Of one network address: numbers given, and codes. A class of thirty needs sixty; a list of numbers needs thousands. */
const asked: Limit = { name: 'id.asked', max: 300, windowMs: 60 * minuteMs }
const sentTo: Limit = { name: 'id.sentTo', max: 200, windowMs: 60 * minuteMs }

/**
 * ACCOUNT-3, ACCOUNT-23. The pages of the embedded ID: address, password, code. Where a person stands is kept in the request, so that a reload or a lost
 * line goes on where it was. Until the code was right every answer, and what is done for it, is the same for an address with an ID and one without: a code
 * is sent at once, and a password is compared with nobody's where there is no ID.
 */
export function idRoutes(parts: Parts, auth: IdAuth, journalAuth: JournalAuth, codes: Codes, limits: Limits) {
  const { database, settings, nowMs = Date.now } = parts
  const request = (c: Context) => currentRequest(database, c, settings, nowMs())

  /** Sends a code unless one is under way. */
  async function ensureCode(c: Context, { tokenHash }: IdRequest, kind: AddressKind, address: string): Promise<void> {
    if (await codes.isUnderWay(tokenHash, address)) return
    limits.take(sentTo, clientAddress(c, settings))
    await codes.send(tokenHash, kind, address)
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
        await ensureCode(c, current, kind, address)
        const given = { addressKind: kind, address, userId: null }
        await changeRequest(database, current, { ...given, step: 'password', purpose: 'signIn' })
        return c.json(await progress(c))
      })
      .post('/back', async (c) => {
        await changeRequest(database, await request(c), noAddress)
        return c.json(await progress(c))
      })
      .post('/password', validate('json', v.strictObject({ password: Words })), async (c) => {
        const current = await request(c)
        const { kind, address } = atPassword(current)
        const counted = [
          [wrongPassword, keyedHash(settings.secret, 'address', address)],
          [wrongByAddress, clientAddress(c, settings)],
        ] as const
        for (const [limit, who] of counted) limits.take(limit, who)
        const userId = await findIdUser(database, kind, address)
        if (!(await hasPassword(database, userId, c.req.valid('json').password)))
          throw new Refused('account.wrongPassword')
        for (const [limit, who] of counted) limits.giveBack(limit, who)
        await ensureCode(c, current, kind, address)
        await changeRequest(database, current, { step: 'code', userId: must(userId, 'user with this password') })
        return c.json(await progress(c))
      })
      .post('/resend', async (c) => {
        const current = await request(c)
        if (current.step !== 'password' && current.step !== 'code') throw new Refused('account.requestExpired')
        const { kind, address } = addressOf(current)
        limits.take(sentTo, clientAddress(c, settings))
        await codes.send(current.tokenHash, kind, address)
        return c.json(await progress(c))
      })
      .post('/code', validate('json', v.strictObject({ code: Code })), async (c) => {
        const current = await request(c)
        const { kind, address } = addressOf(current)
        if (current.step !== 'code' && current.step !== 'password') throw new Refused('account.requestExpired')
        const codeId = await codes.check(current.tokenHash, address, c.req.valid('json').code)
        const known = current.userId ?? (await findIdUser(database, kind, address))
        // The number is proven: its owner may learn that a password is missing. The code stays good.
        if (known && current.step === 'password') throw new Refused('account.wrongPassword')
        await codes.use(codeId)
        const userId = known ?? (await idUserOf(database, kind, address, nowMs()))
        const isNew = known === undefined
        await changeRequest(database, current, { step: 'done', userId, purpose: isNew ? 'signUp' : 'signIn' })
        const { headers } = await auth.api.openSession({
          body: { userId },
          headers: new Headers(),
          returnHeaders: true,
        })
        passCookies(c, headers)
        return c.json({ goTo: await grantCode(database, current, userId, nowMs()), isNew })
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
        if (current.step !== 'done') throw new Refused('account.requestExpired')
        const userId = must(current.userId, 'user of the request')
        const isNew = current.purpose === 'signUp'
        return c.json({ goTo: await grantCode(database, current, userId, nowMs()), isNew })
      })
      .post('/reset', async (c) => {
        const current = await request(c)
        const { kind, address } = atPassword(current)
        await ensureCode(c, current, kind, address)
        await changeRequest(database, current, { purpose: 'reset' })
        return c.json(await progress(c))
      })
      .post('/keep-password', async (c) => {
        const current = await request(c)
        if (current.purpose === 'reset') await changeRequest(database, current, { purpose: 'signIn' })
        return c.json(await progress(c))
      })
      /** Who has no ID yet gets one with this password: also here nobody learns of it without the code. */
      .post('/new-password', validate('json', v.strictObject({ code: Code, password: Words })), async (c) => {
        const current = await request(c)
        const { kind, address } = atPassword(current)
        const { code, password } = c.req.valid('json')
        if (current.purpose !== 'reset') throw new Refused('account.requestExpired')
        if (password.length < minPasswordLength) throw new Refused('account.weakPassword')
        await codes.use(await codes.check(current.tokenHash, address, code))
        const userId = await idUserOf(database, kind, address, nowMs())
        await setPassword(database, userId, password, nowMs())
        await doubtId(parts, userId)
        await changeRequest(database, current, { purpose: 'signIn' })
        await ensureCode(c, current, kind, address)
        return c.json(await progress(c))
      })
  )
}

/** «+7 *** ***-**-01», «b…@school.example»: enough to recognise one's own. */
function shownAs(user: { phoneNumber?: string | null | undefined; email: string; emailVerified: boolean } | undefined) {
  if (user?.phoneNumber) return `${user.phoneNumber.slice(0, 2)} *** ***-**-${user.phoneNumber.slice(-2)}`
  return user?.emailVerified ? user.email.replace(/^(.)[^@]*/, '$1…') : null
}

/** The address at the step of password and code; out of order the request is of no use. @throws {Refused} `account.requestExpired` */
function atPassword(current: IdRequest) {
  if (current.step !== 'password') throw new Refused('account.requestExpired')
  return addressOf(current)
}
