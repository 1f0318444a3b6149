/** Online lessons as the rules of their plans ask for them. Read anew each time: they are written by the routes of lessons. */
import type { PersonId } from '@zvonok/schema/core/ids'
import type { PersonFacts } from '@zvonok/schema/journal/person-facts'
import type { LessonPlatform, LessonState, OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { openPlan, type PlanTask, planName, type TaskId } from '@zvonok/schema/lessons/plan-document'
import type { AnswerFacts } from '@zvonok/schema/lessons/plan-rules'
import { type Substitution, substitutionTime } from '@zvonok/schema/lessons/rules'
import * as Y from 'yjs'
import { documentOf } from './check-update.ts'
import type { Store } from './store.ts'
import type { World } from './world.ts'

type LessonWorld = Pick<World, 'store' | 'people' | 'clock'>

export interface LessonFacts {
  readonly nowMs: number
  /** Undefined for a person who does not exist. */
  readonly actor: PersonFacts | undefined
  readonly substitutions: readonly Substitution[]
  readonly lesson: OnlineLesson | undefined
}

export async function lessonFacts(world: LessonWorld, person: PersonId, lessonId: string): Promise<LessonFacts> {
  await world.people.load([person])
  const lesson = await lessonOf(world, lessonId)
  return {
    nowMs: world.clock(),
    actor: world.people.get(person),
    substitutions: await substitutionsOf(world, person, lesson?.journalLessonId ?? null),
    lesson,
  }
}

/** For `lessons.answer`; the tasks are those on disk. Undefined for a person who does not exist. */
export async function answerFacts(
  world: LessonWorld,
  person: PersonId,
  lessonId: string,
): Promise<AnswerFacts | undefined> {
  const { actor, ...facts } = await lessonFacts(world, person, lessonId)
  return actor && { ...facts, actor, tasks: await tasksOf(world, lessonId) }
}

const tasksOf = async ({ store }: LessonWorld, lessonId: string): Promise<Map<TaskId, PlanTask>> =>
  new Map(openPlan(await planOf(store, lessonId)).tasks)

/** The whole plan as one update, without what was deleted in it. */
export const planUpdate = async (store: Store, lessonId: string): Promise<Uint8Array> =>
  Y.encodeStateAsUpdate(await planOf(store, lessonId))

const planOf = async (store: Store, lessonId: string): Promise<Y.Doc> =>
  documentOf((await store.updatesOf(planName(lessonId))).map(({ bytes }) => bytes))

type Columns = [
  schoolId: string,
  date: string,
  journalLessonId: string | null,
  title: string,
  platform: LessonPlatform,
  creatorId: string,
  state: LessonState,
  callId: string | null,
  publishedAtMs: number | null,
  finishedAtMs: number | null,
  deletedAtMs: number | null,
  confirmedAtMs: number | null,
]

async function lessonOf({ store }: LessonWorld, id: string): Promise<OnlineLesson | undefined> {
  const [row] = await store.select<Columns>(
    `school_id, date, journal_lesson_id, title, platform, creator_id, state, call_id, published_at_ms, finished_at_ms,
     deleted_at_ms, confirmed_at_ms`,
    'FROM online_lessons WHERE id = ?',
    [id],
  )
  if (!row) return undefined
  const groups = await store.select<[string]>('class_id', 'FROM online_lesson_groups WHERE lesson_id = ?', [id])
  const people = await store.select<[PersonId, 'teacher' | 'pupil']>(
    'person_id, role',
    'FROM online_lesson_people WHERE lesson_id = ?',
    [id],
  )
  const of = (role: 'teacher' | 'pupil') => new Set(people.filter((each) => each[1] === role).map(([person]) => person))
  const [schoolId, date, journalLessonId, title, platform, creatorId, state, callId, ...times] = row
  const [publishedAtMs, finishedAtMs, deletedAtMs, confirmedAtMs] = times
  return {
    ...{ id, schoolId, date, journalLessonId, title, platform, creatorId, state, callId },
    ...{ publishedAtMs, finishedAtMs, deletedAtMs, confirmedAtMs },
    groups: groups.map(([group]) => group),
    teachers: of('teacher'),
    pupils: of('pupil'),
  }
}

async function substitutionsOf(
  { store }: LessonWorld,
  person: PersonId,
  journalLessonId: string | null,
): Promise<Substitution[]> {
  if (journalLessonId === null) return []
  const rows = await store.select<[groupId: string, date: string, startsAt: string, timeZone: string]>(
    'l.class_id, l.date, l.starts_at, s.time_zone',
    `FROM substitutes u JOIN lessons l ON l.id = u.journal_lesson_id JOIN classes c ON c.id = l.class_id
     JOIN schools s ON s.id = c.school_id WHERE u.person_id = ? AND u.journal_lesson_id = ?`,
    [person, journalLessonId],
  )
  return rows.map(([groupId, date, startsAt, timeZone]) => ({
    ...{ journalLessonId, groupId },
    ...substitutionTime(timeZone, { date, startsAt }),
  }))
}
