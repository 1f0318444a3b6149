import { defaultQuietHours } from '@zvonok/schema/calls/quiet-hours'
import type { PersonId, SchoolId } from '@zvonok/schema/core/ids'
import type { Policy } from '@zvonok/schema/journal/policy'
import { schools } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { eq, inArray } from 'drizzle-orm'
import { eventOf } from '../account/events.ts'

/** ADMIN-7. What each of these schools has decided, with its holidays: those of the roster. */
export async function policiesOf({ orm }: Database, schoolIds: readonly SchoolId[]) {
  const rows = await orm
    .select({ id: schools.id, policy: schools.policy, holidays: schools.holidays })
    .from(schools)
    .where(inArray(schools.id, [...schoolIds]))
  return new Map(rows.map(({ id, policy, holidays }) => [id, { policy: complete(policy), holidays }]))
}

const complete = (policy: typeof schools.$inferSelect.policy): Policy => ({
  ...policy,
  quiet: { ...defaultQuietHours, holidays: true, family: true, ...policy.quiet },
})

/** ADMIN-7. Replaces it, and writes down who did. */
export async function setPolicy(
  database: Database,
  schoolId: SchoolId,
  policy: Policy,
  by: PersonId,
  nowMs: number,
): Promise<void> {
  const { orm } = database
  await orm.batch([
    orm.update(schools).set({ policy }).where(eq(schools.id, schoolId)),
    eventOf(database, 'policyChanged', by, by, nowMs),
  ])
}
