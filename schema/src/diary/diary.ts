import * as v from 'valibot'
import { ClassId, PersonId } from '../core/ids.ts'
import { isDate } from './days.ts'

/** `YYYY-MM-DD` of the school. */
export const SchoolDate = v.pipe(v.string(), v.check(isDate))

/** Two weeks around today: what an answer holds unless asked otherwise, and what a device keeps. */
export const daysKept = 14
export const daysBefore = 7
const maxDays = 31

/** Without `from`, today of the school minus {@link daysBefore}. Without `child`, the first diary that one may read. */
export const DiaryQuery = v.strictObject({
  from: v.optional(SchoolDate),
  days: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(maxDays)),
    String(daysKept),
  ),
  child: v.optional(PersonId),
})
export type DiaryQuery = v.InferOutput<typeof DiaryQuery>

/** Whose diary it is: one's own as a pupil, that of a child, or one's own lessons as a teacher. */
export const diaryKinds = ['pupil', 'child', 'teacher'] as const
export type DiaryKind = (typeof diaryKinds)[number]

const DiaryOwner = v.object({ id: PersonId, name: v.string(), kind: v.picklist(diaryKinds) })
export type DiaryOwner = v.InferOutput<typeof DiaryOwner>

const DiaryLesson = v.object({
  id: v.string(),
  groupId: ClassId,
  subject: v.string(),
  date: v.string(),
  /** From 1. */
  period: v.number(),
  /** `HH:MM` */
  startsAt: v.string(),
  endsAt: v.string(),
  topic: v.string(),
  room: v.nullable(v.string()),
  /** Whom one meets there: the teachers «Иванова О. С.», for a teacher the classes «7 Б». */
  people: v.array(v.string()),
  /** Of the pupil: «5», «н» (absent). */
  mark: v.nullable(v.string()),
})
export type DiaryLesson = v.InferOutput<typeof DiaryLesson>

const DiaryTask = v.object({
  /** The lesson in which it was given. */
  lessonId: v.string(),
  groupId: ClassId,
  subject: v.string(),
  text: v.string(),
  givenOn: v.string(),
  /** The day that the teacher named, else the next day with a lesson of the group; null when none is planned. */
  dueOn: v.nullable(v.string()),
})
export type DiaryTask = v.InferOutput<typeof DiaryTask>

/** One answer of `GET /api/diary`, and what a device keeps of it. */
export const Diary = v.object({
  /** All diaries that one may read, the own first; empty for those who have none. */
  owners: v.array(DiaryOwner),
  /** The one that is shown; null when there is none. */
  owner: v.nullable(PersonId),
  /** IANA zone of the school: «today» is counted in it. */
  timeZone: v.string(),
  from: v.string(),
  days: v.number(),
  /** By day and period. */
  lessons: v.array(DiaryLesson),
  /** Given or due in these days. */
  tasks: v.array(DiaryTask),
  /** Inclusive ranges that touch these days. */
  holidays: v.array(v.object({ from: v.string(), to: v.string(), title: v.string() })),
})
export type Diary = v.InferOutput<typeof Diary>
