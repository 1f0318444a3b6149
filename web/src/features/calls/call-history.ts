import type { CallKind, PersonState } from '@zvonok/schema/calls/call'
import type { PersonRow } from '@zvonok/schema/chats/head'
import type { PersonId } from '@zvonok/schema/core/ids'

/** A call in «Звонки», as the server tells it. */
export interface PastCall {
  readonly id: string
  readonly kind: CallKind
  readonly title: string
  readonly chats: readonly string[]
  readonly video: boolean
  readonly startedBy: PersonId
  readonly startedAtMs: number
  readonly endedAtMs?: number | null
  /** How one was in it oneself. */
  readonly state?: PersonState | null
}

export interface History {
  readonly calls: readonly PastCall[]
  readonly people: readonly PersonRow[]
}

const address = '/api/calls'
const cacheName = (personId: PersonId): string => `zvonok-${personId}-calls`

/** INCALL-17. What the server says, else the copy that this device has kept. `saved`: it is the copy. */
export async function readHistory(personId: PersonId): Promise<{ history: History; saved: boolean } | undefined> {
  const cache = 'caches' in globalThis ? await caches.open(cacheName(personId)).catch(() => undefined) : undefined
  try {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`calls: ${answer.status}`)
    await cache?.put(address, answer.clone()).catch(() => undefined)
    return { history: await read(answer), saved: false }
  } catch {
    const kept = await cache?.match(address)
    return kept && { history: await read(kept), saved: true }
  }
}

async function read(answer: Response): Promise<History> {
  const { calls, people = [] } = (await answer.json()) as Partial<History>
  return { calls: calls ?? [], people }
}

export type PastKind = 'missed' | 'declined' | 'outgoing' | 'incoming' | 'running'

/** INCALL-17. What a row says of a call. */
export function pastKind(call: PastCall, me: PersonId): PastKind {
  if (!call.endedAtMs) return 'running'
  if (call.startedBy === me) return 'outgoing'
  if (call.state === 'missed') return 'missed'
  return call.state === 'declined' ? 'declined' : 'incoming'
}
