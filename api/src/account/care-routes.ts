import { accountEvents } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { inArray } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { type InJournal, inJournal } from '../journal/session.ts'
import type { Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { childrenToConsent, consentOf, consentsOf } from './consent.ts'
import { childrenOf, eventsOf } from './events.ts'
import type { JournalAuth } from './journal-auth.ts'
import { unlink } from './unlink.ts'

const Child = v.strictObject({ personId: v.string() })

/** ACCOUNT-15, ACCOUNT-18. What happened to one's own account and to those of one's children; consents given, and withdrawn. */
export const careRoutes = (parts: Parts, auth: JournalAuth) => {
  const { database, nowMs = Date.now } = parts
  const ownPeople = async (id: PersonId) => [id, ...(await childrenOf(database, id))]
  return new Hono<InJournal>()
    .use(inJournal(parts, auth))
    .get('/', async (c) => {
      const ids = await ownPeople(c.var.reader.person.id)
      return c.json({
        consents: await consentsOf(database, ids),
        missing: await childrenToConsent(database, c.var.reader.person.id, nowMs()),
        events: await eventsOf(database, inArray(accountEvents.personId, ids)),
      })
    })
    .post('/consent', validate('json', Child), async (c) => {
      const { personId } = c.req.valid('json')
      const guardian = c.var.reader.person.id
      if (!(await childrenToConsent(database, guardian, nowMs())).some((each) => each.personId === personId))
        throw new Refused('core.notFound')
      await consentOf(database, personId, guardian, 'guardian', nowMs())
      return c.json({})
    })
    .post('/withdraw', validate('json', Child), async (c) => {
      const { personId } = c.req.valid('json')
      const by = c.var.reader.person.id
      if (!(await ownPeople(by)).includes(personId)) throw new Refused('core.notFound')
      await unlink(parts, personId, by, 'consentWithdrawn')
      return c.json({})
    })
}
