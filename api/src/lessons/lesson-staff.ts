import type { PersonId, SchoolId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { people, schoolRoles } from '@zvonok/schema/journal/tables'
import type { LessonStaff } from '@zvonok/schema/lessons/lesson'
import { mayAddTeacher, mayLead, mayNameSubstitute } from '@zvonok/schema/lessons/rules'
import { onlineLessonPeople } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'
import { actorFacts, rosterOf } from './actor.ts'
import type { LessonParts } from './lead-lesson.ts'
import { findLesson } from './read-lessons.ts'
import { namesOf } from './view-lessons.ts'

/** LESSONS-2, LESSONS-20. Who may be added to the lesson or named for it. @throws {Refused} */
export async function staffFor(database: Database, actorId: PersonId, id: string, nowMs: number): Promise<LessonStaff> {
  const lesson = await findLesson(database, id)
  const roster = rosterOf(database)
  const facts = await actorFacts(database, actorId, nowMs, roster)
  const may = lesson && mayLead(facts, lesson)
  if (!lesson || !may?.allowed) throw new Refused(may?.allowed === false ? may.code : 'core.notFound')
  await roster.load(lesson.teachers)
  const ids = await teachersOf(database, lesson.schoolId)
  const names = await namesOf(database, ids)
  const { compare } = new Intl.Collator('ru')
  return {
    colleagues: ids.map((each) => ({ id: each, name: names.get(each) ?? '' })).sort((a, b) => compare(a.name, b.name)),
    maySubstitute: lesson.journalLessonId !== null && mayNameSubstitute(facts.actor, lesson.schoolId).allowed,
    removable: [...lesson.teachers].filter((each) => mayAddTeacher(facts, lesson, roster.get(each), false).allowed),
  }
}

async function teachersOf({ orm }: Database, schoolId: SchoolId): Promise<PersonId[]> {
  const rows = await orm
    .select({ id: people.id })
    .from(schoolRoles)
    .innerJoin(people, and(eq(people.id, schoolRoles.personId), eq(people.active, true)))
    .where(and(eq(schoolRoles.schoolId, schoolId), eq(schoolRoles.role, 'teacher')))
  return rows.map(({ id }) => id)
}

/** LESSONS-20. Also while the call runs: then as one of its admins. Adding again changes nothing. @throws {Refused} */
export async function addTeacher(
  { database, calls, nowMs = Date.now }: LessonParts,
  actorId: PersonId,
  id: string,
  { personId, on }: { personId: PersonId; on: boolean },
): Promise<void> {
  const lesson = await findLesson(database, id)
  if (!lesson) throw new Refused('core.notFound')
  const roster = rosterOf(database)
  await roster.load([personId])
  const facts = await actorFacts(database, actorId, nowMs(), roster)
  const may = mayAddTeacher(facts, lesson, roster.get(personId), on)
  if (!may.allowed) throw new Refused(may.code)
  const { orm } = database
  const one = and(eq(onlineLessonPeople.lessonId, id), eq(onlineLessonPeople.personId, personId))
  if (on) {
    await orm.insert(onlineLessonPeople).values({ lessonId: id, personId, role: 'teacher' }).onConflictDoNothing()
    if (lesson.callId) await calls.invite(lesson.callId, personId, 'admin')
  } else await orm.delete(onlineLessonPeople).where(and(one, eq(onlineLessonPeople.role, 'teacher')))
}
