import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { dateIn } from '@zvonok/schema/diary/days'
import { lessons } from '@zvonok/schema/diary/tables'
import { classes, classMembers, classSubjects } from '@zvonok/schema/journal/tables'
import type { NewLesson, OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { mayMake } from '@zvonok/schema/lessons/rules'
import { onlineLessonGroups, onlineLessonPeople, onlineLessons } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, inArray } from 'drizzle-orm'
import { actorFacts, rosterOf } from './actor.ts'
import { findLesson } from './read-lessons.ts'

/**
 * LESSONS-1 to LESSONS-5. The same id again is the same lesson.
 * @throws {Refused} `core.notFound` for what the actor has no part in, `lessons.pastDay`, `contacts.notAllowed`
 */
export async function makeLesson(
  database: Database,
  actorId: PersonId,
  wanted: NewLesson,
  nowMs: number,
): Promise<OnlineLesson> {
  const known = await findLesson(database, wanted.id)
  if (known?.creatorId === actorId) return known
  // Somebody else's id: an answer that says nothing about it.
  if (known) throw new Refused('core.badInput')
  const roster = rosterOf(database)
  await roster.load([actorId, ...wanted.pupils, ...wanted.teachers])
  const groups = await groupsOf(database, wanted.groups)
  const schoolId = groups[0]?.schoolId
  const school = schoolId ? roster.school(schoolId) : undefined
  if (!schoolId || !school || groups.length !== new Set(wanted.groups).size) throw new Refused('core.notFound')
  const journalLessonId = await journalLesson(database, wanted)
  const facts = await actorFacts(database, actorId, nowMs, roster)
  const may = mayMake({
    ...facts,
    ...{ schoolId, groups, journalLessonId, policy: school.policy },
    pupils: wanted.pupils.map((id) => roster.get(id)),
    coTeachers: wanted.teachers.map((id) => roster.get(id)),
  })
  if (!may.allowed) throw new Refused(may.code)
  if (wanted.date < dateIn(school.timeZone, nowMs)) throw new Refused('lessons.pastDay')
  const teachers = await teachersOf(database, wanted, actorId)
  await save(database, {
    lesson: {
      ...{ id: wanted.id, schoolId, date: wanted.date, journalLessonId, platform: wanted.platform },
      ...{ title: wanted.title ?? groups[0]?.subject ?? '', creatorId: actorId, state: 'draft', createdAtMs: nowMs },
    },
    groups: groups.map(({ id }) => id),
    teachers,
    pupils: new Set(wanted.pupils),
  })
  const made = await findLesson(database, wanted.id)
  if (!made) throw new Error('a lesson that was just saved')
  return made
}

async function groupsOf({ orm }: Database, ids: readonly string[]) {
  const rows = await orm
    .select({
      id: classes.id,
      schoolId: classes.schoolId,
      title: classes.title,
      own: classes.subject,
      subject: classSubjects.subject,
    })
    .from(classes)
    .leftJoin(classSubjects, eq(classSubjects.subjectClassId, classes.id))
    .where(and(inArray(classes.id, [...ids]), eq(classes.active, true)))
  const found = new Map(
    rows.map(({ own, subject, title, ...rest }) => [rest.id, { ...rest, subject: own ?? subject ?? title }]),
  )
  return [...new Set(ids)].flatMap((id) => found.get(id) ?? [])
}

/** The lesson of the journal: the named one of these groups on this day, or the only one. @throws {Refused} `core.notFound` */
async function journalLesson({ orm }: Database, { journalLessonId, groups, date }: NewLesson): Promise<string | null> {
  if (journalLessonId === null) return null
  const onDay = await orm
    .select({ id: lessons.id })
    .from(lessons)
    .where(and(inArray(lessons.classId, groups), eq(lessons.date, date)))
  if (journalLessonId === undefined) return groups.length === 1 && onDay.length === 1 ? (onDay[0]?.id ?? null) : null
  if (!onDay.some(({ id }) => id === journalLessonId)) throw new Refused('core.notFound')
  return journalLessonId
}

/** Teachers of its groups keep a lesson that the head or a substitute has made; a substitute leads only as long as the substitution lasts. */
async function teachersOf({ orm }: Database, wanted: NewLesson, actorId: PersonId): Promise<Set<PersonId>> {
  const rows = await orm
    .select({ id: classMembers.personId, role: classMembers.role })
    .from(classMembers)
    .where(and(inArray(classMembers.classId, wanted.groups), inArray(classMembers.role, ['teacher', 'classTeacher'])))
  const own = rows.some(({ id }) => id === actorId)
  return new Set([...(own ? [actorId] : rows.map(({ id }) => id)), ...wanted.teachers])
}

interface Saved {
  lesson: typeof onlineLessons.$inferInsert
  groups: readonly string[]
  teachers: ReadonlySet<PersonId>
  pupils: ReadonlySet<PersonId>
}

async function save({ orm }: Database, { lesson, groups, teachers, pupils }: Saved): Promise<void> {
  const lessonId = lesson.id
  const people = [
    ...[...teachers].map((personId) => ({ lessonId, personId, role: 'teacher' as const })),
    ...[...pupils].map((personId) => ({ lessonId, personId, role: 'pupil' as const })),
  ]
  await orm.batch([
    orm.insert(onlineLessons).values(lesson),
    orm.insert(onlineLessonGroups).values(groups.map((classId) => ({ lessonId, classId }))),
    orm.insert(onlineLessonPeople).values(people),
  ])
}
