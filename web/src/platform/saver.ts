import type { Clock } from './clock.ts'
import type { StorageState } from './device.ts'
import type { Change, DeviceStore, Table, Tables } from './store.ts'

/** What came from the server can come again, so its writes may wait for company. */
const gatherMs = 50

/**
 * Gathers writes into few transactions. Values that could not be stored are tried again with the next ones, so that a cursor is never
 * stored without what stands before it.
 */
export class Saver {
  readonly #store: DeviceStore
  readonly #clock: Clock
  readonly #changed: () => void
  #values = new Map<string, Change>()
  #rows: (readonly [string, Uint8Array])[] = []
  #cancel: (() => void) | undefined
  #last: Promise<void> = Promise.resolve()
  #trouble: 'full' | 'refused' | undefined
  #ended = false

  constructor(store: DeviceStore, clock: Clock, changed: () => void) {
    this.#store = store
    this.#clock = clock
    this.#changed = changed
    store.onLost(() => this.#fail('refused'))
  }

  state(): StorageState {
    return this.#trouble ?? this.#store.kind
  }

  set<T extends Table>(table: T, key: string, value: Tables[T] | undefined): void {
    this.#values.set(`${table}/${key}`, { table, key, value } as Change)
    this.#plan()
  }

  append(doc: string, update: Uint8Array): void {
    this.#rows.push([doc, update])
    this.#plan()
  }

  /** After all earlier writes. */
  compact(doc: string, merge: (rows: readonly Uint8Array[]) => Uint8Array): Promise<void> {
    return this.#inOrder(() => this.#store.compact(doc, merge))
  }

  /** After all earlier writes, so that nothing of it comes back. */
  dropDocs(prefix: string, which: (doc: string) => boolean = () => true): Promise<void> {
    const doomed = (doc: string) => doc.startsWith(prefix) && which(doc)
    this.#rows = this.#rows.filter(([doc]) => !doomed(doc))
    return this.#inOrder(async () => this.#store.dropDocs((await this.#store.docs(prefix)).filter(doomed)))
  }

  /** Begun in the same task and asked to reach the disk: what a person wrote. Kept in memory and tried again when refused. */
  strict(changes: readonly Change[]): Promise<void> {
    for (const { table, key } of changes) this.#values.delete(`${table}/${key}`)
    return this.#attempt(
      () => this.#store.write(changes, 'strict'),
      () => this.#keep(changes),
    )
  }

  /** Resolves when everything handed in so far was stored or has failed. */
  flush(): Promise<void> {
    this.#cancel?.()
    this.#cancel = undefined
    const changes = [...this.#values.values()]
    const rows = this.#rows
    this.#values = new Map()
    this.#rows = []
    if (changes.length === 0 && rows.length === 0) return this.#last
    this.#last = this.#last.then(async () => {
      if (rows.length > 0) await this.#attempt(() => this.#store.append(rows))
      if (changes.length > 0)
        await this.#attempt(
          () => this.#store.write(changes),
          () => this.#keep(changes),
        )
    })
    return this.#last
  }

  /** Stores what is left and then no more. */
  async end(): Promise<void> {
    await this.flush()
    this.#ended = true
  }

  /** Wiped: what is left is forgotten. */
  drop(): void {
    this.#ended = true
    this.#values.clear()
    this.#rows = []
    this.#cancel?.()
  }

  #inOrder(run: () => Promise<void>): Promise<void> {
    this.flush()
    this.#last = this.#last.then(() => this.#attempt(run))
    return this.#last
  }

  async #attempt(run: () => Promise<void>, failed?: () => void): Promise<void> {
    if (this.#ended) return
    try {
      await run()
      if (this.#trouble === 'full') this.#fail(undefined)
    } catch (error) {
      failed?.()
      if (this.#ended) return
      if (this.#trouble !== 'refused') this.#fail(isQuota(error) ? 'full' : 'refused')
    }
  }

  #keep(changes: readonly Change[]): void {
    for (const change of changes) {
      const key = `${change.table}/${change.key}`
      if (!this.#values.has(key)) this.#values.set(key, change)
    }
  }

  #fail(trouble: 'full' | 'refused' | undefined): void {
    if (this.#trouble === trouble) return
    this.#trouble = trouble
    this.#changed()
  }

  #plan(): void {
    if (this.#ended) return
    this.#cancel ??= this.#clock.after(gatherMs, () => void this.flush())
  }
}

const isQuota = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || ('code' in error && error.code === 'ENOSPC'))
