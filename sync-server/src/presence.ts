import { openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { mayTalk } from '@zvonok/schema/contacts/rules'
import type { PersonId } from '@zvonok/schema/core/ids'
import type * as Y from 'yjs'
import { documentOf } from './check-update.ts'
import type { Connection } from './connection.ts'
import { wireFrame } from './frame-buffer.ts'
import type { World } from './world.ts'
import { storedOf } from './written-documents.ts'

/** A reconnect within this time is no absence. */
const settleMs = 1000

/** Who is there: made from the sockets, never stored. Times of leaving are shown only of those who allow it. */
export class Presence {
  readonly #lastSeen = new Map<PersonId, number>()
  /** Whether the person shows «был(а) в сети»; absent: not asked yet. */
  readonly #shows = new Map<PersonId, boolean>()
  readonly #watchers = new Map<PersonId, Set<Connection>>()
  readonly #changed = new Set<PersonId>()
  #timer: NodeJS.Timeout | undefined
  readonly #world: () => World

  constructor(world: () => World) {
    this.#world = world
  }

  came(person: PersonId): void {
    this.#tellSoon(person)
  }

  went(person: PersonId): void {
    this.#lastSeen.set(person, this.#world().clock())
    this.#tellSoon(person)
  }

  ownChanged(person: PersonId, own: Y.Doc): void {
    const shows = showsLastSeen(own)
    if (this.#shows.get(person) === shows) return
    this.#shows.set(person, shows)
    this.#tellSoon(person)
  }

  /** Replaces what the socket watches by those of `people` whom it may see. The caller holds the turn. */
  async watch(connection: Connection, people: readonly PersonId[]): Promise<void> {
    const world = this.#world()
    const allowed = await visibleTo(world, connection.personId, people)
    for (const id of allowed) await this.#loadSetting(world, id)
    this.unwatch(connection)
    if (!connection.open) return
    connection.watched = new Set(allowed)
    for (const id of allowed) this.#watchers.set(id, (this.#watchers.get(id) ?? new Set()).add(connection))
    connection.send(wireFrame({ type: 'presence', people: allowed.map((id) => this.#row(id)) }))
  }

  unwatch(connection: Connection): void {
    for (const id of connection.watched) {
      const watchers = this.#watchers.get(id)
      watchers?.delete(connection)
      if (watchers?.size === 0) this.#watchers.delete(id)
    }
    connection.watched = new Set()
  }

  /** Rights may have changed: everybody's list is asked anew. The caller holds the turn. */
  async askAgain(): Promise<void> {
    const watching = new Set([...this.#watchers.values()].flatMap((set) => [...set]))
    for (const connection of watching) await this.watch(connection, [...connection.watched])
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  async #loadSetting(world: World, person: PersonId): Promise<void> {
    if (this.#shows.has(person)) return
    this.#shows.set(person, showsLastSeen(documentOf(await storedOf(world, ownName(person)))))
  }

  #tellSoon(person: PersonId): void {
    if (!this.#watchers.has(person)) return
    this.#changed.add(person)
    this.#timer ??= setTimeout(() => this.#tell(), settleMs)
  }

  #tell(): void {
    this.#timer = undefined
    const byWatcher = new Map<Connection, PersonId[]>()
    for (const person of this.#changed)
      for (const connection of this.#watchers.get(person) ?? [])
        byWatcher.set(connection, [...(byWatcher.get(connection) ?? []), person])
    this.#changed.clear()
    for (const [connection, people] of byWatcher)
      connection.send(wireFrame({ type: 'presence', people: people.map((id) => this.#row(id)) }))
  }

  #row(person: PersonId): readonly [PersonId, boolean, number?] {
    if (this.#world().hub.isOnline(person)) return [person, true]
    const seenMs = this.#shows.get(person) ? this.#lastSeen.get(person) : undefined
    return seenMs === undefined ? [person, false] : [person, false, seenMs]
  }
}

const showsLastSeen = (own: Y.Doc): boolean => openOwn(own).settings.get('lastSeen') === true

/** CONTACTS-6, CONTACTS-7: those whom one may write to or answer. */
async function visibleTo(world: World, viewer: PersonId, wanted: readonly PersonId[]): Promise<PersonId[]> {
  const { people } = world
  await people.load([viewer, ...wanted])
  const me = people.get(viewer)
  return [...new Set(wanted)].filter((id) => {
    const other = people.get(id)
    return me && other && mayTalk(me, other, people.policy).allowed
  })
}
