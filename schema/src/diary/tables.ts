import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A lesson of a subject group in the journal. Dates and times are local to the school. */
export const lessons = sqliteTable(
  'lessons',
  {
    id: text().primaryKey(),
    /** The subject group: a row of `classes` with type `scheduled`. */
    classId: text().notNull(),
    /** `YYYY-MM-DD`. */
    date: text().notNull(),
    /** Number of the lesson in the day, from 1. */
    period: integer().notNull(),
    /** `HH:MM`. */
    startsAt: text().notNull(),
    endsAt: text().notNull(),
    topic: text().notNull(),
    room: text(),
  },
  (t) => [uniqueIndex('lessons_class').on(t.classId, t.date, t.period), index('lessons_date').on(t.date)],
)

/** What is to be done at home, given in this lesson. */
export const homework = sqliteTable('homework', {
  lessonId: text().primaryKey(),
  text: text().notNull(),
  /** `YYYY-MM-DD`; null: for the next day with a lesson of the group. */
  dueOn: text(),
})

/** One mark of a pupil in a lesson: «5», «4», «н» (absent). */
export const marks = sqliteTable(
  'marks',
  {
    lessonId: text().notNull(),
    personId: text().notNull(),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lessonId, t.personId] }), index('marks_person').on(t.personId)],
)
