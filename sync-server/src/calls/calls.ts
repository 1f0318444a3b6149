/**
 * Calls at the server. A command is asked, done and committed in one turn, like every write; then everybody who may know is told, and the
 * media server does what follows. What people may do is decided in `schema/src/calls`; this makes it last.
 */
import {
  type Call,
  type CallId,
  type CallPerson,
  type CallSettings,
  defaultSettings,
  type MediaSource,
  sourcesOf,
} from '@zvonok/schema/calls/call'
import { ended } from '@zvonok/schema/calls/commands'
import { type Entry, entryInto, mayBelong } from '@zvonok/schema/calls/rules'
import type { PersonRow } from '@zvonok/schema/chats/head'
import { type ChatId, newId, type PersonId, type SchoolId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { type RefusalCode, Refused } from '@zvonok/schema/core/refusal'
import { reasonOf } from '../background.ts'
import type { Draft } from '../draft.ts'
import type { WireFrame } from '../frame-buffer.ts'
import type { CommandCall, Outcome } from '../gate.ts'
import type { World } from '../world.ts'
import type { Interval } from './attendance.ts'
import { endSession } from './ended-sessions.ts'
import { type CallListener, LiveCalls } from './live-calls.ts'
import type { CallMedia } from './media.ts'
import { pastCallsOf } from './past-calls.ts'
import { factsFor, runCommand } from './run-command.ts'
import { RoomWatch } from './watch-rooms.ts'

/** A call that the server begins for somebody, for a lesson: who may do that was asked before. */
export interface NewCall {
  readonly id: CallId
  readonly kind: Call['kind']
  readonly title: string
  readonly video: boolean
  /** Where «Присоединиться» stands; one of them is `id` for a chat of the call's own, which is made. */
  readonly chats: readonly ChatId[]
  readonly schoolId: SchoolId | null
  readonly lessonId?: string
  readonly startedBy: PersonId
  /** The list of a lesson: `invited`, its teachers as admins. */
  readonly people: ReadonlyMap<PersonId, Pick<CallPerson, 'role' | 'state'>>
  readonly settings?: Partial<CallSettings>
}

/** What a token for the room says. */
export interface TokenGrant {
  readonly sources: readonly MediaSource[]
  /** Of the roster. */
  readonly name: string
  readonly role: string
}

export interface AtTheDoor {
  readonly call: Omit<Call, 'people'>
  readonly entry: Entry
  /** Who started it. */
  readonly people: readonly PersonRow[]
}

export class Calls {
  readonly #live: LiveCalls
  readonly #watch: RoomWatch
  readonly #world: () => World

  constructor(world: () => World, media: CallMedia | undefined, log: World['log']) {
    this.#world = world
    this.#live = new LiveCalls(world, media, log)
    this.#watch = new RoomWatch(world, this.#live, media)
  }

  /** Goes on with the calls that ran when the server went down. */
  async start(): Promise<void> {
    await this.#live.load()
    this.#watch.start()
  }

  /** A command of a socket. */
  submit(call: CommandCall, answer: (outcome: Outcome) => void): void {
    const world = this.#world()
    world.turns
      .run(() => runCommand(world, this.#live, call, (result) => answer({ result })))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) world.log('call.broken', { name: call.name, reason: reasonOf(error) })
        const code = error instanceof Refused ? error.code : 'core.unavailable'
        world.metrics.add(`refused_total{code="${code}"}`)
        answer({ code })
      })
  }

  /** The same path as a socket's command. @throws {Refused} */
  run(personId: PersonId, name: string, args: unknown, id = newId()): Promise<unknown> {
    return new Promise((resolve, reject) =>
      this.submit({ personId, id, version: 1, name, args }, (outcome) =>
        'code' in outcome ? reject(new Refused(outcome.code)) : resolve(outcome.result),
      ),
    )
  }

  /** CALLS-25. One that was begun before stays as it is. @throws {Refused} `contacts.notAllowed`, `storage.full` */
  startFor({ people, settings, ...rest }: NewCall): Promise<Call> {
    const world = this.#world()
    return world.turns.run(async () => {
      const known = await this.#live.find(rest.id)
      if (known) return known
      const nowMs = world.clock()
      const call: Call = {
        ...rest,
        startedAtMs: nowMs,
        settings: { ...defaultSettings(rest.kind), ...settings },
        people: new Map([...people].map(([id, person]) => [id, { ...person, sinceMs: nowMs }])),
      }
      await this.#live.put(undefined, await this.#judged(call))
      return call
    })
  }

  /** For all. One that has ended stays so. */
  end(id: CallId): Promise<void> {
    return this.#live.change(id, ended)
  }

  /** A change by the server itself, such as another list of a lesson: pure, and nothing where no call of that id runs. */
  change(id: CallId, make: (call: Call, nowMs: number) => Call): Promise<void> {
    return this.#live.change(id, make)
  }

  /** Also one that has ended. */
  get(id: CallId): Promise<Call | undefined> {
    return this.#world().turns.run(() => this.#live.find(id))
  }

  /** The own calls, the newest first. */
  history(personId: PersonId) {
    return this.#world().turns.run(() => pastCallsOf(this.#world(), personId))
  }

  /** What the page of a link says before one presses join. */
  atTheDoor(personId: PersonId, id: CallId): Promise<AtTheDoor | { readonly code: RefusalCode }> {
    const world = this.#world()
    return world.turns.run(async () => {
      const facts = await this.#facts(personId, id)
      const entry = entryInto(facts)
      if ((entry !== 'in' && entry !== 'waiting') || !facts.call) return { code: entry as RefusalCode }
      const { people: _, ...call } = facts.call
      return { call, entry, people: await world.rows.seenBy(personId, [call.startedBy]) }
    })
  }

  /** Whether the person would come in, wait, or why not. */
  entry(personId: PersonId, id: CallId): Promise<Entry | RefusalCode> {
    return this.#world().turns.run(async () => entryInto(await this.#facts(personId, id)))
  }

  /** CALLS-4, CALLS-8, CALLS-14. For those who are in. */
  tokenGrant(personId: PersonId, id: CallId): Promise<TokenGrant | { readonly code: RefusalCode }> {
    const world = this.#world()
    return world.turns.run(async () => {
      const facts = await this.#facts(personId, id)
      const entry = entryInto(facts)
      if (entry !== 'in' && entry !== 'waiting') return { code: entry }
      const person = facts.call?.people.get(personId)
      if (!facts.call || person?.state !== 'in') return { code: 'core.notFound' }
      const [row] = await world.rows.of([personId])
      const { roles } = must(row, 'row of somebody in a call')
      return { sources: sourcesOf(facts.call, person), name: nameOf(must(row, 'row')), role: roles[0] ?? '' }
    })
  }

  /** Who was in the room when, the first one first. */
  intervals(id: CallId): Promise<Interval[]> {
    return this.#world().turns.run(() => this.#live.attendance.intervals(id))
  }

  /** Called after each commit; the call has ended when `endedAtMs` is there. @returns the end of listening */
  onChange(listener: CallListener): () => void {
    return this.#live.onChange(listener)
  }

  /** The frame that follows the first `heads` of a connection. The caller holds the turn. */
  begin(personId: PersonId): Promise<WireFrame> {
    return this.#live.begin(personId)
  }

  chatsChanged(draft: Draft): void {
    this.#live.chatsChanged(draft)
  }

  /** CALLS-26. The account was closed, or its password changed: the person is nowhere any more. */
  endPerson(personId: PersonId): void {
    this.#aside(this.#live.leaveAll(personId))
  }

  /** CALLS-26. Its devices are sent out, and whoever is there with no other one has left. `people`: whose sockets it had. */
  endSession(sessionId: string, people: ReadonlySet<PersonId>): void {
    this.#aside(endSession(this.#world(), this.#live, sessionId, people))
  }

  /** Who has left the roster leaves the calls, and what the school has decided holds in those that run. */
  async rosterChanged(): Promise<void> {
    const { people, turns } = this.#world()
    const inCalls = new Set(this.#live.all().flatMap((call) => [...call.people.keys()]))
    await turns.run(() => people.load(inCalls))
    for (const id of inCalls) if (!people.get(id)?.active) await this.#live.leaveAll(id)
    await this.#live.judgeAgain()
  }

  close(): void {
    this.#watch.close()
    this.#live.close()
  }

  /** @throws {Refused} `contacts.notAllowed` */
  async #judged(call: Call): Promise<Call> {
    const { people } = this.#world()
    await people.load(call.people.keys())
    const may = mayBelong({ chat: () => undefined, person: (id) => people.get(id), school: people.policy }, call)
    if (!may.allowed) throw new Refused(may.code)
    return call
  }

  /** Takes turns of its own: a turn that waited for them would never end. */
  #aside(work: Promise<void>): void {
    work.catch((error: unknown) => this.#world().log('calls.failed', { reason: reasonOf(error) }))
  }

  async #facts(personId: PersonId, id: CallId) {
    return factsFor(this.#world(), personId, await this.#live.find(id))
  }
}

const nameOf = ({ family, given, middle }: PersonRow): string => [family, given, middle].filter(Boolean).join(' ')
