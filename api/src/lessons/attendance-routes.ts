import { Refused } from '@zvonok/schema/core/refusal'
import { schools } from '@zvonok/schema/journal/tables'
import { Confirm, InRoom, LessonId, type OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { attendanceFor, rightIn } from '@zvonok/schema/lessons/rules'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { withGuardians } from '../journal/enter.ts'
import { validate } from '../platform/validate.ts'
import { actorFacts } from './actor.ts'
import { attendanceOf, confirmAttendance, setInRoom } from './attendance.ts'
import { attendanceCsv } from './attendance-csv.ts'
import { knownLesson } from './read-lessons.ts'
import type { LessonRouteParts } from './routes.ts'
import type { InLessons } from './viewer.ts'
import { leadersOf } from './who-hears.ts'

const Param = v.strictObject({ id: LessonId })

/** LESSONS-12 to LESSONS-16. Attendance of one lesson, also of a deleted one. */
export const attendanceRoutes = (parts: LessonRouteParts) => {
  const { database, news, nowMs = Date.now } = parts
  const factsOf = (personId: string) => actorFacts(database, personId, nowMs())
  /** @throws {Refused} */
  const ledLesson = async (personId: string, id: string): Promise<OnlineLesson> => {
    const facts = await factsOf(personId)
    const lesson = await knownLesson(database, facts, id)
    if (rightIn(facts, lesson) !== 'lead') throw new Refused('core.forbidden')
    if (lesson.state === 'draft') throw new Refused('lessons.notPublished')
    return lesson
  }
  const tell = async (lesson: OnlineLesson) =>
    news.tell(await leadersOf(database, lesson), { lessonId: lesson.id, of: 'attendance' })

  return new Hono<InLessons>()
    .get('/', validate('param', Param), async (c) => {
      const facts = await factsOf(c.var.viewer.personId)
      const lesson = await knownLesson(database, facts, c.req.valid('param').id)
      const rows = await attendanceOf(parts, lesson, attendanceFor(facts, lesson), nowMs())
      const { confirmedAtMs, journalLessonId } = lesson
      return c.json({ rows, confirmedAtMs, inJournal: journalLessonId !== null })
    })
    .get('/csv', validate('param', Param), async (c) => {
      const lesson = await ledLesson(c.var.viewer.personId, c.req.valid('param').id)
      const [school] = await database.orm
        .select({ timeZone: schools.timeZone })
        .from(schools)
        .where(eq(schools.id, lesson.schoolId))
      const rows = await attendanceOf(parts, lesson, 'all', nowMs())
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="attendance-${lesson.date}.csv"`)
      return c.body(attendanceCsv(lesson, rows, school?.timeZone ?? 'UTC'))
    })
    .post('/in-room', validate('param', Param), validate('json', InRoom), async (c) => {
      const { personId } = c.var.viewer
      const lesson = await ledLesson(personId, c.req.valid('param').id)
      await setInRoom(database, lesson, c.req.valid('json'), { byPerson: personId, atMs: nowMs() })
      await tell(lesson)
      return c.json({})
    })
    .post('/confirm', validate('param', Param), validate('json', Confirm), async (c) => {
      const { personId } = c.var.viewer
      const lesson = await ledLesson(personId, c.req.valid('param').id)
      const by = { byPerson: personId, atMs: nowMs() }
      const { conflicts, changed } = await confirmAttendance(parts, lesson, c.req.valid('json').overwrite, by)
      if (changed.length > 0) parts.sync.tellNews(await withGuardians(database, changed), 'diary')
      await tell(lesson)
      return c.json({ conflicts, changed: changed.length })
    })
}
