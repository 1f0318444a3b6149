import type { PersonId } from '@zvonok/schema/core/ids'
import type { Interval } from '@zvonok/schema/lessons/minutes'

export interface LessonCall {
  readonly callId: string
  readonly lessonId: string
  readonly schoolId: string
  readonly title: string
  readonly startedBy: PersonId
  /** Its teachers. */
  readonly admins: readonly PersonId[]
  /** Its chosen pupils. */
  readonly invited: readonly PersonId[]
}

/** What lessons need of calls. */
export interface CallsOfLessons {
  /** Starting the same call again changes nothing. @throws {Refused} */
  start(call: LessonCall): Promise<void>
  /** Ending again changes nothing. */
  end(callId: string): Promise<void>
  /** Who is in the call now. */
  present(callId: string): Promise<ReadonlySet<PersonId>>
  /** As the media server told them. */
  intervals(callId: string): Promise<readonly (Interval & { readonly personId: PersonId })[]>
  /** Somebody came, left, or the call ended. */
  onChange(listener: (change: { callId: string; lessonId: string; ended: boolean }) => void): () => void
}
