import { Refused } from '@zvonok/schema/core/refusal'
import { addDays, dateIn } from '@zvonok/schema/diary/days'
import type { OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { planName } from '@zvonok/schema/lessons/plan-document'
import { type LessonPack, type PackList, packDays, packPlan } from '@zvonok/schema/lessons/plan-pack'
import { planRight } from '@zvonok/schema/lessons/plan-rules'
import { lessonAnswers } from '@zvonok/schema/lessons/plan-tables'
import type { ActorFacts } from '@zvonok/schema/lessons/rules'
import type { Database } from '@zvonok/sync-server/database'
import { planUpdate } from '@zvonok/sync-server/lessons'
import { Store } from '@zvonok/sync-server/store'
import { and, eq } from 'drizzle-orm'
import { findLesson, lessonsFor } from './read-lessons.ts'
import { namesOf } from './view-lessons.ts'

/** PLAN-10. @throws {Refused} `core.notFound` for whoever may not read the plan */
export async function packOf(database: Database, facts: ActorFacts, id: string): Promise<LessonPack> {
  const lesson = await findLesson(database, id)
  const right = planRight(facts, lesson)
  if (!lesson || !right) throw new Refused('core.notFound')
  const [plan, roster, answers] = await Promise.all([
    planUpdate(new Store(database), id),
    rosterOf(database, lesson),
    answersIn(database, id, right === 'write' ? undefined : facts.actor.id),
  ])
  return { lessonId: id, title: lesson.title, date: lesson.date, right, plan: packPlan(plan), roster, answers }
}

/** Packs of two weeks around today. */
export async function packsFor(database: Database, facts: ActorFacts): Promise<PackList> {
  const today = dateIn('UTC', facts.nowMs)
  const days = { from: addDays(today, -packDays), to: addDays(today, packDays) }
  const readable = (await lessonsFor(database, facts, days)).filter((lesson) => planRight(facts, lesson))
  return Promise.all(
    readable.map(async ({ id, state }) => ({ lessonId: id, version: await version(database, id, state) })),
  )
}

/** Another one when plan, people or answers are others. */
async function version(database: Database, id: string, state: string): Promise<string> {
  const [row] = await new Store(database).rows<(number | null)[]>({
    sql: `SELECT (SELECT count(*) FROM doc_updates WHERE doc = ?1), (SELECT total(length(bytes)) FROM doc_updates WHERE doc = ?1),
      (SELECT count(*) FROM lesson_answers WHERE lesson_id = ?2), (SELECT max(at_ms) FROM lesson_answers WHERE lesson_id = ?2),
      (SELECT count(*) FROM online_lesson_people WHERE lesson_id = ?2)`,
    args: [planName(id), id],
  })
  return [state, ...(row ?? []).map((each) => each ?? 0)].join('.')
}

async function rosterOf(database: Database, { teachers, pupils }: OnlineLesson): Promise<LessonPack['roster']> {
  const names = await namesOf(database, [...teachers, ...pupils])
  const compare = new Intl.Collator('ru').compare
  const rows = (ids: Iterable<string>, role: 'teacher' | 'pupil') =>
    [...ids].map((id) => ({ id, name: names.get(id) ?? '', role })).sort((a, b) => compare(a.name, b.name))
  return [...rows(teachers, 'teacher'), ...rows(pupils, 'pupil')]
}

async function answersIn({ orm }: Database, lessonId: string, of: string | undefined): Promise<LessonPack['answers']> {
  const { taskId, personId, text, atMs } = lessonAnswers
  return orm
    .select({ taskId, personId, text, atMs })
    .from(lessonAnswers)
    .where(and(eq(lessonAnswers.lessonId, lessonId), of === undefined ? undefined : eq(personId, of)))
}
