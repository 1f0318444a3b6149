import { learningProfiles } from '@zvonok/schema/account/tables'
import { people, schoolRoles } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'
import { consentOf, isTooYoung } from '../../account/consent.ts'

/** What the heads of the demo's schools have on paper for their pupils under fourteen, and what older people with a profile have said themselves. */
export async function fillConsents(database: Database, nowMs: number): Promise<void> {
  const { orm } = database
  const heads = await orm
    .select({ schoolId: schoolRoles.schoolId, by: schoolRoles.personId })
    .from(schoolRoles)
    .where(eq(schoolRoles.role, 'head'))
  for (const { schoolId, by } of heads) {
    const pupils = await orm
      .select({ id: people.id, birthDate: people.birthDate })
      .from(schoolRoles)
      .innerJoin(people, eq(people.id, schoolRoles.personId))
      .where(and(eq(schoolRoles.schoolId, schoolId), eq(schoolRoles.role, 'pupil')))
    for (const { id, birthDate } of pupils)
      if (isTooYoung(birthDate ?? '', nowMs)) await consentOf(database, id, by, 'school', nowMs)
  }
  const linked = await orm
    .select({ id: people.id, birthDate: people.birthDate })
    .from(learningProfiles)
    .innerJoin(people, eq(people.id, learningProfiles.personId))
  for (const { id, birthDate } of linked)
    if (!isTooYoung(birthDate ?? '', nowMs)) await consentOf(database, id, id, 'self', nowMs)
}
