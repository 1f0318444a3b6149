import { Refused } from '@zvonok/schema/core/refusal'
import { addDays, dateIn } from '@zvonok/schema/diary/days'
import { SchoolDate } from '@zvonok/schema/diary/diary'
import { classes, schools } from '@zvonok/schema/journal/tables'
import { AddTeacher, LessonId, NewLesson, type OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { type ActorFacts, mayMakeIn } from '@zvonok/schema/lessons/rules'
import { eq } from 'drizzle-orm'
import { Hono, type MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import type { Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { actorFacts } from './actor.ts'
import { attendanceRoutes } from './attendance-routes.ts'
import type { CallsOfLessons } from './calls-of-lessons.ts'
import { choicesFor } from './choices.ts'
import { deleteLesson, finishLesson, joinLesson, publishLesson } from './lead-lesson.ts'
import type { LessonNews } from './lesson-news.ts'
import { addTeacher, staffFor } from './lesson-staff.ts'
import { makeLesson } from './make-lesson.ts'
import { meetingChoices } from './meeting-choices.ts'
import { findLesson, knownLesson, lessonsFor, lessonsOfJournal } from './read-lessons.ts'
import { streamNews } from './stream-news.ts'
import { nameSubstitute, Substitute } from './substitute.ts'
import { namesOf, viewLessons } from './view-lessons.ts'
import type { InLessons } from './viewer.ts'
import { everybodyOf } from './who-hears.ts'

const daysAround = 14
const maxDays = 62

const Listed = v.strictObject({
  /** A subject group of the journal; without it one's own lessons. */
  group: v.optional(v.string()),
  from: v.optional(SchoolDate),
  days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.maxValue(maxDays)), '28'),
})
const Choices = v.strictObject({
  /** Ids of subject groups with commas between. */
  groups: v.pipe(
    v.string(),
    v.transform((text) => text.split(',')),
    v.maxLength(30),
  ),
  date: SchoolDate,
})
export const LessonParam = v.strictObject({ id: LessonId })

export interface LessonRouteParts extends Parts {
  readonly calls: CallsOfLessons
  readonly news: LessonNews
}

/** LESSONS-1 to LESSONS-16. The same in the journal and in the messenger: `who` says whose session counts. */
export const lessonRoutes = (parts: LessonRouteParts, who: MiddlewareHandler<InLessons>) => {
  const { database, news, nowMs = Date.now } = parts
  const factsOf = (personId: string): Promise<ActorFacts> => actorFacts(database, personId, nowMs())
  const viewOf = async (facts: ActorFacts, lesson: OnlineLesson) => {
    const [view] = await viewLessons(database, facts, [lesson])
    if (!view) throw new Refused('core.notFound')
    return view
  }
  /** After a write: everybody of the lesson hears of it, the writer gets it as it is now. */
  const told = async (personId: string, id: string, alsoTo: readonly string[] = []) =>
    viewOf(await factsOf(personId), await tell(id, alsoTo))
  /** Everybody of the lesson, and who was of it until now. */
  const tell = async (id: string, alsoTo: readonly string[]) => {
    const lesson = await findLesson(database, id)
    if (!lesson) throw new Refused('core.notFound')
    const people = [...(await everybodyOf(database, lesson)), ...alsoTo]
    news.tell(people, { lessonId: id, of: 'lesson' })
    // Devices fetch the lesson pack ahead, or let go of it.
    parts.sync.tellNews(people, 'plan')
    return lesson
  }

  return new Hono<InLessons>()
    .use(who)
    .get('/', validate('query', Listed), async (c) => {
      const { group, from, days } = c.req.valid('query')
      const facts = await factsOf(c.var.viewer.personId)
      const place = await placeOf(parts, facts, group)
      const first = from ?? addDays(place.today, -daysAround)
      const found = await lessonsFor(database, facts, { from: first, to: addDays(first, days - 1), groupId: group })
      return c.json({ ...place, lessons: await viewLessons(database, facts, found) })
    })
    .post('/', validate('json', NewLesson), async (c) => {
      const { personId } = c.var.viewer
      const lesson = await makeLesson(database, personId, c.req.valid('json'), nowMs())
      return c.json({ lesson: await told(personId, lesson.id) })
    })
    .get('/events', (c) => streamNews(c, news, c.var.viewer))
    .get('/choices', validate('query', Choices), async (c) =>
      c.json(await choicesFor(database, await factsOf(c.var.viewer.personId), c.req.valid('query'))),
    )
    .get('/meeting-choices', async (c) => c.json(await meetingChoices(database, await factsOf(c.var.viewer.personId))))
    .post('/substitutes', validate('json', Substitute), async (c) => {
      const named = c.req.valid('json')
      await nameSubstitute(database, c.var.viewer.personId, named, nowMs())
      const taken = await lessonsOfJournal(database, named.journalLessonId)
      for (const { id } of taken) await tell(id, [named.personId])
      return c.json({})
    })
    .get('/:id/staff', validate('param', LessonParam), async (c) =>
      c.json(await staffFor(database, c.var.viewer.personId, c.req.valid('param').id, nowMs())),
    )
    .post('/:id/teachers', validate('param', LessonParam), validate('json', AddTeacher), async (c) => {
      const { id } = c.req.valid('param')
      const change = c.req.valid('json')
      await addTeacher(parts, c.var.viewer.personId, id, change)
      return c.json({ lesson: await told(c.var.viewer.personId, id, [change.personId]) })
    })
    .get('/:id', validate('param', LessonParam), async (c) => {
      const facts = await factsOf(c.var.viewer.personId)
      const lesson = await knownLesson(database, facts, c.req.valid('param').id)
      if (lesson.deletedAtMs !== null) throw new Refused('lessons.deleted')
      const view = await viewOf(facts, lesson)
      const shown = view.right === 'lead' ? [...lesson.pupils] : view.pupilsOfReader
      const names = await namesOf(database, shown)
      const compare = new Intl.Collator('ru').compare
      const pupils = shown.map((id) => ({ id, name: names.get(id) ?? '' })).sort((a, b) => compare(a.name, b.name))
      return c.json({ lesson: view, pupils })
    })
    .post('/:id/publish', validate('param', LessonParam), async (c) => {
      const { id } = c.req.valid('param')
      await publishLesson(parts, c.var.viewer.personId, id)
      return c.json({ lesson: await told(c.var.viewer.personId, id) })
    })
    .post('/:id/finish', validate('param', LessonParam), async (c) => {
      const { id } = c.req.valid('param')
      await finishLesson(parts, c.var.viewer.personId, id)
      return c.json({ lesson: await told(c.var.viewer.personId, id) })
    })
    .post('/:id/delete', validate('param', LessonParam), async (c) => {
      const { id } = c.req.valid('param')
      await deleteLesson(parts, c.var.viewer.personId, id)
      await told(c.var.viewer.personId, id)
      return c.json({})
    })
    .post('/:id/join', validate('param', LessonParam), async (c) =>
      c.json({ callId: await joinLesson(parts, c.var.viewer.personId, c.req.valid('param').id) }),
    )
    .route('/:id/attendance', attendanceRoutes(parts))
}

/** Today of the school, and whether the actor may make lessons in this group. */
async function placeOf({ database, nowMs = Date.now }: Parts, facts: ActorFacts, groupId: string | undefined) {
  const { orm } = database
  const [group] = groupId
    ? await orm.select({ id: classes.id, schoolId: classes.schoolId }).from(classes).where(eq(classes.id, groupId))
    : []
  const schoolId = group?.schoolId ?? facts.actor.roles[0]?.schoolId ?? ''
  const [school] = await orm.select({ timeZone: schools.timeZone }).from(schools).where(eq(schools.id, schoolId))
  return {
    today: dateIn(school?.timeZone ?? 'UTC', nowMs()),
    mayMake: group !== undefined && mayMakeIn(facts, group).allowed,
  }
}
