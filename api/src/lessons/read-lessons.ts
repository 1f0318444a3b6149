import type { ClassId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { type ActorFacts, rightIn } from '@zvonok/schema/lessons/rules'
import type { Database } from '@zvonok/sync-server/database'
import { findLesson as find, lessonsWhere } from '@zvonok/sync-server/read-lessons'
import { Store } from '@zvonok/sync-server/store'

/** The lesson, deleted ones too. */
export const findLesson = (database: Database, id: string): Promise<OnlineLesson | undefined> =>
  find(new Store(database), id)

/** LESSONS-8. The lesson, when the actor may know of it. @throws {Refused} `core.notFound` */
export async function knownLesson(database: Database, facts: ActorFacts, id: string): Promise<OnlineLesson> {
  const lesson = await findLesson(database, id)
  if (!lesson || !rightIn(facts, lesson)) throw new Refused('core.notFound')
  return lesson
}

export interface LessonsQuery {
  /** Inclusive, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  /** A subject group; without it those in which the actor or an own child has a part. */
  readonly groupId?: ClassId | undefined
}

const inGroup = 'l.id IN (SELECT lesson_id FROM online_lesson_groups WHERE class_id = ?)'
const ofMine = `(l.id IN (SELECT lesson_id FROM online_lesson_people WHERE person_id IN (SELECT value FROM json_each(?)))
  OR l.journal_lesson_id IN (SELECT value FROM json_each(?)))`

/** Living lessons of which the actor may know, the newest day first. */
export async function lessonsFor(database: Database, facts: ActorFacts, query: LessonsQuery): Promise<OnlineLesson[]> {
  const { from, to, groupId } = query
  const people = [facts.actor.id, ...facts.actor.children.keys()]
  const substituted = facts.substitutions.map(({ journalLessonId }) => journalLessonId)
  const mine = groupId ? [groupId] : [JSON.stringify(people), JSON.stringify(substituted)]
  const where = `${groupId ? inGroup : ofMine} AND l.date BETWEEN ? AND ? AND l.deleted_at_ms IS NULL`
  const found = await lessonsWhere(new Store(database), where, [...mine, from, to])
  return found.filter((lesson) => rightIn(facts, lesson) !== undefined)
}

/** Of this lesson of the journal, deleted ones too. */
export const lessonsOfJournal = (database: Database, journalLessonId: string): Promise<OnlineLesson[]> =>
  lessonsWhere(new Store(database), 'l.journal_lesson_id = ?', [journalLessonId])

/** Deleted ones too. */
export const lessonOfCall = async (database: Database, callId: string): Promise<OnlineLesson | undefined> =>
  (await lessonsWhere(new Store(database), 'l.call_id = ?', [callId]))[0]
