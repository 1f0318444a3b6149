import type { PersonId } from '@zvonok/schema/core/ids'
import { schoolRoles } from '@zvonok/schema/journal/tables'
import type { OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { substitutes } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'
import { withGuardians } from '../journal/enter.ts'

/** Those who may lead it: for the attendance. */
export async function leadersOf({ orm }: Database, lesson: OnlineLesson): Promise<Set<PersonId>> {
  const heads = await orm
    .select({ id: schoolRoles.personId })
    .from(schoolRoles)
    .where(and(eq(schoolRoles.schoolId, lesson.schoolId), eq(schoolRoles.role, 'head')))
  const named = lesson.journalLessonId
    ? await orm
        .select({ id: substitutes.personId })
        .from(substitutes)
        .where(eq(substitutes.journalLessonId, lesson.journalLessonId))
    : []
  return new Set([...lesson.teachers, ...[...heads, ...named].map(({ id }) => id)])
}

/** LESSONS-10. Everybody who may know of the lesson. */
export async function everybodyOf(database: Database, lesson: OnlineLesson): Promise<Set<PersonId>> {
  const families = await withGuardians(database, [...lesson.pupils])
  return new Set([...(await leadersOf(database, lesson)), ...families])
}
