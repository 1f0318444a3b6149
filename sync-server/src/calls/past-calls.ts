import type { CallKind, PersonState } from '@zvonok/schema/calls/call'
import type { PersonRow } from '@zvonok/schema/chats/head'
import { type ChatId, isDirectChat, type PersonId } from '@zvonok/schema/core/ids'
import type { World } from '../world.ts'

/** A call in somebody's «Звонки». */
export interface PastCall {
  readonly id: string
  readonly kind: CallKind
  /** Its own, else that of its chat; empty between two. */
  readonly title: string
  readonly chats: readonly ChatId[]
  readonly video: boolean
  readonly startedBy: PersonId
  readonly startedAtMs: number
  /** Null while it runs. */
  readonly endedAtMs: number | null
  /** How one was in it oneself. */
  readonly state: PersonState
  /** Between two: the other one. */
  readonly with?: PersonId
}

const atMost = 100

/** CALLS-24. The newest first; not those to which one was invited and never called. Names of who started them and of the others between two. */
export async function pastCallsOf(
  { store, rows }: World,
  person: PersonId,
): Promise<{ calls: PastCall[]; people: PersonRow[] }> {
  const found = await store.select<Row>(
    `c.id, c.kind, coalesce(nullif(c.title, ''), (SELECT title FROM chats WHERE id = c.chats ->> 0), ''), json(c.chats), c.video,
     c.started_by, c.started_at_ms, c.ended_at_ms, p.state,
     (SELECT o.person_id FROM call_people o WHERE o.call_id = c.id AND o.person_id <> p.person_id LIMIT 1)`,
    `FROM call_people p JOIN calls c ON c.id = p.call_id
     WHERE p.person_id = ? AND p.state NOT IN ('invited', 'waiting') ORDER BY c.started_at_ms DESC LIMIT ${atMost}`,
    [person],
  )
  const calls = found.map(pastCall)
  const named = calls.flatMap((call) => [call.startedBy, ...(call.with ? [call.with] : [])])
  return { calls, people: await rows.seenBy(person, named) }
}

type Row = [
  id: string,
  kind: CallKind,
  title: string,
  chats: ChatId[],
  video: number,
  startedBy: PersonId,
  startedAtMs: number,
  endedAtMs: number | null,
  state: PersonState,
  other: PersonId | null,
]

function pastCall([id, kind, title, chats, video, startedBy, startedAtMs, endedAtMs, state, other]: Row): PastCall {
  const call = { id, kind, title, chats, video: video === 1, startedBy, startedAtMs, endedAtMs, state }
  return other !== null && isDirectChat(chats[0] ?? '') ? { ...call, with: other } : call
}
