import type { Call } from '@zvonok/schema/calls/call'
import { ended, isForgotten, left, missed } from '@zvonok/schema/calls/commands'
import { rangOut } from '@zvonok/schema/calls/ringing'
import type { PersonId } from '@zvonok/schema/core/ids'
import { inBackground, reasonOf } from '../background.ts'
import type { World } from '../world.ts'
import { signedOut } from './ended-sessions.ts'
import type { LiveCalls } from './live-calls.ts'
import { type CallMedia, type Identity, type Participant, personOf, type RoomEvent, sessionOf } from './media.ts'

/** Who is in a call but has no device in its room for so long has left it: a line may be lost for less. */
export const absentMs = 60_000
const tickMs = 250
const lookEveryMs = 15_000

/** What happens to calls by itself: time passes, and the media server tells who is in its rooms. */
export class RoomWatch {
  readonly #world: () => World
  readonly #live: LiveCalls
  readonly #media: CallMedia | undefined
  readonly #ends: (() => void)[] = []
  /** Since when absence counts: after a restart of ours or of the media server everybody gets the time to come back. */
  #countsFromMs = 0
  #looking = false

  constructor(world: () => World, live: LiveCalls, media: CallMedia | undefined) {
    this.#world = world
    this.#live = live
    this.#media = media
  }

  start(): void {
    const tick = setInterval(() => this.#tick(), tickMs)
    const look = setInterval(() => void this.look(), lookEveryMs)
    for (const timer of [tick, look]) timer.unref()
    this.#ends.push(
      () => clearInterval(tick),
      () => clearInterval(look),
    )
    const media = this.#media
    if (!media) return
    this.#ends.push(
      media.onEvent((event) => this.#heard(event)),
      media.onState(({ state }) => {
        if (state === 'ready') void this.#mediaCame()
        else this.#live.attendance.interrupt()
      }),
    )
    if (media.state.state === 'ready') void this.#mediaCame()
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end()
  }

  /** Makes true what is known of every room. */
  async look(): Promise<void> {
    const media = this.#media
    if (!media || !this.#live.rooms.ready || this.#looking) return
    this.#looking = true
    try {
      for (const { id } of this.#live.all()) {
        const known = this.#live.attendance.devicesIn(id)
        const present = await media.participants(id)
        await this.#world().turns.run(() => this.#seen(id, present, known))
      }
      await this.#world().turns.run(() => this.#live.attendance.seenAll())
    } catch (error) {
      this.#world().log('calls.lookFailed', { reason: reasonOf(error) })
    } finally {
      this.#looking = false
    }
  }

  /** Rooms are gone after a crash of the media server: they are opened as their calls are now. */
  async #mediaCame(): Promise<void> {
    this.#countsFromMs = this.#world().clock()
    for (const { id } of this.#live.all()) this.#live.rooms.do(id, [{ type: 'open' }])
    await this.look()
  }

  async #seen(
    id: string,
    present: readonly Participant[],
    known: ReturnType<LiveCalls['attendance']['devicesIn']>,
  ): Promise<void> {
    const call = this.#live.get(id)
    if (!call) return
    const gone = await signedOut(
      this.#world(),
      present.map(({ identity }) => identity),
    )
    const isAllowed = (identity: Identity) => isIn(call, personOf(identity)) && !gone.has(identity)
    await this.#live.attendance.seen(
      id,
      present.filter(({ identity }) => isAllowed(identity)),
      known,
    )
    for (const { identity } of present) if (!isAllowed(identity)) this.#sendOut(id, identity)
  }

  #heard(event: RoomEvent): Promise<void> | undefined {
    if (event.type !== 'joined' && event.type !== 'left') return undefined
    return this.#world().turns.run(() => this.#cameOrWent(event))
  }

  /** CALLS-14, CALLS-26. A token that is still good is no way in for somebody who was removed, has left or was signed out. */
  async #cameOrWent(event: Extract<RoomEvent, { type: 'joined' | 'left' }>): Promise<void> {
    const { roomId, identity, type, atMs } = event
    const call = this.#live.get(roomId)
    const person = personOf(identity)
    if (type === 'left') {
      const known = call ?? (await this.#live.find(roomId))
      if (known && hadAPart(known, person, event.joinedAtMs)) await this.#live.attendance.left(roomId, event, atMs)
    } else if (call && isIn(call, person) && (await signedOut(this.#world(), [identity])).size === 0)
      await this.#live.attendance.joined(roomId, event)
    else this.#sendOut(roomId, identity)
  }

  #sendOut(roomId: string, identity: Identity): void {
    const sessionId = sessionOf(identity)
    this.#live.rooms.do(roomId, [{ type: 'remove', personId: personOf(identity), ...(sessionId && { sessionId }) }])
  }

  #tick(): void {
    const world = this.#world()
    const nowMs = world.clock()
    for (const call of this.#live.all()) {
      if (this.#due(call, nowMs) === call) continue
      inBackground(world, 'calls', async () => {
        const now = this.#live.get(call.id)
        if (now && world.storage.ok) await this.#live.put(now, this.#due(now, world.clock()))
      })
    }
    const { attendance, rooms } = this.#live
    if (attendance.isAwaiting && rooms.ready && nowMs - this.#countsFromMs > absentMs)
      inBackground(world, 'calls', async () => world.storage.ok && (await attendance.giveUp()))
  }

  /** The call after what the passing of time does to it. */
  #due(call: Call, nowMs: number): Call {
    if (isForgotten(call, nowMs)) return ended(call, nowMs)
    const rung = missed(call, rangOut(call, nowMs), nowMs)
    return this.#absent(rung, nowMs).reduce((now, person) => left(now, person, nowMs), rung)
  }

  #absent(call: Call, nowMs: number): PersonId[] {
    if (!this.#live.rooms.ready) return []
    const { attendance } = this.#live
    const present = attendance.peopleIn(call.id)
    const goneMs = (person: PersonId, sinceMs: number): number =>
      nowMs - Math.max(attendance.goneAtMs(call.id, person), sinceMs, this.#countsFromMs)
    return [...call.people]
      .filter(([id, { state, sinceMs }]) => state === 'in' && !present.has(id) && goneMs(id, sinceMs) > absentMs)
      .map(([id]) => id)
  }
}

/** Whether who came at that moment was in the call: somebody who comes after the removal, with a token of before, is sent out and was never there. */
function hadAPart({ people }: Call, person: PersonId, joinedAtMs: number): boolean {
  const known = people.get(person)
  return known !== undefined && (known.state === 'in' || joinedAtMs < known.sinceMs)
}

const isIn = (call: Call, person: PersonId): boolean => call.people.get(person)?.state === 'in'
