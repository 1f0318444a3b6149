import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { HomeworkEntry, MarkEntry } from '@zvonok/schema/diary/entries'
import { mayEnter } from '@zvonok/schema/diary/rules'
import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { classes, classMembers, guardians, people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Parts } from '../platform/parts.ts'

type Where = Pick<Parts, 'database' | 'sync'>

/** DIARY-12, DIARY-13. @throws {Refused} `core.notFound` for a lesson, a pupil or a person that it is not for */
export async function enterMark({ database, sync }: Where, teacherId: PersonId, entry: MarkEntry): Promise<void> {
  const { lesson: lessonId, pupil: personId, value } = entry
  const { classId } = await lessonFor(database, teacherId, lessonId)
  const { pupils } = await membersOf(database, classId)
  if (!pupils.includes(personId)) throw new Refused('core.notFound')
  const { orm } = database
  if (value === null) await orm.delete(marks).where(and(eq(marks.lessonId, lessonId), eq(marks.personId, personId)))
  else
    await orm
      .insert(marks)
      .values({ lessonId, personId, value })
      .onConflictDoUpdate({ target: [marks.lessonId, marks.personId], set: { value } })
  sync.tellNews(await withGuardians(database, [personId]), 'diary')
}

/** DIARY-12, DIARY-13. @throws {Refused} `core.notFound`; `core.badInput` for a day that is not after the lesson's */
export async function enterHomework(
  { database, sync }: Where,
  teacherId: PersonId,
  entry: HomeworkEntry,
): Promise<void> {
  const { lesson: lessonId, text, dueOn } = entry
  const { classId, date } = await lessonFor(database, teacherId, lessonId)
  if (dueOn !== null && dueOn <= date) throw new Refused('core.badInput')
  const { orm } = database
  if (text === '') await orm.delete(homework).where(eq(homework.lessonId, lessonId))
  else
    await orm
      .insert(homework)
      .values({ lessonId, text, dueOn })
      .onConflictDoUpdate({ target: homework.lessonId, set: { text, dueOn } })
  const { pupils, teachers } = await membersOf(database, classId)
  sync.tellNews(new Set([...(await withGuardians(database, pupils)), ...teachers]), 'diary')
}

async function lessonFor({ orm }: Database, teacherId: PersonId, lessonId: string) {
  const [lesson] = await orm.select().from(lessons).where(eq(lessons.id, lessonId))
  if (!lesson) throw new Refused('core.notFound')
  const decision = mayEnter({
    teacher: { active: true, teaches: await taughtBy({ orm }, teacherId) },
    groupId: lesson.classId,
  })
  if (!decision.allowed) throw new Refused(decision.code)
  return lesson
}

/** The active subject groups of which an active person is a teacher. */
export async function taughtBy({ orm }: Pick<Database, 'orm'>, teacherId: PersonId): Promise<Set<ClassId>> {
  const rows = await orm
    .select({ id: classes.id })
    .from(classMembers)
    .innerJoin(classes, and(eq(classes.id, classMembers.classId), eq(classes.active, true)))
    .where(and(eq(classMembers.personId, teacherId), eq(classMembers.role, 'teacher')))
  return new Set(rows.map(({ id }) => id))
}

async function membersOf({ orm }: Database, classId: ClassId): Promise<Record<'pupils' | 'teachers', PersonId[]>> {
  const rows = await orm
    .select({ id: people.id, role: classMembers.role })
    .from(classMembers)
    .innerJoin(people, and(eq(people.id, classMembers.personId), eq(people.active, true)))
    .where(eq(classMembers.classId, classId))
  const of = (role: 'pupil' | 'teacher') => rows.filter((row) => row.role === role).map(({ id }) => id)
  return { pupils: of('pupil'), teachers: of('teacher') }
}

/** Those in whose diary it stands: the pupils, and the guardians who may read it. */
export async function withGuardians({ orm }: Database, pupils: readonly PersonId[]): Promise<Set<PersonId>> {
  const rows = await orm
    .select({ id: guardians.guardianId })
    .from(guardians)
    .where(and(inArray(guardians.childId, [...pupils]), ne(guardians.access, 'none')))
  return new Set([...pupils, ...rows.map(({ id }) => id)])
}
