import { consents, learningProfiles } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { and, eq, isNull } from 'drizzle-orm'
import type { Parts } from '../platform/parts.ts'
import { eventOf } from './events.ts'
import { endSessions } from './sessions.ts'

/**
 * ACCOUNT-18, ADMIN-3. Takes the link of a person away: the learning profile goes, all messenger sessions and sockets end, and it is written down who did
 * it, and whether the office has it on paper. A withdrawn consent keeps its row with the time, also one that no profile has come of yet. @throws {Refused} `account.notLinked`
 */
export async function unlink(
  { database, sync, nowMs = Date.now }: Parts,
  personId: PersonId,
  by: PersonId,
  kind: 'unlinked' | 'consentWithdrawn' | 'consentWithdrawnOnPaper',
): Promise<void> {
  const { orm } = database
  const now = nowMs()
  const gone = await orm
    .delete(learningProfiles)
    .where(eq(learningProfiles.personId, personId))
    .returning({ id: learningProfiles.id })
  const withdrawn =
    kind !== 'unlinked'
      ? await orm
          .update(consents)
          .set({ withdrawnAtMs: now })
          .where(and(eq(consents.personId, personId), isNull(consents.withdrawnAtMs)))
          .returning({ personId: consents.personId })
      : []
  if (gone.length + withdrawn.length === 0) throw new Refused('account.notLinked')
  await eventOf(database, kind, personId, by, now)
  await endSessions(database, personId)
  sync.endPerson(personId)
}
