import { closeCode } from '@zvonok/schema/core/frames'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import { parseSegmentName } from '@zvonok/schema/messages/document'
import type { Connection } from './connection.ts'
import { type WireFrame, wireFrame } from './frame-buffer.ts'

/** A document that somebody is subscribed to. The number is global to the process, so that one frame serves all. */
export interface Channel {
  readonly doc: string
  readonly number: number
  readonly subscribers: Set<Connection>
}

/** Who is connected, who has which chat on the screen, and who follows which document. */
export class Hub {
  readonly #online = new Map<PersonId, Set<Connection>>()
  readonly #viewers = new Map<ChatId, Set<Connection>>()
  readonly #channels = new Map<string, Channel>()
  #lastChannel = 0
  /** Told when a connection does not follow a document any more. */
  left: (connection: Connection, doc: string) => void = () => undefined

  get people(): number {
    return this.#online.size
  }

  get channels(): number {
    return this.#channels.size
  }

  *connections(): Iterable<Connection> {
    for (const set of this.#online.values()) yield* set
  }

  onlinePeople(): Iterable<PersonId> {
    return this.#online.keys()
  }

  of(person: PersonId): ReadonlySet<Connection> {
    return this.#online.get(person) ?? none
  }

  isOnline(person: PersonId): boolean {
    return this.#online.has(person)
  }

  viewers(chatId: ChatId): ReadonlySet<Connection> {
    return this.#viewers.get(chatId) ?? none
  }

  /** Those that somebody follows and whose name begins so. */
  open(prefix: string): Channel[] {
    return [...this.#channels.values()].filter(({ doc }) => doc.startsWith(prefix))
  }

  channel(doc: string): Channel | undefined {
    return this.#channels.get(doc)
  }

  /** True when it is the person's first one. */
  join(connection: Connection): boolean {
    return add(this.#online, connection.personId, connection) === 1
  }

  /** True when it was the person's last one. */
  leave(connection: Connection): boolean {
    for (const chatId of connection.opened) remove(this.#viewers, chatId, connection)
    for (const doc of [...connection.docs]) this.unsubscribe(connection, doc)
    return remove(this.#online, connection.personId, connection)
  }

  view(connection: Connection, chatId: ChatId): void {
    connection.opened.add(chatId)
    add(this.#viewers, chatId, connection)
  }

  unview(connection: Connection, chatId: ChatId): void {
    connection.opened.delete(chatId)
    remove(this.#viewers, chatId, connection)
  }

  subscribe(connection: Connection, doc: string): Channel {
    let channel = this.#channels.get(doc)
    if (!channel) {
      channel = { doc, number: ++this.#lastChannel, subscribers: new Set() }
      this.#channels.set(doc, channel)
    }
    channel.subscribers.add(connection)
    connection.docs.add(doc)
    return channel
  }

  unsubscribe(connection: Connection, doc: string): void {
    connection.docs.delete(doc)
    const channel = this.#channels.get(doc)
    if (!channel) return
    channel.subscribers.delete(connection)
    if (channel.subscribers.size === 0) this.#channels.delete(doc)
    this.left(connection, doc)
  }

  toPerson(person: PersonId, frame: WireFrame, change = 0): void {
    for (const connection of this.of(person)) connection.send(frame, change)
  }

  /** No longer a member: nothing of this chat reaches the person's sockets from now on. */
  expel(person: PersonId, chatId: ChatId): void {
    for (const connection of this.of(person)) {
      this.unview(connection, chatId)
      for (const doc of [...connection.docs]) {
        if (parseSegmentName(doc)?.chatId !== chatId) continue
        this.unsubscribe(connection, doc)
        connection.send(wireFrame({ type: 'closed', doc, code: closeCode.forbidden }))
      }
    }
  }
}

const none: ReadonlySet<Connection> = new Set()

function add<K>(map: Map<K, Set<Connection>>, key: K, connection: Connection): number {
  const set = map.get(key) ?? new Set()
  map.set(key, set.add(connection))
  return set.size
}

/** True when the set is empty now. */
function remove<K>(map: Map<K, Set<Connection>>, key: K, connection: Connection): boolean {
  const set = map.get(key)
  if (!set?.delete(connection) || set.size > 0) return false
  map.delete(key)
  return true
}
