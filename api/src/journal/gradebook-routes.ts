import { Refused } from '@zvonok/schema/core/refusal'
import { mondayOf } from '@zvonok/schema/diary/days'
import { HomeworkEntry, MarkEntry } from '@zvonok/schema/diary/entries'
import { mayEnter } from '@zvonok/schema/diary/rules'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { JournalAuth } from '../account/journal-auth.ts'
import type { Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { enterHomework, enterMark, taughtBy } from './enter.ts'
import { readGradebook } from './gradebook.ts'
import { readableClasses } from './readable-subjects.ts'
import { type InJournal, inJournal } from './session.ts'

const Page = v.strictObject({
  class: v.string(),
  subject: v.string(),
  /** Any day of the week, `YYYY-MM-DD`. */
  week: v.pipe(
    v.string(),
    v.isoDate(),
    v.check((date) => !Number.isNaN(Date.parse(date))),
  ),
})

/** DOOR-9, DOOR-13. What the tab «Журнал» shows, and what a teacher enters there. */
export const gradebookRoutes = (parts: Parts, auth: JournalAuth) =>
  new Hono<InJournal>()
    .use(inJournal(parts, auth))
    .get('/classes', async (c) => {
      const found = await readableClasses(parts.database, c.var.reader.person)
      const withoutRows = found.map(({ subjects, ...rest }) => ({
        ...rest,
        subjects: subjects.map(({ id, subject }) => ({ id, subject })),
      }))
      return c.json({ classes: withoutRows })
    })
    .get('/gradebook', validate('query', Page), async (c) => {
      const { class: classId, subject: subjectId, week } = c.req.valid('query')
      const readable = await readableClasses(parts.database, c.var.reader.person)
      const page = readable.find(({ id }) => id === classId)?.subjects.find(({ id }) => id === subjectId)
      if (!page) throw new Refused('core.notFound')
      const book = await readGradebook(parts.database, {
        classId,
        subjectId,
        rows: page.rows,
        monday: mondayOf(week),
      })
      const teacher = { active: true, teaches: await taughtBy(parts.database, c.var.reader.person.id) }
      return c.json({ ...book, editable: mayEnter({ teacher, groupId: subjectId }).allowed })
    })
    .post('/gradebook/mark', validate('json', MarkEntry), async (c) => {
      await enterMark(parts, c.var.reader.person.id, c.req.valid('json'))
      return c.json({})
    })
    .post('/gradebook/homework', validate('json', HomeworkEntry), async (c) => {
      await enterHomework(parts, c.var.reader.person.id, c.req.valid('json'))
      return c.json({})
    })
