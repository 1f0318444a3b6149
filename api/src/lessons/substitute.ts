import { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { lessons } from '@zvonok/schema/diary/tables'
import { classes } from '@zvonok/schema/journal/tables'
import { mayNameSubstitute } from '@zvonok/schema/lessons/rules'
import { substitutes } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { rosterOf } from './actor.ts'

export const Substitute = v.strictObject({
  journalLessonId: v.pipe(v.string(), v.maxLength(64)),
  personId: PersonId,
  on: v.boolean(),
})

/** LESSONS-2. A teacher of the school takes this lesson, or does not any more. @throws {Refused} `core.notFound` */
export async function nameSubstitute(
  database: Database,
  actorId: PersonId,
  { journalLessonId, personId, on }: v.InferOutput<typeof Substitute>,
  nowMs: number,
): Promise<void> {
  const { orm } = database
  const [lesson] = await orm
    .select({ schoolId: classes.schoolId })
    .from(lessons)
    .innerJoin(classes, eq(classes.id, lessons.classId))
    .where(eq(lessons.id, journalLessonId))
  const roster = rosterOf(database)
  await roster.load([actorId, personId])
  const [actor, named] = [roster.get(actorId), roster.get(personId)]
  const isTeacher =
    named?.active && named.roles.some((each) => each.schoolId === lesson?.schoolId && each.role === 'teacher')
  if (!lesson || !actor || !mayNameSubstitute(actor, lesson.schoolId).allowed || !isTeacher)
    throw new Refused('core.notFound')
  const one = { journalLessonId, personId }
  if (on)
    await orm
      .insert(substitutes)
      .values({ ...one, namedBy: actorId, namedAtMs: nowMs })
      .onConflictDoNothing()
  else
    await orm
      .delete(substitutes)
      .where(and(eq(substitutes.journalLessonId, journalLessonId), eq(substitutes.personId, personId)))
}
