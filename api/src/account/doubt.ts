import { learningProfiles } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Parts } from '../platform/parts.ts'
import { eventOf } from './events.ts'
import { endSessions } from './sessions.ts'

/**
 * ACCOUNT-21. A code alone has set a new password: the number or mail address may have a new owner. The persons of the ID are signed out of the messenger,
 * see it in their history, and until one of them proves the journal too, the ID opens nothing. The journal itself goes on as before.
 */
export async function doubtId({ database, sync, nowMs = Date.now }: Parts, idUserId: string): Promise<void> {
  const { orm } = database
  const doubted = await orm
    .update(learningProfiles)
    .set({ needsJournal: true })
    .where(and(eq(learningProfiles.idUserId, idUserId), isNotNull(learningProfiles.personId)))
    .returning({ personId: learningProfiles.personId })
  for (const { personId } of doubted) {
    if (!personId) continue
    await eventOf(database, 'idPasswordReset', personId, personId, nowMs())
    await endSessions(database, personId)
    sync.endPerson(personId)
  }
}

/** ID and journal were proven in one browser. An ID holds several persons only when they are one grown-up (ACCOUNT-7): one proof is for all. */
export async function trustId({ orm }: Database, idUserId: string): Promise<void> {
  await orm.update(learningProfiles).set({ needsJournal: false }).where(eq(learningProfiles.idUserId, idUserId))
}

/** Active persons of an ID, the one linked last first; `doubted`: the ID alone does not open them. */
export async function peopleOfId({ orm }: Database, idUserId: string): Promise<{ ids: PersonId[]; doubted: boolean }> {
  const rows = await orm
    .select({ id: people.id, needsJournal: learningProfiles.needsJournal })
    .from(learningProfiles)
    .innerJoin(people, eq(people.id, learningProfiles.personId))
    .where(and(eq(learningProfiles.idUserId, idUserId), eq(people.active, true)))
    .orderBy(desc(learningProfiles.linkedAtMs))
  return { ids: rows.map(({ id }) => id), doubted: rows.some(({ needsJournal }) => needsJournal) }
}
