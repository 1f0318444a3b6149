import { type Call, type CallId, headOf } from '@zvonok/schema/calls/call'
import type { CallFrame } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'
import { inBackground } from '../background.ts'
import { packedFrame, type WireFrame, wireFrame } from '../frame-buffer.ts'
import type { World } from '../world.ts'
import { deltaFrame, type Names, type View, viewOf, wholeFrame } from './call-frames.ts'

/** Changes that follow each other are told together. */
const gatherMs = 100
/** How often those who are not in hear how many are. */
const countEveryMs = 2000

interface Told {
  call: Call
  /** What each one's devices have. */
  readonly views: Map<PersonId, View>
  /** What those who are not in know. */
  count: number
  countAtMs: number
  atMs: number
  timer: NodeJS.Timeout | undefined
}

/** Tells everybody who is online what they may know of the calls that run: one frame for each kind of reader, encoded once. */
export class CallTeller {
  readonly #told = new Map<CallId, Told>()
  readonly #world: () => World
  readonly #callOf: (id: CallId) => Call | undefined

  constructor(world: () => World, callOf: (id: CallId) => Call | undefined) {
    this.#world = world
    this.#callOf = callOf
  }

  /** The call changed, is new or has ended (then for the last time). The caller holds the turn. */
  async changed(call: Call): Promise<void> {
    const told = this.#told.get(call.id)
    const restMs = told ? told.atMs + gatherMs - performance.now() : 0
    if (restMs <= 0 || call.endedAtMs !== undefined) return this.#tell(call)
    this.#tellIn(call.id, restMs)
  }

  /** What somebody who has just connected finds. The caller holds the turn. */
  async begin(person: PersonId, calls: Iterable<Call>): Promise<WireFrame> {
    const world = this.#world()
    const frames: CallFrame[] = []
    for (const call of calls) {
      const view = viewOf(call, person, await isMember(world, call, person))
      if (view === undefined || view === 'removed') continue
      const views = this.#told.get(call.id)?.views
      if (!views?.has(person)) views?.set(person, view)
      frames.push(wholeFrame(call, view, person, await namesOf(world, call)))
    }
    return packedFrame({ type: 'calls', calls: frames })
  }

  close(): void {
    for (const { timer } of this.#told.values()) clearTimeout(timer)
  }

  #tellIn(id: CallId, ms: number): void {
    const told = this.#told.get(id)
    if (!told || told.timer) return
    told.timer = setTimeout(() => {
      told.timer = undefined
      const call = this.#callOf(id)
      if (call) inBackground(this.#world(), 'calls', () => this.#tell(call))
    }, ms)
    told.timer.unref()
  }

  async #tell(call: Call): Promise<void> {
    const world = this.#world()
    const told = this.#told.get(call.id) ?? firstTold(call)
    clearTimeout(told.timer)
    told.timer = undefined
    const members = await membersOf(world, call)
    const names = await namesOf(world, call)
    const frames = this.#framesFor(told, call, names)
    for (const person of new Set([...members, ...call.people.keys(), ...told.views.keys()])) {
      if (!world.hub.isOnline(person)) continue
      const view = viewOf(call, person, members.has(person))
      const frame = frames(person, view, told.views.get(person))
      if (view) told.views.set(person, view)
      else told.views.delete(person)
      if (frame) world.hub.toPerson(person, frame)
    }
    this.#keep(told, call)
  }

  /** Counts are told to those who are not in together with other changes, or after a while. */
  #keep(told: Told, call: Call): void {
    const { count } = headOf(call)
    const nowMs = performance.now()
    if (isCountDue(told, count, call)) Object.assign(told, { count, countAtMs: nowMs })
    Object.assign(told, { call, atMs: nowMs })
    if (call.endedAtMs !== undefined) this.#told.delete(call.id)
    else {
      this.#told.set(call.id, told)
      if (told.count !== count) this.#tellIn(call.id, told.countAtMs + countEveryMs - nowMs)
    }
  }

  #framesFor(
    told: Told,
    call: Call,
    names: Names,
  ): (person: PersonId, view: View | undefined, before: View | undefined) => WireFrame | undefined {
    const { count } = headOf(call)
    const hasMoved = count !== headOf(told.call).count
    const isDue = isCountDue(told, count, call)
    const made = new Map<string, WireFrame | undefined>()
    const once = (key: string, make: () => CallFrame | undefined): WireFrame | undefined => {
      if (!made.has(key)) {
        const frame = make()
        made.set(key, frame && wireFrame({ type: 'call', ...frame }))
      }
      return made.get(key)
    }
    return (person, view, before) => {
      if (!view) return before && once('gone', () => ({ call: { id: call.id, endedAtMs: this.#world().clock() } }))
      const isOwn = view === 'own' || view === 'removed'
      if (view !== before && view !== 'removed')
        return once(`whole ${view} ${isOwn ? person : ''}`, () => wholeFrame(call, view, person, names))
      const changesOwn = told.call.people.get(person) !== call.people.get(person)
      const isCounted = view === 'lead' || view === 'in' ? hasMoved : isDue
      return once(`delta ${view} ${isOwn && changesOwn ? person : ''}`, () =>
        withCount(deltaFrame(told.call, call, view, person, names), call.id, isCounted && view !== 'removed', count),
      )
    }
  }
}

const firstTold = (call: Call): Told => ({
  call,
  views: new Map(),
  count: headOf(call).count,
  countAtMs: performance.now(),
  atMs: 0,
  timer: undefined,
})

function withCount(frame: CallFrame | undefined, id: CallId, isCounted: boolean, count: number): CallFrame | undefined {
  if (!isCounted) return frame
  return { ...frame, call: { ...frame?.call, id, count } }
}

function isCountDue(told: Told, count: number, call: Call): boolean {
  if (told.count === count) return false
  return call.endedAtMs !== undefined || performance.now() - told.countAtMs >= countEveryMs
}

async function membersOf({ chats }: World, call: Call): Promise<Set<PersonId>> {
  await chats.load(call.chats)
  return new Set(call.chats.flatMap((id) => [...(chats.get(id)?.members.keys() ?? [])]))
}

const isMember = async (world: World, call: Call, person: PersonId): Promise<boolean> => {
  await world.chats.load(call.chats)
  return call.chats.some((id) => world.chats.get(id)?.members.has(person))
}

/** Names of all who are in the call, by the roster. */
async function namesOf({ rows }: World, call: Call): Promise<Names> {
  await rows.of([call.startedBy, ...call.people.keys()])
  return (ids) => [...ids].map((id) => rows.cached(id)).filter((row) => row !== undefined)
}
