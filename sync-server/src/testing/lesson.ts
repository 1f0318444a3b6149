import { newId } from '@zvonok/schema/core/ids'
import { dateIn, momentIn } from '@zvonok/schema/diary/days'
import { lessons } from '@zvonok/schema/diary/tables'
import type { LessonState } from '@zvonok/schema/lessons/lesson'
import { onlineLessonGroups, onlineLessonPeople, onlineLessons, substitutes } from '@zvonok/schema/lessons/tables'
import { and, eq } from 'drizzle-orm'
import type { TestServer } from './server.ts'

/** A draft of a lesson of the small school, as its routes would write it. */
export async function makeLesson(
  { database, school }: TestServer,
  { teachers, pupils }: { teachers: readonly string[]; pupils: readonly string[] },
): Promise<string> {
  const id = newId()
  const { orm } = database
  const date = dateIn('Europe/Moscow', Date.now())
  await orm.insert(onlineLessons).values({
    ...{ id, schoolId: school.school, date, journalLessonId: null, title: 'Алгебра', platform: 'sferum' },
    ...{ creatorId: teachers[0] as string, state: 'draft', createdAtMs: Date.now() },
  })
  await orm.insert(onlineLessonGroups).values({ lessonId: id, classId: school.classId })
  const people = [
    ...teachers.map((personId) => ({ lessonId: id, personId, role: 'teacher' as const })),
    ...pupils.map((personId) => ({ lessonId: id, personId, role: 'pupil' as const })),
  ]
  await orm.insert(onlineLessonPeople).values(people)
  return id
}

/** What happens to it. `journalLesson`: it is today's lesson of this group, and it is noon. */
export async function setLesson(
  server: TestServer,
  lessonId: string,
  change: { state?: LessonState; deleted?: true; without?: string; journalLesson?: string; substitute?: string },
): Promise<void> {
  const { school } = server
  const { orm } = server.database
  const set = (values: Partial<typeof onlineLessons.$inferInsert>) =>
    orm.update(onlineLessons).set(values).where(eq(onlineLessons.id, lessonId))
  if (change.state) await set({ state: change.state })
  if (change.deleted) await set({ deletedAtMs: Date.now() })
  if (change.without)
    await orm
      .delete(onlineLessonPeople)
      .where(and(eq(onlineLessonPeople.lessonId, lessonId), eq(onlineLessonPeople.personId, change.without)))
  if (!change.journalLesson || !change.substitute) return
  const journalLessonId = newId()
  const date = dateIn('Europe/Moscow', Date.now())
  server.aheadMs = momentIn('Europe/Moscow', date, '12:00') - Date.now()
  await orm.insert(lessons).values({
    ...{ id: journalLessonId, classId: change.journalLesson, date, period: 1, topic: '', room: null },
    ...{ startsAt: '00:15', endsAt: '19:59' },
  })
  await set({ journalLessonId })
  await orm
    .insert(substitutes)
    .values({ journalLessonId, personId: change.substitute, namedBy: school.head, namedAtMs: Date.now() })
}
