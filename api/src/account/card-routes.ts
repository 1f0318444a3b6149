import { ezhdAccounts, ezhdUsers, idUsers } from '@zvonok/schema/account/engine-tables'
import { learningProfiles } from '@zvonok/schema/account/tables'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { findPerson, linkState, type PersonInSchools } from '../journal/person.ts'
import { passCookies } from '../journal/session.ts'
import { clientAddress } from '../platform/client-address.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { newIdUserId, noEmail } from './accounts.ts'
import { type CardParts, findCard, spendCard } from './cards.ts'
import { consentedFor, consentForChild, consentOf, isChild, lacksConsent } from './consent.ts'
import { enter } from './enter.ts'
import { eventOf } from './events.ts'
import { type JournalAuth, maxLoginLength } from './journal-auth.ts'
import { endJournalSessions } from './journal-sessions.ts'
import { hashPassword, maxPasswordLength, minPasswordLength } from './password.ts'
import { endSessions } from './sessions.ts'

const Card = v.strictObject({
  login: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(maxLoginLength)),
  code: v.pipe(
    v.string(),
    v.maxLength(30),
    v.transform((typed) => typed.replace(/[\s-]/g, '')),
  ),
})
const Use = v.strictObject({ ...Card.entries, password: v.pipe(v.string(), v.maxLength(maxPasswordLength)) })

/** Only failures count; a class that mistypes behind one address stays far below. */
const wrongByAddress: Limit = { name: 'card.wrongByAddress', max: 300, windowMs: 10 * 60_000 }

/** ACCOUNT-17. The way in by a card: login and code stand in for password and SMS, once; the person chooses a password for the journal. */
export function cardRoutes(parts: Parts, auth: JournalAuth, limits: Limits) {
  const { database, settings, sync, nowMs = Date.now } = parts
  const cards: CardParts = { database, secret: settings.secret, nowMs }

  async function check(c: Context, login: string, code: string) {
    const address = clientAddress(c, settings)
    limits.take(wrongByAddress, address)
    const card = await findCard(cards, login, code)
    limits.giveBack(wrongByAddress, address)
    const person = await findPerson(database, card.personId)
    if (!person) throw new Refused('account.disabled')
    const linked = (await linkState(database, person.id)) !== 'none'
    // Linked by phone after the card was printed: it has done its work.
    if (card.kind === 'entry' && linked) throw new Refused('account.codeExpired')
    if (!linked && (await lacksConsent(database, person, nowMs()))) throw new Refused('account.consentMissing')
    return { card, person, linked }
  }

  return new Hono<AppEnv>()
    .post('/check', validate('json', Card), async (c) => {
      const { login, code } = c.req.valid('json')
      const { card, person } = await check(c, login, code)
      const { family, given, middle, birthDate, schools } = person
      const data = { family, given, middle: middle ?? '', birthDate: birthDate ?? '' }
      const consent = await consentForChild(database, person.id)
      return c.json({ kind: card.kind, consent, data, schools })
    })
    .post('/use', validate('json', Use), async (c) => {
      const { login, code, password } = c.req.valid('json')
      const { card, person, linked } = await check(c, login, code)
      if (password.length < minPasswordLength) throw new Refused('account.weakPassword')
      const hash = await hashPassword(password)
      await spendCard(cards, card)
      await endJournalSessions(database, person.id)
      await endSessions(database, person.id)
      sync.endPerson(person.id)
      await setJournalPassword(database, login, hash)
      if (linked) await restoreLink(database, person.id, nowMs())
      else await linkWithoutAddress(database, person, nowMs())
      const signedIn = await auth.api.signInUsername({
        body: { username: login, password },
        headers: new Headers(),
        returnHeaders: true,
      })
      passCookies(c, signedIn.headers)
      await enter(parts, c, person.id)
      return c.json({})
    })
}

async function setJournalPassword({ orm }: Database, login: string, password: string): Promise<void> {
  const user = orm.select({ id: ezhdUsers.id }).from(ezhdUsers).where(eq(ezhdUsers.username, login.toLowerCase()))
  await orm.update(ezhdAccounts).set({ password }).where(eq(ezhdAccounts.userId, user))
}

/** The card was handed out in person: that proves as much as the ID would. */
async function restoreLink(database: Database, personId: PersonId, nowMs: number): Promise<void> {
  const { orm } = database
  await orm.batch([
    orm.update(learningProfiles).set({ mustProve: false }).where(eq(learningProfiles.personId, personId)),
    eventOf(database, 'cardUsed', personId, personId, nowMs),
  ])
}

/** A learning profile on an ID that has neither phone nor mail: the journal is its only door until one is added. */
async function linkWithoutAddress(database: Database, person: PersonInSchools, nowMs: number): Promise<void> {
  const { orm } = database
  const { id: personId } = person
  const id = newIdUserId()
  const now = new Date(nowMs)
  await orm.batch([
    isChild(person, nowMs) ? consentedFor(database).limit(1) : consentOf(database, personId, personId, 'self', nowMs),
    orm.insert(idUsers).values({
      id,
      name: '',
      email: noEmail(id),
      emailVerified: false,
      phoneNumber: null,
      phoneNumberVerified: false,
      createdAt: now,
      updatedAt: now,
    }),
    orm.insert(learningProfiles).values({ id: newId(), idUserId: id, personId, linkedAtMs: nowMs, createdAtMs: nowMs }),
    eventOf(database, 'linked', personId, personId, nowMs),
  ])
}
