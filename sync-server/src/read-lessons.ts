/** Rows of online lessons, as everybody reads them: the routes that write them, and the documents of their plans. */
import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import type { LessonPlatform, LessonState, OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { type Substitution, substitutionTime } from '@zvonok/schema/lessons/rules'
import type { Store, Value } from './store.ts'

const maxLessons = 200

type Columns = [
  id: string,
  schoolId: string,
  date: string,
  journalLessonId: string | null,
  title: string,
  platform: LessonPlatform,
  creatorId: PersonId,
  state: LessonState,
  callId: string | null,
  publishedAtMs: number | null,
  finishedAtMs: number | null,
  deletedAtMs: number | null,
  confirmedAtMs: number | null,
  groups: ClassId[],
  people: [id: PersonId, role: 'teacher' | 'pupil'][],
]

const columns = `l.id, l.school_id, l.date, l.journal_lesson_id, l.title, l.platform, l.creator_id, l.state, l.call_id, l.published_at_ms,
  l.finished_at_ms, l.deleted_at_ms, l.confirmed_at_ms,
  json((SELECT json_group_array(class_id) FROM online_lesson_groups WHERE lesson_id = l.id)),
  json((SELECT json_group_array(json_array(person_id, role)) FROM online_lesson_people WHERE lesson_id = l.id))`

/** The newest day first, deleted ones too. `where` is SQL about `l`. */
export async function lessonsWhere(store: Store, where: string, args: readonly Value[]): Promise<OnlineLesson[]> {
  const rows = await store.select<Columns>(
    columns,
    `FROM online_lessons l WHERE ${where} ORDER BY l.date DESC, l.created_at_ms DESC LIMIT ${maxLessons}`,
    args,
  )
  return rows.map(lessonOf)
}

/** Deleted ones too. */
export const findLesson = async (store: Store, id: string): Promise<OnlineLesson | undefined> =>
  (await lessonsWhere(store, 'l.id = ?', [id]))[0]

function lessonOf(row: Columns): OnlineLesson {
  const [id, schoolId, date, journalLessonId, title, platform, creatorId, state, callId, ...rest] = row
  const [publishedAtMs, finishedAtMs, deletedAtMs, confirmedAtMs, groups, people] = rest
  const of = (role: 'teacher' | 'pupil') => new Set(people.filter((each) => each[1] === role).map(([person]) => person))
  return {
    ...{ id, schoolId, date, journalLessonId, title, platform, creatorId, state, callId, groups },
    ...{ publishedAtMs, finishedAtMs, deletedAtMs, confirmedAtMs },
    ...{ teachers: of('teacher'), pupils: of('pupil') },
  }
}

/** LESSONS-2. Of this lesson of the journal; without one, all of the person. */
export async function substitutionsOf(
  store: Store,
  person: PersonId,
  journalLessonId?: string,
): Promise<Substitution[]> {
  const rows = await store.select<[id: string, groupId: ClassId, date: string, startsAt: string, timeZone: string]>(
    'l.id, l.class_id, l.date, l.starts_at, s.time_zone',
    `FROM substitutes u JOIN lessons l ON l.id = u.journal_lesson_id JOIN classes c ON c.id = l.class_id
     JOIN schools s ON s.id = c.school_id WHERE u.person_id = ?1 AND (?2 IS NULL OR u.journal_lesson_id = ?2)`,
    [person, journalLessonId ?? null],
  )
  return rows.map(([id, groupId, date, startsAt, timeZone]) => ({
    ...{ journalLessonId: id, groupId },
    ...substitutionTime(timeZone, { date, startsAt }),
  }))
}
