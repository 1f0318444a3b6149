import * as v from 'valibot'
import { PersonId } from '../core/ids.ts'
import { SchoolDate } from './diary.ts'

/** What stands in the journal for an absence. */
export const absent = 'н'

/** What a teacher may enter for a pupil. Imported marks may be other short words: «зач», «осв». */
export const markValues = ['5', '4', '3', '2', '1', absent] as const
export type MarkValue = (typeof markValues)[number]

export const maxHomework = 2000

/** The mark of a pupil in a lesson from now on; null takes it away. The same again changes nothing. */
export const MarkEntry = v.strictObject({
  lesson: v.string(),
  pupil: PersonId,
  value: v.nullable(v.picklist(markValues)),
})
export type MarkEntry = v.InferOutput<typeof MarkEntry>

/** What is given in a lesson from now on; an empty text takes it away. */
export const HomeworkEntry = v.strictObject({
  lesson: v.string(),
  text: v.pipe(v.string(), v.trim(), v.maxLength(maxHomework)),
  /** After the day of the lesson; null: for the next day with a lesson of the group. */
  dueOn: v.nullable(SchoolDate),
})
export type HomeworkEntry = v.InferOutput<typeof HomeworkEntry>
