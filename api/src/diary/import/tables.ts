import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { define } from '../../journal/import/tables.ts'

export type LessonRow = typeof lessons.$inferSelect
export type HomeworkRow = typeof homework.$inferSelect
export type MarkRow = typeof marks.$inferSelect

/** In the order in which changes are told. */
export const diaryTables = {
  lessons: define(lessons, ['id']),
  homework: define(homework, ['lessonId']),
  marks: define(marks, ['lessonId', 'personId']),
}
export type DiaryTable = keyof typeof diaryTables
export const diaryTableNames = Object.keys(diaryTables) as DiaryTable[]
