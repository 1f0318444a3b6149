import { SchoolId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { Refused } from '@zvonok/schema/core/refusal'
import { staffRoles } from '@zvonok/schema/journal/person-facts'
import { Policy } from '@zvonok/schema/journal/policy'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import { keepPaperConsents, lacksConsent } from '../account/consent.ts'
import { eventOf } from '../account/events.ts'
import { handOutCards } from '../account/hand-out-cards.ts'
import type { JournalAuth } from '../account/journal-auth.ts'
import { readSupportCode } from '../account/support.ts'
import { unlink } from '../account/unlink.ts'
import { findPerson, fullName, type PersonInSchools } from '../journal/person.ts'
import { type InJournal, inJournal } from '../journal/session.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { validate } from '../platform/validate.ts'
import {
  countLinked,
  findPeople,
  finishCorrection,
  groups,
  officeClasses,
  officeEvents,
  openCorrections,
  readGroup,
  setGuardianAccess,
} from './office.ts'
import { policiesOf, setPolicy } from './policy.ts'

const Person = v.strictObject({ personId: v.string() })
const maxGroup = 500
const People = v.strictObject({ personIds: v.pipe(v.array(v.string()), v.nonEmpty(), v.maxLength(maxGroup)) })
const InGroup = v.strictObject({ group: v.picklist(groups), classId: v.pipe(v.string(), v.maxLength(100)) })
const Access = v.strictObject({
  guardianId: v.string(),
  childId: v.string(),
  access: v.picklist(['full', 'noContact', 'none']),
})
const supportTries: Limit = { name: 'admin.support', max: 30, windowMs: 10 * 60_000 }

const officeOf = (person: PersonInSchools) => person.schools.filter(({ role }) => role === 'schoolAdmin')

/** ADMIN-1..6. The school's office, behind the journal's sign-in. For everybody else these addresses do not exist. */
export const adminRoutes = (parts: Parts, auth: JournalAuth, limits: Limits) => {
  const { database, settings, sync, nowMs = Date.now } = parts

  /** A person of the own schools, who is staff nowhere else. @throws {Refused} `core.notFound` */
  async function inOffice(reader: PersonInSchools, personId: string): Promise<PersonInSchools> {
    const person = await findPerson(database, personId)
    const own = new Set(officeOf(reader).map(({ id }) => id))
    const here = person?.schools.some(({ id }) => own.has(id))
    const staffElsewhere = person?.schools.some(({ id, role }) => staffRoles.has(role) && !own.has(id))
    if (!person || !here || staffElsewhere) throw new Refused('core.notFound')
    return person
  }

  /** All of them, or `core.notFound`. */
  async function allInOffice(reader: PersonInSchools, personIds: readonly string[]) {
    const found = new Map<string, PersonInSchools>()
    for (const id of new Set(personIds)) found.set(id, await inOffice(reader, id))
    return found
  }

  return (
    new Hono<InJournal>()
      .use(inJournal(parts, auth))
      .use(
        createMiddleware<InJournal>(async (c, next) => {
          if (officeOf(c.var.reader.person).length === 0) throw new Refused('core.notFound')
          await next()
        }),
      )
      .get('/', async (c) => {
        const schools = officeOf(c.var.reader.person)
        const ids = schools.map(({ id }) => id)
        const policies = await policiesOf(database, ids)
        const counted = schools.map(async ({ id, name }) => ({
          ...{ id, name, ...must(policies.get(id), 'a school of the office') },
          counts: await countLinked(database, id),
        }))
        return c.json({
          schools: await Promise.all(counted),
          classes: await officeClasses(database, ids),
          corrections: await openCorrections(database, ids),
          events: await officeEvents(database, ids),
        })
      })
      .get('/people', validate('query', v.strictObject({ q: v.pipe(v.string(), v.maxLength(100)) })), async (c) => {
        const ids = officeOf(c.var.reader.person).map(({ id }) => id)
        return c.json({ people: await findPeople(database, ids, c.req.valid('query').q) })
      })
      .post('/corrections/done', validate('json', v.strictObject({ id: v.string() })), async (c) => {
        const ids = officeOf(c.var.reader.person).map(({ id }) => id)
        if (!(await finishCorrection(database, ids, c.req.valid('json').id, nowMs())))
          throw new Refused('core.notFound')
        return c.json({})
      })
      .post('/unlink', validate('json', Person), async (c) => {
        const person = await inOffice(c.var.reader.person, c.req.valid('json').personId)
        await unlink(parts, person.id, c.var.reader.person.id, 'unlinked')
        return c.json({})
      })
      .get('/group', validate('query', InGroup), async (c) => {
        const { group, classId } = c.req.valid('query')
        const ids = officeOf(c.var.reader.person).map(({ id }) => id)
        return c.json({ people: await readGroup(database, ids, group, classId, nowMs()) })
      })
      .post('/cards', validate('json', People), async (c) => {
        const chosen = await allInOffice(c.var.reader.person, c.req.valid('json').personIds)
        const origin = ownOrigin(settings, c.req.header('host'))
        const cards = await handOutCards(parts, [...chosen.values()], c.var.reader.person.id, origin)
        const named = cards.map((card) => ({ ...card, name: fullName(must(chosen.get(card.personId), 'chosen')) }))
        return c.json({ cards: named })
      })
      .post('/consents', validate('json', People), async (c) => {
        const chosen = [...(await allInOffice(c.var.reader.person, c.req.valid('json').personIds)).values()]
        const now = nowMs()
        const lacking = chosen.map(async (child) => ({
          id: child.id,
          needsConsent: await lacksConsent(database, child, now),
        }))
        await keepPaperConsents(database, await Promise.all(lacking), c.var.reader.person.id, now)
        return c.json({})
      })
      /** ACCOUNT-18. Who has a paper that withdraws the consent, the office, writes it down; what follows is the same as when a guardian withdraws. */
      .post('/withdraw-consent', validate('json', Person), async (c) => {
        const person = await inOffice(c.var.reader.person, c.req.valid('json').personId)
        await unlink(parts, person.id, c.var.reader.person.id, 'consentWithdrawnOnPaper')
        return c.json({})
      })
      .post('/guardian-access', validate('json', Access), async (c) => {
        const { guardianId, childId, access } = c.req.valid('json')
        const { person: reader } = c.var.reader
        // The school of the child decides, also over a parent who is staff elsewhere.
        await inOffice(reader, childId)
        if (!(await setGuardianAccess(database, guardianId, childId, access))) throw new Refused('core.notFound')
        await eventOf(database, 'guardianAccess', guardianId, reader.id, nowMs())
        await sync.rosterChanged()
        sync.tellNews([guardianId], 'diary')
        return c.json({})
      })
      /** ADMIN-7. Holds at once, also in calls that run. */
      .post('/policy', validate('json', v.strictObject({ schoolId: SchoolId, policy: Policy })), async (c) => {
        const { person: reader } = c.var.reader
        const { schoolId, policy } = c.req.valid('json')
        if (!officeOf(reader).some(({ id }) => id === schoolId)) throw new Refused('core.notFound')
        await setPolicy(database, schoolId, policy, reader.id, nowMs())
        await sync.rosterChanged()
        return c.json({})
      })
      .post('/support', validate('json', v.strictObject({ code: v.string() })), async (c) => {
        const { person: reader } = c.var.reader
        limits.take(supportTries, reader.id)
        const code = c.req.valid('json').code.replace(/\D/g, '')
        const { personId, facts } = await readSupportCode({ database, secret: settings.secret, nowMs }, code)
        const person = personId === null ? undefined : await inOffice(reader, personId)
        limits.giveBack(supportTries, reader.id)
        return c.json({ name: person ? fullName(person) : '', facts })
      })
  )
}
