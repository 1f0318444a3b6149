import type { CallPerson } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { Interval } from '@zvonok/schema/lessons/minutes'
import type { Calls } from '@zvonok/sync-server/calls/calls'

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
  /** Who comes later than the list was made: a substitute, the head. Who is on the list stays as it is there. */
  invite(callId: string, personId: PersonId, role: CallPerson['role']): Promise<void>
  /** Ending again changes nothing. */
  end(callId: string): Promise<void>
  /** Who is in the call now. */
  present(callId: string): Promise<ReadonlySet<PersonId>>
  /** As the media server told them. */
  intervals(callId: string): Promise<readonly (Interval & { readonly personId: PersonId })[]>
  /** Somebody came, left, or the call ended. */
  onChange(listener: (change: { callId: string; lessonId: string; ended: boolean }) => void): () => void
}

/** Over the calls of the sync server. A lesson's call has its list and a chat of its own. */
export const callsOfLessons = (
  calls: Pick<Calls, 'startFor' | 'change' | 'end' | 'get' | 'intervals' | 'onChange'>,
): CallsOfLessons => ({
  async start({ callId, admins, invited, ...rest }) {
    const invite = (role: CallPerson['role']) => (id: PersonId) => [id, { role, state: 'invited' }] as const
    const people = new Map([...invited.map(invite('member')), ...[...admins, rest.startedBy].map(invite('admin'))])
    await calls.startFor({ ...rest, id: callId, kind: 'lesson', video: false, chats: [callId], people })
  },
  invite: (callId, personId, role) =>
    calls.change(callId, (call, nowMs) =>
      call.people.has(personId)
        ? call
        : { ...call, people: new Map(call.people).set(personId, { role, state: 'invited', sinceMs: nowMs }) },
    ),
  end: (callId) => calls.end(callId),
  async present(callId) {
    const call = await calls.get(callId)
    return new Set([...(call?.people ?? [])].filter(([, { state }]) => state === 'in').map(([id]) => id))
  },
  intervals: (callId) => calls.intervals(callId),
  onChange: (listener) =>
    calls.onChange(({ id, lessonId, endedAtMs }) => {
      if (lessonId) listener({ callId: id, lessonId, ended: endedAtMs !== undefined })
    }),
})
