/** Lazy chunk: the index of the words on this device, made from the stored logs when somebody searches for the first time. */
import type { ChatId, MessageId } from '@zvonok/schema/core/ids'
import { type LogEntry, openLog, parseSegmentName } from '@zvonok/schema/messages/document'
import { queryTerms, stemsOf } from '@zvonok/schema/search/stem'
import MiniSearch, { type Query } from 'minisearch'
import * as Y from 'yjs'
import type { FoundMessage } from './device.ts'
import type { DeviceStore } from './store.ts'

/** Most that one search shows. */
const maxFound = 200

export class SearchIndex {
  readonly #words = new MiniSearch<FoundMessage>({
    fields: ['body'],
    tokenize: stemsOf,
    processTerm: (term) => term,
    searchOptions: { tokenize: (term) => [term] },
    autoVacuum: false,
  })
  readonly #messages = new Map<MessageId, FoundMessage>()
  /** Chat → seq → message: what an erased place held. */
  readonly #places = new Map<string, MessageId>()

  /** Places that were told since the index exists. */
  readonly #touched = new Set<string>()
  #filled: Promise<void> | undefined

  /** Takes the stored logs in, once. What changes meanwhile is newer than what is stored. */
  fill(store: () => Promise<DeviceStore>): Promise<void> {
    this.#filled ??= store().then((opened) => this.#fillFrom(opened))
    return this.#filled
  }

  /** The present entry of a place; anything but a text takes the place's words out. */
  put(chatId: ChatId, seq: number, entry: LogEntry): void {
    const place = `${chatId}.${seq}`
    this.#touched.add(place)
    const before = this.#messages.get(this.#places.get(place) ?? '')
    if (entry !== 0 && before?.id === entry[0] && before.body === entry[4]) return
    if (before) this.remove(before.id)
    if (entry === 0 || entry[3] !== 'text') return
    const [id, author, atMs, , body] = entry
    this.remove(id)
    const message = { chatId, id, seq, author, atMs, body }
    this.#messages.set(id, message)
    this.#places.set(place, id)
    this.#words.add(message)
  }

  remove(id: MessageId): void {
    const message = this.#messages.get(id)
    if (!message) return
    this.#words.remove(message)
    this.#messages.delete(id)
    this.#places.delete(`${message.chatId}.${message.seq}`)
  }

  removeChat(chatId: ChatId): void {
    for (const message of [...this.#messages.values()]) if (message.chatId === chatId) this.remove(message.id)
  }

  /** Newest first. */
  find(query: string, allowed: (message: FoundMessage) => boolean): FoundMessage[] {
    const terms = queryTerms(query)
    if (terms.length === 0) return []
    const queries: Query[] = terms.map(({ stems, prefix }) => ({
      combineWith: 'OR',
      queries: [...stems, ...(prefix === undefined ? [] : [{ queries: [prefix], prefix: true }])],
    }))
    return this.#words
      .search({ combineWith: 'AND', queries })
      .map(({ id }) => this.#messages.get(id as MessageId))
      .filter((message) => message !== undefined)
      .filter(allowed)
      .sort((a, b) => b.atMs - a.atMs || b.seq - a.seq)
      .slice(0, maxFound)
  }

  async #fillFrom(store: DeviceStore): Promise<void> {
    for (const name of await store.docs('log:')) {
      const place = parseSegmentName(name)
      if (!place) continue
      const doc = new Y.Doc()
      for (const update of await store.updates(name)) Y.applyUpdate(doc, update)
      openLog(doc)
        .toArray()
        .forEach((entry, i) => {
          const seq = place.firstSeq + i
          if (!this.#touched.has(`${place.chatId}.${seq}`)) this.put(place.chatId, seq, entry)
        })
      doc.destroy()
    }
  }
}
