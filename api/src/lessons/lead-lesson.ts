import type { PersonId } from '@zvonok/schema/core/ids'
import { type Decision, Refused } from '@zvonok/schema/core/refusal'
import type { OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { type ActorFacts, mayFinish, mayJoin, mayLead, mayPublish } from '@zvonok/schema/lessons/rules'
import { onlineLessons } from '@zvonok/schema/lessons/tables'
import { and, eq, isNull } from 'drizzle-orm'
import type { Parts } from '../platform/parts.ts'
import { actorFacts } from './actor.ts'
import type { CallsOfLessons } from './calls-of-lessons.ts'
import { findLesson } from './read-lessons.ts'

type Rule = (facts: ActorFacts, lesson: OnlineLesson) => Decision
export type LessonParts = Pick<Parts, 'database' | 'nowMs'> & { readonly calls: CallsOfLessons }

/** The call of a lesson has the lesson's id: whatever was lost on the way, publishing again finds the same call. */
export const callIdOf = ({ id }: Pick<OnlineLesson, 'id'>): string => id

/** LESSONS-6. Starts the call first: a published lesson always has one. @throws {Refused} */
export async function publishLesson(parts: LessonParts, actorId: PersonId, id: string): Promise<void> {
  const lesson = await lessonWhere(parts, actorId, id, mayPublish)
  if (lesson.state === 'published') return
  const callId = callIdOf(lesson)
  await parts.calls.start({
    ...{ callId, lessonId: id, schoolId: lesson.schoolId, title: lesson.title, startedBy: actorId },
    admins: [...lesson.teachers],
    invited: [...lesson.pupils],
  })
  const publishedAtMs = (parts.nowMs ?? Date.now)()
  await parts.database.orm
    .update(onlineLessons)
    .set({ state: 'published', callId, publishedAtMs })
    .where(and(eq(onlineLessons.id, id), eq(onlineLessons.state, 'draft')))
}

/** LESSONS-8. The call that the actor may join; who leads without being its teacher comes onto its list now. @throws {Refused} */
export async function joinLesson(parts: LessonParts, actorId: PersonId, id: string): Promise<string> {
  const lesson = await lessonWhere(parts, actorId, id, mayJoin)
  if (!lesson.callId) throw new Error('a published lesson without a call')
  if (!lesson.teachers.has(actorId) && !lesson.pupils.has(actorId))
    await parts.calls.invite(lesson.callId, actorId, await roleOf(parts, actorId))
  return lesson.callId
}

/** A substitute teaches; the head looks in. */
async function roleOf({ database, nowMs = Date.now }: LessonParts, actorId: PersonId): Promise<'admin' | 'member'> {
  const { actor } = await actorFacts(database, actorId, nowMs())
  return actor.roles.some(({ role }) => role === 'head') ? 'member' : 'admin'
}

/** LESSONS-7. @throws {Refused} */
export async function finishLesson(parts: LessonParts, actorId: PersonId, id: string): Promise<void> {
  const lesson = await lessonWhere(parts, actorId, id, mayFinish)
  if (lesson.callId) await parts.calls.end(lesson.callId)
  await markFinished(parts, id)
}

/** Also when its call has ended by another way. */
export async function markFinished({ database, nowMs = Date.now }: LessonParts, id: string): Promise<void> {
  await database.orm
    .update(onlineLessons)
    .set({ state: 'finished', finishedAtMs: nowMs() })
    .where(and(eq(onlineLessons.id, id), eq(onlineLessons.state, 'published')))
}

/** LESSONS-11. Ends the call, keeps what was attended; deleting again changes nothing. @throws {Refused} */
export async function deleteLesson(parts: LessonParts, actorId: PersonId, id: string): Promise<void> {
  const lesson = await lessonWhere(parts, actorId, id, (facts, each) => mayLead(facts, { ...each, deletedAtMs: null }))
  if (lesson.callId && lesson.state === 'published') await parts.calls.end(lesson.callId)
  await parts.database.orm
    .update(onlineLessons)
    .set({ deletedAtMs: (parts.nowMs ?? Date.now)() })
    .where(and(eq(onlineLessons.id, id), isNull(onlineLessons.deletedAtMs)))
}

async function lessonWhere(
  { database, nowMs = Date.now }: LessonParts,
  actorId: PersonId,
  id: string,
  rule: Rule,
): Promise<OnlineLesson> {
  const lesson = await findLesson(database, id)
  if (!lesson) throw new Refused('core.notFound')
  const may = rule(await actorFacts(database, actorId, nowMs()), lesson)
  if (!may.allowed) throw new Refused(may.code)
  return lesson
}
