import { accountEvents, consents } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { type InJournal, inJournal } from '../journal/session.ts'
import type { Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { childrenOf, eventsOf } from './events.ts'
import type { JournalAuth } from './journal-auth.ts'
import { unlink } from './unlink.ts'

/** ACCOUNT-15, ACCOUNT-18. What happened to one's own account and to those of one's children, the consents, and their withdrawal. */
export const careRoutes = (parts: Parts, auth: JournalAuth) => {
  const { database } = parts
  const ownPeople = async (id: PersonId) => [id, ...(await childrenOf(database, id))]
  return new Hono<InJournal>()
    .use(inJournal(parts, auth))
    .get('/', async (c) => {
      const ids = await ownPeople(c.var.reader.person.id)
      return c.json({
        consents: await consentsOf(database, ids),
        events: await eventsOf(database, inArray(accountEvents.personId, ids)),
      })
    })
    .post('/withdraw', validate('json', v.strictObject({ personId: v.string() })), async (c) => {
      const { personId } = c.req.valid('json')
      const by = c.var.reader.person.id
      if (!(await ownPeople(by)).includes(personId)) throw new Refused('core.notFound')
      await unlink(parts, personId, by, 'consentWithdrawn')
      return c.json({})
    })
}

/** The living consent of each person: version of the text and when it was given. */
async function consentsOf({ orm }: Database, ids: readonly PersonId[]) {
  const rows = await orm
    .select({
      personId: consents.personId,
      version: consents.version,
      atMs: consents.atMs,
      family: people.familyName,
      given: people.givenName,
    })
    .from(consents)
    .innerJoin(people, eq(people.id, consents.personId))
    .where(and(inArray(consents.personId, [...ids]), isNull(consents.withdrawnAtMs)))
    .orderBy(desc(consents.atMs))
  const newest = new Map(rows.reverse().map((row) => [row.personId, row]))
  return [...newest.values()].map(({ personId, version, atMs, family, given }) => ({
    personId,
    version,
    atMs,
    name: `${family} ${given}`,
  }))
}
