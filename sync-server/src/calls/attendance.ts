/**
 * When whose device was in a room: by the words of the media server as they come, made true by looking every few seconds. What the server
 * did not see of a device that is gone ends when it was seen last. A crash of either server is no absence: the stay of a device that comes
 * back after it goes on.
 */
import type { CallId } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import { type Statement, setMeta } from '../store.ts'
import type { World } from '../world.ts'
import { type Identity, type Participant, personOf } from './media.ts'

/** UTC milliseconds; `leftAtMs` is null while the device is in the room. */
export interface Interval {
  readonly personId: PersonId
  readonly identity: Identity
  readonly joinedAtMs: number
  readonly leftAtMs: number | null
}

interface Device {
  readonly identity: Identity
  readonly joinedAtMs: number
}

export class Attendance {
  /** Who is in which room, as far as is known. */
  readonly #present: RoomsByCall = new Map()
  /** Who was in when a server went down, and is not back yet. */
  readonly #interrupted: RoomsByCall = new Map()
  /** When the last device of somebody left. */
  readonly #goneAtMs = new Map<CallId, Map<PersonId, number>>()
  #seenAtMs = 0
  readonly #world: () => World

  constructor(world: () => World) {
    this.#world = world
  }

  /** What was open when the server went down. */
  async load(): Promise<void> {
    const { store } = this.#world()
    const [seen] = await store.select<[string]>('value', `FROM meta WHERE key = '${seenKey}'`)
    this.#seenAtMs = Number(seen?.[0] ?? 0)
    const rows = await store.select<[CallId, Identity, number]>(
      'call_id, identity, joined_at_ms',
      'FROM call_intervals WHERE left_at_ms IS NULL',
    )
    for (const [callId, identity, joinedAtMs] of rows) roomIn(this.#interrupted, callId).set(identity, joinedAtMs)
  }

  /** The media server went down: nobody is in its rooms. */
  interrupt(): void {
    for (const [callId, room] of this.#present)
      for (const [identity, joinedAtMs] of room) roomIn(this.#interrupted, callId).set(identity, joinedAtMs)
    this.#present.clear()
  }

  /** Whether a crash broke off stays that may still go on. */
  get isAwaiting(): boolean {
    return this.#interrupted.size > 0
  }

  /** Who is not back by now is not awaited any more. */
  async giveUp(): Promise<void> {
    await this.#world().storage.commit([...this.#interrupted.keys()].flatMap((callId) => this.#endInterrupted(callId)))
    this.#interrupted.clear()
  }

  devicesIn(callId: CallId): Device[] {
    return [...(this.#present.get(callId) ?? [])].map(([identity, joinedAtMs]) => ({ identity, joinedAtMs }))
  }

  /** Who has a device in the room. */
  peopleIn(callId: CallId): Set<PersonId> {
    return new Set([...(this.#present.get(callId)?.keys() ?? [])].map(personOf))
  }

  /** When the last device of the person left; 0 when none was seen. */
  goneAtMs(callId: CallId, person: PersonId): number {
    return this.#goneAtMs.get(callId)?.get(person) ?? 0
  }

  /** The caller holds the turn, here and below. @throws {Refused} `storage.full` */
  async joined(callId: CallId, { identity, joinedAtMs }: Device): Promise<void> {
    const before = this.#lastStay(callId, identity) ?? joinedAtMs
    const replaced = before < joinedAtMs ? [closed(callId, identity, before, joinedAtMs)] : []
    await this.#world().storage.commit([...replaced, opened(callId, { identity, joinedAtMs }, 'NOTHING')])
    this.#came(callId, { identity, joinedAtMs: Math.max(before, joinedAtMs) })
  }

  async left(callId: CallId, { identity, joinedAtMs }: Device, atMs: number): Promise<void> {
    await this.#world().storage.commit([closed(callId, identity, joinedAtMs, atMs)])
    if (this.#lastStay(callId, identity) === joinedAtMs) this.#gone(callId, identity)
  }

  /** What is true of a room now. `known`: who was known to be in it before it was looked at. */
  async seen(callId: CallId, present: readonly Participant[], known: readonly Device[]): Promise<void> {
    const keys = new Set(present.map(({ identity, joinedAtMs }) => `${identity} ${joinedAtMs}`))
    const missing = known.filter(({ identity, joinedAtMs }) => !keys.has(`${identity} ${joinedAtMs}`))
    const fresh = present.filter((each) => this.#present.get(callId)?.get(each.identity) !== each.joinedAtMs)
    if (missing.length + fresh.length === 0) return
    await this.#world().storage.commit([
      ...missing.map(({ identity, joinedAtMs }) =>
        closed(callId, identity, joinedAtMs, Math.max(joinedAtMs, this.#seenAtMs)),
      ),
      ...fresh.flatMap((each) => this.#goesOn(callId, each)),
    ])
    for (const { identity, joinedAtMs } of missing)
      if (this.#present.get(callId)?.get(identity) === joinedAtMs) this.#gone(callId, identity)
    for (const each of fresh) this.#came(callId, each)
  }

  /** All rooms were looked at. While somebody is awaited, the last sight of them counts. */
  async seenAll(): Promise<void> {
    if (this.isAwaiting) return
    this.#seenAtMs = this.#world().clock()
    if (this.#present.size > 0) await this.#world().storage.commit([setMeta(seenKey, this.#seenAtMs)])
  }

  /** The call is over: what was still open ends with it. */
  endOf(callId: CallId, atMs: number): Statement[] {
    const rest = {
      sql: 'UPDATE call_intervals SET left_at_ms = max(joined_at_ms, ?) WHERE call_id = ? AND left_at_ms IS NULL',
      args: [atMs, callId],
    }
    return [...this.#endInterrupted(callId), rest]
  }

  forget(callId: CallId): void {
    this.#present.delete(callId)
    this.#interrupted.delete(callId)
    this.#goneAtMs.delete(callId)
  }

  async intervals(callId: CallId): Promise<Interval[]> {
    const rows = await this.#world().store.select<[PersonId, Identity, number, number | null]>(
      'person_id, identity, joined_at_ms, left_at_ms',
      'FROM call_intervals WHERE call_id = ? ORDER BY joined_at_ms, identity',
      [callId],
    )
    return rows.map(([personId, identity, joinedAtMs, leftAtMs]) => ({ personId, identity, joinedAtMs, leftAtMs }))
  }

  /** Since when the device is in, or was when a server went down. */
  #lastStay(callId: CallId, identity: Identity): number | undefined {
    return this.#present.get(callId)?.get(identity) ?? this.#interrupted.get(callId)?.get(identity)
  }

  /** A device that is seen; with it goes on the stay that a server's crash broke off. */
  #goesOn(callId: CallId, { identity, joinedAtMs }: Device): Statement[] {
    const before = this.#interrupted.get(callId)?.get(identity) ?? joinedAtMs
    const first = before < joinedAtMs ? [closed(callId, identity, before, joinedAtMs)] : []
    return [...first, opened(callId, { identity, joinedAtMs }, 'UPDATE SET left_at_ms = NULL')]
  }

  #endInterrupted(callId: CallId): Statement[] {
    return [...(this.#interrupted.get(callId) ?? [])].map(([identity, joinedAtMs]) =>
      closed(callId, identity, joinedAtMs, this.#seenAtMs),
    )
  }

  #came(callId: CallId, { identity, joinedAtMs }: Device): void {
    roomIn(this.#present, callId).set(identity, joinedAtMs)
    leave(this.#interrupted, callId, identity)
  }

  #gone(callId: CallId, identity: Identity): void {
    leave(this.#present, callId, identity)
    leave(this.#interrupted, callId, identity)
    const gone = this.#goneAtMs.get(callId) ?? new Map<PersonId, number>()
    this.#goneAtMs.set(callId, gone.set(personOf(identity), this.#world().clock()))
  }
}

const seenKey = 'callsSeenAtMs'

type RoomsByCall = Map<CallId, Map<Identity, number>>

function roomIn(rooms: RoomsByCall, callId: CallId): Map<Identity, number> {
  const room = rooms.get(callId) ?? new Map<Identity, number>()
  rooms.set(callId, room)
  return room
}

function leave(rooms: RoomsByCall, callId: CallId, identity: Identity): void {
  const room = rooms.get(callId)
  room?.delete(identity)
  if (room?.size === 0) rooms.delete(callId)
}

const opened = (callId: CallId, { identity, joinedAtMs }: Device, conflict: string): Statement => ({
  sql: `INSERT INTO call_intervals (call_id, identity, joined_at_ms, person_id, left_at_ms) VALUES (?, ?, ?, ?, NULL)
    ON CONFLICT DO ${conflict}`,
  args: [callId, identity, joinedAtMs, personOf(identity)],
})

/** Also of a device whose coming nobody told. The first end stays. */
const closed = (callId: CallId, identity: Identity, joinedAtMs: number, atMs: number): Statement => ({
  sql: `INSERT INTO call_intervals (call_id, identity, joined_at_ms, person_id, left_at_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET left_at_ms = coalesce(left_at_ms, excluded.left_at_ms)`,
  args: [callId, identity, joinedAtMs, personOf(identity), Math.max(joinedAtMs, atMs)],
})
