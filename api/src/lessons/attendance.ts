import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { absent } from '@zvonok/schema/diary/entries'
import { lessons, marks } from '@zvonok/schema/diary/tables'
import { classMembers, people } from '@zvonok/schema/journal/tables'
import type { AttendanceRow, OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { awayMinutesOf, minutesOf } from '@zvonok/schema/lessons/minutes'
import { attendance, onlineLessons } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, inArray } from 'drizzle-orm'
import type { CallsOfLessons } from './calls-of-lessons.ts'

interface Where {
  readonly database: Database
  readonly calls: CallsOfLessons
}

/** LESSONS-12, LESSONS-13, LESSONS-18. The grid: of all pupils, or of these; by name. */
export async function attendanceOf(
  { database, calls }: Where,
  lesson: OnlineLesson,
  whose: 'all' | readonly PersonId[],
  nowMs: number,
): Promise<AttendanceRow[]> {
  const { orm } = database
  const ids = [...lesson.pupils].filter((id) => whose === 'all' || whose.includes(id))
  const [names, said, given, intervals, present] = await Promise.all([
    orm
      .select({ id: people.id, family: people.familyName, given: people.givenName })
      .from(people)
      .where(inArray(people.id, ids)),
    orm.select().from(attendance).where(eq(attendance.lessonId, lesson.id)),
    orm
      .select()
      .from(marks)
      .where(and(eq(marks.lessonId, lesson.journalLessonId ?? ''), inArray(marks.personId, ids))),
    lesson.callId ? calls.intervals(lesson.callId) : [],
    lesson.callId && lesson.state === 'published' ? calls.present(lesson.callId) : new Set<PersonId>(),
  ])
  const untilMs = lesson.finishedAtMs ?? lesson.deletedAtMs ?? nowMs
  const rows = names.map(({ id, family, given: name }) => {
    const own = intervals.filter(({ personId }) => personId === id)
    const known = said.find(({ personId }) => personId === id)
    const lefts = own.map(({ leftAtMs }) => leftAtMs ?? untilMs)
    return {
      id,
      name: `${family} ${name}`,
      online: present.has(id),
      minutes: minutesOf(own, untilMs),
      awayMinutes: awayMinutesOf(own, untilMs),
      joinedAtMs: own.length > 0 ? Math.min(...own.map(({ joinedAtMs }) => joinedAtMs)) : null,
      leftAtMs: lefts.length > 0 && !present.has(id) ? Math.max(...lefts) : null,
      inRoom: known?.inRoom ?? false,
      confirmed: known?.confirmed ?? null,
      mark: given.find(({ personId }) => personId === id)?.value ?? null,
    }
  })
  const compare = new Intl.Collator('ru').compare
  return rows.sort((a, b) => compare(a.name, b.name))
}

/** LESSONS-13. «В классе». @throws {Refused} `core.notFound` for who is not a pupil of the lesson */
export async function setInRoom(
  { orm }: Database,
  lesson: OnlineLesson,
  { personId, inRoom }: { personId: PersonId; inRoom: boolean },
  by: { byPerson: PersonId; atMs: number },
): Promise<void> {
  if (!lesson.pupils.has(personId)) throw new Refused('core.notFound')
  await orm
    .insert(attendance)
    .values({ lessonId: lesson.id, personId, inRoom, ...by })
    .onConflictDoUpdate({ target: [attendance.lessonId, attendance.personId], set: { inRoom, ...by } })
}

/** A mark of the journal that says otherwise than the attendance: it stays unless the teacher wants it replaced. */
export interface Conflict {
  readonly personId: PersonId
  readonly name: string
  readonly mark: string
  readonly wanted: 'present' | 'absent'
}

/**
 * LESSONS-14. Keeps who was present and writes «н» for the absent into the journal's lesson. Marks that say otherwise stay, but those of the
 * people in `overwrite`. Again, nothing changes.
 * @returns what stayed, and whose marks have changed
 */
export async function confirmAttendance(
  where: Where,
  lesson: OnlineLesson,
  overwrite: readonly PersonId[],
  by: { byPerson: PersonId; atMs: number },
): Promise<{ conflicts: Conflict[]; changed: PersonId[] }> {
  const { orm } = where.database
  const rows = await attendanceOf(where, lesson, 'all', by.atMs)
  const learners = await pupilsOfJournalLesson(where.database, lesson)
  const wanted = rows.map((row) => ({ ...row, is: isPresent(row) ? ('present' as const) : ('absent' as const) }))
  const inJournal = wanted.filter(({ id }) => learners.has(id))
  const differing = inJournal.filter(({ is, mark }) =>
    is === 'absent' ? mark !== null && mark !== absent : mark === absent,
  )
  const free = inJournal.filter(({ is, mark }) => is === 'absent' && mark === null)
  const replaced = differing.filter(({ id }) => overwrite.includes(id))
  const lessonId = lesson.journalLessonId ?? ''
  const absences = [...free, ...replaced.filter(({ is }) => is === 'absent')].map(({ id }) => id)
  const given = replaced.filter(({ is }) => is === 'present').map(({ id }) => id)
  await orm.batch([
    orm
      .update(onlineLessons)
      .set({ confirmedAtMs: by.atMs, confirmedBy: by.byPerson })
      .where(eq(onlineLessons.id, lesson.id)),
    ...wanted.map(({ id: personId, inRoom, is, minutes }) =>
      orm
        .insert(attendance)
        .values({ lessonId: lesson.id, personId, inRoom, confirmed: is, minutes, ...by })
        .onConflictDoUpdate({
          target: [attendance.lessonId, attendance.personId],
          set: { confirmed: is, minutes, ...by },
        }),
    ),
    ...absences.map((personId) =>
      orm
        .insert(marks)
        .values({ lessonId, personId, value: absent })
        .onConflictDoUpdate({ target: [marks.lessonId, marks.personId], set: { value: absent } }),
    ),
    ...given.map((personId) =>
      orm.delete(marks).where(and(eq(marks.lessonId, lessonId), eq(marks.personId, personId), eq(marks.value, absent))),
    ),
  ])
  const left = differing.filter(({ id }) => !overwrite.includes(id))
  return {
    conflicts: left.map(({ id, name, mark, is }) => ({ personId: id, name, mark: mark ?? '', wanted: is })),
    changed: [...absences, ...given],
  }
}

export const isPresent = ({ inRoom, minutes }: Pick<AttendanceRow, 'inRoom' | 'minutes'>): boolean =>
  inRoom || minutes > 0

/** Pupils who have a row for this lesson in the journal: of an olympiad's pupils, those of its group. */
async function pupilsOfJournalLesson({ orm }: Database, { journalLessonId }: OnlineLesson): Promise<Set<PersonId>> {
  const rows = await orm
    .select({ id: classMembers.personId })
    .from(lessons)
    .innerJoin(classMembers, and(eq(classMembers.classId, lessons.classId), eq(classMembers.role, 'pupil')))
    .where(eq(lessons.id, journalLessonId ?? ''))
  return new Set(rows.map(({ id }) => id))
}
