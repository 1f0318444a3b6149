/** Online lessons as the rules of their plans ask for them. Read anew each time: they are written by the routes of lessons. */
import type { PersonId } from '@zvonok/schema/core/ids'
import type { PersonFacts } from '@zvonok/schema/journal/person-facts'
import type { OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { openPlan, type PlanTask, planName, type TaskId } from '@zvonok/schema/lessons/plan-document'
import type { AnswerFacts } from '@zvonok/schema/lessons/plan-rules'
import type { Substitution } from '@zvonok/schema/lessons/rules'
import * as Y from 'yjs'
import { documentOf } from './check-update.ts'
import { findLesson, substitutionsOf } from './read-lessons.ts'
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
  const lesson = await findLesson(world.store, lessonId)
  const { journalLessonId } = lesson ?? {}
  return {
    nowMs: world.clock(),
    actor: world.people.get(person),
    substitutions: journalLessonId ? await substitutionsOf(world.store, person, journalLessonId) : [],
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
