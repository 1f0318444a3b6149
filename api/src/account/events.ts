import { type AccountEventKind, accountEvents } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { guardians, people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, desc, eq, ne, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'

/** The statement that writes an event down, to be run in one batch with what happened. `by` null: whoever runs the server. */
export const eventOf = (
  { orm }: Pick<Database, 'orm'>,
  kind: AccountEventKind,
  personId: PersonId,
  by: PersonId | null,
  atMs: number,
) => orm.insert(accountEvents).values({ personId, kind, byPersonId: by, atMs })

const by = alias(people, 'by_people')
const shown = 30

/** ACCOUNT-15. The newest events `about` whom it says, with names. `by` is null for whoever runs the server. */
export async function eventsOf({ orm }: Database, about: SQL) {
  const rows = await orm
    .select({
      id: accountEvents.id,
      kind: accountEvents.kind,
      atMs: accountEvents.atMs,
      family: people.familyName,
      given: people.givenName,
      byFamily: by.familyName,
      byGiven: by.givenName,
    })
    .from(accountEvents)
    .innerJoin(people, eq(people.id, accountEvents.personId))
    .leftJoin(by, eq(by.id, accountEvents.byPersonId))
    .where(about)
    .orderBy(desc(accountEvents.id))
    .limit(shown)
  return rows.map(({ id, kind, atMs, family, given, byFamily, byGiven }) => ({
    id,
    kind,
    atMs,
    person: `${family} ${given}`,
    by: byFamily === null ? null : `${byFamily} ${byGiven}`,
  }))
}

/** Children whose account a guardian may look after: not those where the office has set `none`. */
export async function childrenOf({ orm }: Database, guardianId: PersonId): Promise<PersonId[]> {
  const rows = await orm
    .select({ id: guardians.childId })
    .from(guardians)
    .innerJoin(people, and(eq(people.id, guardians.childId), eq(people.active, true)))
    .where(and(eq(guardians.guardianId, guardianId), ne(guardians.access, 'none')))
  return rows.map(({ id }) => id)
}
