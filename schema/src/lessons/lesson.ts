import * as v from 'valibot'
import { ClassId, CommandId, PersonId } from '../core/ids.ts'
import { Title } from '../core/text.ts'
import { SchoolDate } from '../diary/diary.ts'

/** `draft`: its teachers know of it. `published`: the call runs, pupils may join. `finished`: the call has ended for good. */
export const lessonStates = ['draft', 'published', 'finished'] as const
export type LessonState = (typeof lessonStates)[number]

/** «Платформа». */
export const lessonPlatforms = ['sferum'] as const
export type LessonPlatform = (typeof lessonPlatforms)[number]

/** A lesson for more people is a meeting. */
export const maxPupils = 300
const maxTeachers = 20
const maxGroups = 30

export const LessonId = CommandId
export type LessonId = string

const idsOf = (most: number) => v.pipe(v.array(PersonId), v.maxLength(most))

/** What «Создать онлайн-урок» sends. The id is made by the device: sending it again changes nothing. */
export const NewLesson = v.strictObject({
  id: LessonId,
  groups: v.pipe(v.array(ClassId), v.minLength(1), v.maxLength(maxGroups)),
  date: SchoolDate,
  /** Without it, the only lesson of the group on that day, if there is just one. Null: none. */
  journalLessonId: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64)))),
  /** Without it, the subject. */
  title: v.optional(Title),
  platform: v.picklist(lessonPlatforms),
  pupils: v.pipe(idsOf(maxPupils), v.minLength(1)),
  teachers: v.optional(idsOf(maxTeachers), []),
})
export type NewLesson = v.InferOutput<typeof NewLesson>

/** An online lesson as its rules and its people know it. */
export interface OnlineLesson {
  readonly id: LessonId
  readonly schoolId: string
  readonly groups: readonly string[]
  readonly date: string
  readonly journalLessonId: string | null
  readonly title: string
  readonly platform: LessonPlatform
  readonly creatorId: PersonId
  readonly teachers: ReadonlySet<PersonId>
  readonly pupils: ReadonlySet<PersonId>
  readonly state: LessonState
  readonly callId: string | null
  readonly publishedAtMs: number | null
  readonly finishedAtMs: number | null
  readonly deletedAtMs: number | null
  readonly confirmedAtMs: number | null
}

/** What a person may do in a lesson, so that the screen draws the right buttons. */
export const lessonRights = ['lead', 'join', 'see'] as const
export type LessonRight = (typeof lessonRights)[number]

/** A row of «Список онлайн-уроков», of the diary and of the lesson's page. */
export interface LessonView {
  readonly id: LessonId
  readonly title: string
  readonly date: string
  readonly journalLessonId: string | null
  readonly groups: readonly string[]
  /** «7 Б». */
  readonly classes: readonly string[]
  readonly state: LessonState
  /** Only after publication, and only for those who may join. */
  readonly callId: string | null
  readonly right: LessonRight
  readonly teachers: readonly { readonly id: PersonId; readonly name: string }[]
  /** Named for the journal's lesson: they lead from 15 minutes before it until 20:00. */
  readonly substitutes: readonly { readonly id: PersonId; readonly name: string }[]
  /** Whose lesson it is for the reader: the pupil, own children; empty for staff. */
  readonly pupilsOfReader: readonly PersonId[]
  readonly pupilCount: number
}

/** What «Учителя» offers who leads the lesson. */
export interface LessonStaff {
  /** Teachers of the school, by name. */
  readonly colleagues: readonly { readonly id: PersonId; readonly name: string }[]
  /** Whether the reader names substitutes: of lessons of the timetable only. */
  readonly maySubstitute: boolean
  /** Of the lesson's teachers: whom the reader may take back. */
  readonly removable: readonly PersonId[]
}

export const AddTeacher = v.strictObject({ personId: PersonId, on: v.boolean() })

/** One line of the attendance grid. */
export interface AttendanceRow {
  readonly id: PersonId
  readonly name: string
  /** Is in the call now. */
  readonly online: boolean
  /** Whole minutes in the call, over all devices and reconnects, each minute once. */
  readonly minutes: number
  /** Whole minutes of breaks between coming and leaving; 0: less than half a minute, null: no break. */
  readonly awayMinutes: number | null
  readonly joinedAtMs: number | null
  readonly leftAtMs: number | null
  readonly inRoom: boolean
  readonly confirmed: 'present' | 'absent' | null
  /** That stands in the journal for this lesson. */
  readonly mark: string | null
}

/** `/api/lessons/events`: what is new. The reader asks for it with the own rights. */
export type LessonEvent = { readonly lessonId: LessonId; readonly of: 'lesson' | 'attendance' }

/** «В классе». */
export const InRoom = v.strictObject({ personId: PersonId, inRoom: v.boolean() })

/** Confirming writes «н» for the absent. Existing marks stay, but those of `overwrite`. */
export const Confirm = v.strictObject({ overwrite: v.optional(idsOf(maxPupils), []) })
