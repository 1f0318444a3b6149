import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { LessonPlatform, LessonState } from './lesson.ts'

/** An online lesson. Written by the routes of lessons only. Times are UTC milliseconds, the date is that of the school. */
export const onlineLessons = sqliteTable(
  'online_lessons',
  {
    /** Made by the device: creating again changes nothing. */
    id: text().primaryKey(),
    schoolId: text().notNull(),
    /** `YYYY-MM-DD`. */
    date: text().notNull(),
    /** The lesson of the journal that it is; null for a consultation, a project, an olympiad. */
    journalLessonId: text(),
    title: text().notNull(),
    platform: text().$type<LessonPlatform>().notNull(),
    creatorId: text().notNull(),
    state: text().$type<LessonState>().notNull(),
    /** Since it was published. */
    callId: text(),
    createdAtMs: integer().notNull(),
    publishedAtMs: integer(),
    finishedAtMs: integer(),
    /** Set when a teacher has deleted it: its people are told, its attendance stays. */
    deletedAtMs: integer(),
    /** When the attendance was last confirmed into the journal. */
    confirmedAtMs: integer(),
    confirmedBy: text(),
  },
  (t) => [
    index('online_lessons_date').on(t.schoolId, t.date),
    index('online_lessons_journal').on(t.journalLessonId),
    index('online_lessons_call').on(t.callId),
  ],
)

/** The subject groups from which its pupils are: one, or several for an olympiad and a project. */
export const onlineLessonGroups = sqliteTable(
  'online_lesson_groups',
  { lessonId: text().notNull(), classId: text().notNull() },
  (t) => [primaryKey({ columns: [t.lessonId, t.classId] }), index('online_lesson_groups_class').on(t.classId)],
)

/** Its teachers (the creator among them) and the chosen pupils. */
export const onlineLessonPeople = sqliteTable(
  'online_lesson_people',
  { lessonId: text().notNull(), personId: text().notNull(), role: text().$type<'teacher' | 'pupil'>().notNull() },
  (t) => [primaryKey({ columns: [t.lessonId, t.personId] }), index('online_lesson_people_person').on(t.personId)],
)

/** Who takes a lesson of the journal in place of its teacher. Named by the head or the office. */
export const substitutes = sqliteTable(
  'substitutes',
  {
    journalLessonId: text().notNull(),
    personId: text().notNull(),
    namedBy: text().notNull(),
    namedAtMs: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.journalLessonId, t.personId] }), index('substitutes_person').on(t.personId)],
)

/** What the teacher says of a pupil's attendance; minutes online come from the intervals of the call. */
export const attendance = sqliteTable(
  'attendance',
  {
    lessonId: text().notNull(),
    personId: text().notNull(),
    /** Sits in the classroom. */
    inRoom: integer({ mode: 'boolean' }).notNull(),
    /** As it was confirmed; null before. */
    confirmed: text().$type<'present' | 'absent'>(),
    /** Minutes online at the confirmation. */
    minutes: integer(),
    byPerson: text().notNull(),
    atMs: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lessonId, t.personId] }), index('attendance_person').on(t.personId)],
)
