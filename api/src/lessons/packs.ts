import { must } from '@zvonok/schema/core/must'
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
import { classTitles, namesOf } from './view-lessons.ts'

/** PLAN-10. @throws {Refused} `core.notFound` for whoever may not read the plan */
export async function packOf(database: Database, facts: ActorFacts, id: string): Promise<LessonPack> {
  const lesson = await findLesson(database, id)
  const right = planRight(facts, lesson)
  if (!lesson || !right) throw new Refused('core.notFound')
  const reader = right === 'read' ? facts.actor.id : undefined
  // First: what changes meanwhile makes another version.
  const { version } = await measure(database, lesson, reader)
  const [plan, roster, answers, titles] = await Promise.all([
    planUpdate(new Store(database), id),
    rosterOf(database, lesson),
    answersIn(database, id, reader),
    classTitles(database, lesson.groups),
  ])
  const { title, date } = lesson
  const classes = [...new Set([...titles.values()].flat())]
  return { lessonId: id, version, title, date, classes, right, plan: packPlan(plan), roster, answers }
}

/** Packs of two weeks around today: its lessons and the next ones, then those before. */
export async function packsFor(database: Database, facts: ActorFacts): Promise<PackList> {
  const today = dateIn('UTC', facts.nowMs)
  const days = { from: addDays(today, -packDays), to: addDays(today, packDays) }
  const lessons = (await lessonsFor(database, facts, days)).map((lesson) => [lesson, planRight(facts, lesson)] as const)
  const readable = lessons.filter(([, right]) => right).sort(([a], [b]) => place(a, today) - place(b, today))
  return Promise.all(
    readable.map(async ([lesson, right]) => ({
      lessonId: lesson.id,
      ...(await measure(database, lesson, right === 'read' ? facts.actor.id : undefined)),
    })),
  )
}

/** Days until the lesson; what is over comes last. */
function place({ date }: OnlineLesson, today: string): number {
  const days = Date.parse(date) - Date.parse(today)
  return days < 0 ? Number.MAX_SAFE_INTEGER + days : days
}

/** `version`: another one when plan, people or answers are others. `reader`: a pupil, who gets the own answers only. */
async function measure(
  database: Database,
  { id, state, teachers, pupils }: OnlineLesson,
  reader: string | undefined,
): Promise<{ version: string; bytes: number }> {
  const store = new Store(database)
  const [[plan], [answers]] = await Promise.all([
    store.rows<[n: number, bytes: number]>({
      sql: 'SELECT count(*), total(length(bytes)) FROM doc_updates WHERE doc = ?',
      args: [planName(id)],
    }),
    store.rows<[n: number, bytes: number, newestMs: number]>({
      sql: `SELECT count(*), total(length(CAST(text AS BLOB))), coalesce(max(at_ms), 0) FROM lesson_answers
        WHERE lesson_id = ?1 AND (?2 IS NULL OR person_id = ?2)`,
      args: [id, reader ?? null],
    }),
  ])
  const [[updates, planBytes], [n, textBytes, newestMs]] = [must(plan, 'a row of sums'), must(answers, 'a row of sums')]
  const people = teachers.size + pupils.size
  return {
    version: [state, updates, planBytes, n, newestMs, people].join('.'),
    bytes: Math.ceil(planBytes * base64) + textBytes + (n + people) * rowBytes,
  }
}

/** What base64 makes of a byte. */
const base64 = 4 / 3
/** Ids and time of an answer, name of a person. */
const rowBytes = 100

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
