import { type Store, setMeta } from './store.ts'

const clientIdBlock = 1000

/** The numbers that only rise: change, generation, Yjs client ids, rows of `messages`. */
export class Counters {
  /** Of the last change that was handed out. Gaps are fine, going back is not. */
  change = 0
  generation = 1
  /** Cursors older than this change get everything: what they missed is no longer remembered. */
  floor = 0
  /** Change of the last roster: older cursors get the rows of the people again. */
  roster = 0
  #messageRow = 0
  #clientId = 0
  #reserved = 0
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async load(): Promise<void> {
    const meta = new Map(await this.#store.select<[string, string]>('key, value', 'FROM meta'))
    const number = (key: string, otherwise: number): number => Number(meta.get(key) ?? otherwise)
    this.generation = number('generation', 1)
    this.floor = number('floor', 0)
    this.roster = number('rosterChange', 0)
    this.#reserved = number('nextClientId', 1)
    this.#clientId = this.#reserved
    const [row] = await this.#store.rows<[change: number, messageRow: number]>({ sql: lastNumbers, args: [] })
    this.change = Math.max(row?.[0] ?? 0, this.roster)
    this.#messageRow = row?.[1] ?? 0
    await this.reserveClientIds()
  }

  get cursor(): string {
    return `${this.generation}.${this.change}`
  }

  nextChange(): number {
    return ++this.change
  }

  nextMessageRow(): number {
    return ++this.#messageRow
  }

  /**
   * The client id under which this process writes log documents. One id serves many documents: clocks are counted per document, and what is
   * loaded again in the same process continues from what was committed.
   */
  get clientId(): number {
    return this.#clientId
  }

  /** After a failed commit: clock numbers were used for what nobody will ever see, so the id is never used again. */
  abandonClientId(): void {
    if (++this.#clientId >= this.#reserved) throw new Error('Yjs client ids are used up')
  }

  /** Takes a block, so that an id can be abandoned while nothing can be written. */
  async reserveClientIds(): Promise<void> {
    if (this.#reserved - this.#clientId > clientIdBlock / 2) return
    const reserved = this.#clientId + clientIdBlock
    await this.#store.commit([setMeta('nextClientId', reserved)])
    this.#reserved = reserved
  }
}

/** Every change stands in the row that it changed, so the last one is the highest of them. */
const lastNumbers = `SELECT max(
    (SELECT coalesce(max(change), 0) FROM chats),
    (SELECT coalesce(max(change), 0) FROM chat_members),
    (SELECT coalesce(max(change), 0) FROM erasures)),
  (SELECT coalesce(max(rowid), 0) FROM messages)`
