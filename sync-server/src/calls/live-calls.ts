import { apart } from '@zvonok/schema/calls/apart'
import type { Call, CallId } from '@zvonok/schema/calls/call'
import { left } from '@zvonok/schema/calls/commands'
import { mediaActions } from '@zvonok/schema/calls/media-actions'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import { inBackground, reasonOf } from '../background.ts'
import { commitDraft, dropDraft } from '../commit.ts'
import { Draft } from '../draft.ts'
import type { WireFrame } from '../frame-buffer.ts'
import type { World } from '../world.ts'
import { Attendance } from './attendance.ts'
import { followInChat } from './call-chat.ts'
import { noteInChats } from './call-notices.ts'
import { callStatements, readCalls } from './call-rows.ts'
import { CallTeller } from './call-teller.ts'
import type { CallMedia } from './media.ts'
import { Rooms } from './rooms.ts'

export type CallListener = (after: Call, before: Call | undefined) => void

/** The calls that run, as they are on disk, and the one way in which they change. */
export class LiveCalls {
  readonly attendance: Attendance
  readonly rooms: Rooms
  readonly #calls = new Map<CallId, Call>()
  readonly #listeners = new Set<CallListener>()
  readonly #teller: CallTeller
  readonly #world: () => World

  constructor(world: () => World, media: CallMedia | undefined, log: World['log']) {
    this.#world = world
    this.attendance = new Attendance(world)
    this.rooms = new Rooms(media, log)
    this.#teller = new CallTeller(world, (id) => this.#calls.get(id))
  }

  async load(): Promise<void> {
    for (const call of await readCalls(this.#world().store)) this.#calls.set(call.id, call)
    await this.attendance.load()
  }

  get(id: CallId): Call | undefined {
    return this.#calls.get(id)
  }

  all(): Call[] {
    return [...this.#calls.values()]
  }

  inChat(id: ChatId): Call | undefined {
    for (const call of this.#calls.values()) if (call.chats.includes(id)) return call
    return undefined
  }

  /** Also one that has ended. */
  async find(id: CallId): Promise<Call | undefined> {
    return this.#calls.get(id) ?? (await readCalls(this.#world().store, id))[0]
  }

  /** @returns the end of listening. Called after the commit. */
  onChange(listener: CallListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Makes a change last, then tells it. The caller holds the turn.
   * @param committed called when it is on disk, before anybody else hears of it
   * @throws {Refused} `storage.full`, with everything as before
   */
  async put(before: Call | undefined, wanted: Call, committed?: () => void): Promise<void> {
    const after = await this.#apart(before, wanted)
    if (after === before) {
      committed?.()
      return
    }
    const world = this.#world()
    await commitDraft(world, await this.#draftOf(before, after), () => {
      if (after.endedAtMs === undefined) this.#calls.set(after.id, after)
      else {
        this.#calls.delete(after.id)
        this.attendance.forget(after.id)
      }
      committed?.()
    })
    this.rooms.do(after.id, mediaActions(before, after))
    await this.#tell(before, after)
  }

  /** In a turn of its own; the call of that id if it runs. */
  async change(id: CallId, make: (call: Call, nowMs: number) => Call): Promise<void> {
    const { turns, clock } = this.#world()
    await turns.run(async () => {
      const call = this.#calls.get(id)
      if (call) await this.put(call, make(call, clock()))
    })
  }

  /** The school has decided anew, or the roster says otherwise of people. */
  async judgeAgain(): Promise<void> {
    for (const { id } of this.all()) await this.change(id, (call) => call)
  }

  /** The person may be nowhere any more, by the roster or because the account was closed: within a second. */
  async leaveAll(person: PersonId): Promise<void> {
    for (const { id, people } of this.all())
      if (people.has(person)) await this.change(id, (call, nowMs) => left(call, person, nowMs))
  }

  /** Members came or went by a draft that is committed: who is no longer of a call's chats leaves the call. */
  chatsChanged(draft: Draft): void {
    for (const { chat, joined, left: gone } of draft.changes.values()) {
      if (joined.size + gone.size === 0) continue
      for (const { id, chats } of this.all()) {
        if (!chats.includes(chat.id)) continue
        const lost = chat.id === id ? [] : [...gone.keys()]
        inBackground(this.#world(), 'calls', () => this.#membersChanged(id, lost))
      }
    }
  }

  /** What somebody who has just connected finds. The caller holds the turn. */
  begin(person: PersonId): Promise<WireFrame> {
    return this.#teller.begin(person, this.#calls.values())
  }

  close(): void {
    this.rooms.close()
    this.#teller.close()
  }

  /** CALLS-7, CALLS-25. Who may not stay in it after this change does not. */
  async #apart(before: Call | undefined, after: Call): Promise<Call> {
    const { chats, people, clock } = this.#world()
    await chats.load(after.chats)
    const chat = after.kind === 'chat' ? chats.get(after.chats[0] ?? '') : undefined
    const members = chat?.kind === 'direct' || chat?.kind === 'group' ? [...chat.members.keys()] : []
    await people.load([...members, ...after.people.keys()])
    const person = (id: PersonId) => people.get(id)
    const known = members.map(person).filter((one) => one !== undefined)
    return apart(before, after, { nowMs: clock(), school: people.policy, person, members: known })
  }

  async #draftOf(before: Call | undefined, after: Call): Promise<Draft> {
    const world = this.#world()
    await world.chats.load(after.chats)
    const draft = new Draft(world, world.clock())
    try {
      followInChat(draft, world.chats, before, after)
      noteInChats(draft, world.chats, before, after)
    } catch (error) {
      dropDraft(world, draft)
      throw error
    }
    draft.extra.push(...callStatements(before, after))
    if (after.endedAtMs !== undefined) draft.extra.push(...this.attendance.endOf(after.id, after.endedAtMs))
    return draft
  }

  /** What is on disk is done, also if it cannot be told: then every socket starts again. */
  async #tell(before: Call | undefined, after: Call): Promise<void> {
    const world = this.#world()
    try {
      await this.#teller.changed(after)
      for (const listener of this.#listeners) listener(after, before)
    } catch (error) {
      world.log('calls.tellFailed', { reason: reasonOf(error) })
      for (const connection of world.hub.connections()) connection.terminate()
    }
  }

  async #membersChanged(id: CallId, lost: readonly PersonId[]): Promise<void> {
    const world = this.#world()
    const call = this.#calls.get(id)
    if (!call) return
    await world.chats.load(call.chats)
    const isMember = (person: PersonId) => call.chats.some((chat) => world.chats.get(chat)?.members.has(person))
    const without = lost
      .filter((person) => !isMember(person))
      .reduce((now, person) => left(now, person, world.clock()), call)
    if (without === call) await this.#teller.changed(call)
    else await this.put(call, without)
  }
}
