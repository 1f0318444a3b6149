import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { ActorFacts } from '@zvonok/schema/lessons/rules'
import type { Database } from '@zvonok/sync-server/database'
import { People } from '@zvonok/sync-server/facts'
import { substitutionsOf } from '@zvonok/sync-server/read-lessons'
import { Store } from '@zvonok/sync-server/store'

/** The roster as it is at this moment, for one request. */
export const rosterOf = (database: Database): People => new People(new Store(database))

/** What rules ask about the one who acts. */
export async function actorFacts(
  database: Database,
  personId: PersonId,
  nowMs: number,
  roster = rosterOf(database),
): Promise<ActorFacts> {
  await roster.load([personId])
  return {
    nowMs,
    actor: must(roster.get(personId), 'the actor is in the roster'),
    substitutions: await substitutionsOf(new Store(database), personId),
  }
}
