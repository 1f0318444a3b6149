import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import * as v from 'valibot'
import { handOutCards } from '../account/hand-out-cards.ts'
import type { JournalAuth } from '../account/journal-auth.ts'
import type { Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { validate } from '../platform/validate.ts'
import { readClassesToConnect } from './class-cards.ts'
import { type InJournal, inJournal } from './session.ts'

const maxPupils = 100
const Print = v.strictObject({ personIds: v.pipe(v.array(v.string()), v.nonEmpty(), v.maxLength(maxPupils)) })

/** DOOR-12. «Подключить класс»: the class teacher sees who is in and prints cards, also for pupils who have lost their phone. */
export const classCardRoutes = (parts: Parts, auth: JournalAuth) => {
  const { database, nowMs = Date.now } = parts
  return new Hono<InJournal>()
    .use(inJournal(parts, auth))
    .get('/', async (c) => c.json({ classes: await readClassesToConnect(database, c.var.reader.person, nowMs()) }))
    .post('/', validate('json', Print), async (c) => {
      const { person } = c.var.reader
      const pupils = (await readClassesToConnect(database, person, nowMs())).flatMap((each) => each.pupils)
      const wanted = new Set(c.req.valid('json').personIds)
      const chosen = pupils.filter(({ id }) => wanted.has(id))
      if (chosen.length !== wanted.size) throw new Refused('core.notFound')
      const origin = ownOrigin(parts.settings, c.req.header('host'))
      const cards = await handOutCards(parts, chosen, person.id, origin)
      const names = new Map(pupils.map(({ id, name }) => [id, name]))
      return c.json({ cards: cards.map((card) => ({ ...card, name: names.get(card.personId) ?? '' })) })
    })
}
