import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a pupil has answered to a task of the plan. The plan itself is a document: `doc_updates`. */
export const lessonAnswers = sqliteTable(
  'lesson_answers',
  {
    lessonId: text().notNull(),
    taskId: text().notNull(),
    personId: text().notNull(),
    text: text().notNull(),
    atMs: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lessonId, t.taskId, t.personId] }), index('lesson_answers_person').on(t.personId)],
)
