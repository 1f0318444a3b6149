import { Refused } from '@zvonok/schema/core/refusal'
import { isAPIError } from 'better-auth/api'
import { Hono } from 'hono'
import * as v from 'valibot'
import { childrenToConsent } from '../account/consent.ts'
import { enter } from '../account/enter.ts'
import { type IdAuth, leaveId } from '../account/id-auth.ts'
import { type JournalAuth, maxLoginLength } from '../account/journal-auth.ts'
import { personOfUser } from '../account/journal-sessions.ts'
import { hasPhone, profileOf } from '../account/link.ts'
import { maxPasswordLength } from '../account/password.ts'
import { clientAddress } from '../platform/client-address.ts'
import type { Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { classesToConnect } from './class-cards.ts'
import { takeLoginTry } from './login-tries.ts'
import { findPerson, fullName, isLinked, linkState, mainRole, type PersonInSchools } from './person.ts'
import { findReader, inJournal, passCookies } from './session.ts'

/** Login and password of the journal. */
export const SignIn = v.strictObject({
  login: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(maxLoginLength)),
  password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxPasswordLength)),
})

/** DOOR-1..4. Login and password of the journal, and from there into the messenger. */
export const signInRoutes = (parts: Parts, auth: JournalAuth, idAuth: IdAuth, limits: Limits) =>
  new Hono<AppEnv>()
    .post('/sign-in', validate('json', SignIn), async (c) => {
      const { login, password } = c.req.valid('json')
      const forgive = takeLoginTry(limits, login, clientAddress(c, parts.settings))
      const { headers, response } = await signIn(auth, login, password)
      forgive()
      const person = await findPerson(parts.database, await personOfUser(parts.database, response.user.id))
      if (!person) throw new Refused('account.disabled')
      await auth.api.signOut({ headers: c.req.raw.headers })
      passCookies(c, headers)
      return c.json({ person: await shown(parts, person) })
    })
    /** Null where no journal is open: a question every first visit asks, not a mistake. */
    .get('/me', async (c) => {
      const reader = await findReader(c, parts, auth)
      return c.json({ person: reader ? await shown(parts, reader.person) : null })
    })
    .post('/sign-out', inJournal(parts, auth), async (c) => {
      const { headers } = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
      passCookies(c, headers)
      await leaveId(c, idAuth)
      return c.json({})
    })
    .post('/enter', inJournal(parts, auth), async (c) => {
      const { person } = c.var.reader
      if (!(await isLinked(parts.database, person.id))) throw new Refused('account.notLinked')
      await enter(parts, c, person.id)
      return c.json({})
    })

/** @throws {Refused} `journal.wrongLogin`, the same for an unknown login, and after the same time */
async function signIn(auth: JournalAuth, username: string, password: string) {
  try {
    return await auth.api.signInUsername({ body: { username, password }, headers: new Headers(), returnHeaders: true })
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) throw new Refused('journal.wrongLogin')
    throw error
  }
}

/** What a person is told about oneself. */
const shown = async ({ database, nowMs = Date.now }: Parts, person: PersonInSchools) => {
  const state = await linkState(database, person.id)
  const profile = await profileOf(database, person.id)
  return {
    id: person.id,
    name: fullName(person),
    role: mainRole(person),
    linked: state === 'linked',
    mustProve: state === 'mustProve',
    /** Came in by a card, or as a child by mail: a phone may be added. */
    withoutPhone: profile !== undefined && !(await hasPhone(database, profile.idUserId)),
    /** Pages that not everybody has. */
    connectsClass: (await classesToConnect(database, person)).length > 0,
    /** Has a child for whom a consent is still to be given. */
    hasToConsent: (await childrenToConsent(database, person.id, nowMs())).length > 0,
    administers: person.schools.some(({ role }) => role === 'schoolAdmin'),
    schools: person.schools,
  }
}
