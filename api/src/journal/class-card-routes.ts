import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import * as v from 'valibot'
import { keepPaperConsents } from '../account/consent.ts'
import { handOutCards } from '../account/hand-out-cards.ts'
import type { JournalAuth } from '../account/journal-auth.ts'
import type { Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { validate } from '../platform/validate.ts'
import { readClassesToConnect } from './class-cards.ts'
import type { PersonInSchools } from './person.ts'
import { type InJournal, inJournal } from './session.ts'

const maxPupils = 100
const Pupils = v.strictObject({ personIds: v.pipe(v.array(v.string()), v.nonEmpty(), v.maxLength(maxPupils)) })

/**
 * DOOR-12. «Подключить класс»: the class teacher sees who is in, prints cards, also for pupils who have lost their phone, and writes down the consents that
 * parents gave on paper.
 */
export const classCardRoutes = (parts: Parts, auth: JournalAuth) => {
  const { database, nowMs = Date.now } = parts

  /** The own pupils with these ids. @throws {Refused} `core.notFound` when one is none of them */
  async function ownPupils(teacher: PersonInSchools, personIds: readonly string[]) {
    const pupils = (await readClassesToConnect(database, teacher, nowMs())).flatMap((each) => each.pupils)
    const wanted = new Set(personIds)
    const chosen = new Map(pupils.filter(({ id }) => wanted.has(id)).map((pupil) => [pupil.id, pupil]))
    if (chosen.size !== wanted.size) throw new Refused('core.notFound')
    return chosen
  }

  return new Hono<InJournal>()
    .use(inJournal(parts, auth))
    .get('/', async (c) => c.json({ classes: await readClassesToConnect(database, c.var.reader.person, nowMs()) }))
    .post('/', validate('json', Pupils), async (c) => {
      const { person } = c.var.reader
      const chosen = await ownPupils(person, c.req.valid('json').personIds)
      const origin = ownOrigin(parts.settings, c.req.header('host'))
      const cards = await handOutCards(parts, [...chosen.values()], person.id, origin)
      return c.json({ cards: cards.map((card) => ({ ...card, name: chosen.get(card.personId)?.name ?? '' })) })
    })
    .post('/consents', validate('json', Pupils), async (c) => {
      const { person } = c.var.reader
      const chosen = await ownPupils(person, c.req.valid('json').personIds)
      await keepPaperConsents(database, [...chosen.values()], person.id, nowMs())
      return c.json({})
    })
}
