import type { OwnMaps } from '@zvonok/schema/chats/own-document'
import type { OwnCopy, OwnParts } from './own-copy.ts'
import type { Persist } from './persist.ts'

export interface OwnLoad extends Omit<OwnParts, 'persist'> {
  /** Where it is kept; loaded with the code of documents. */
  readonly persist: () => Promise<Persist>
}

/**
 * The person's own document. The code of documents is as large as the rest of the copy and comes apart from it: a device that knows nothing yet
 * draws the list without it. What is arranged before it is there waits in plain maps, and brings it at once.
 */
export class Own {
  readonly #parts: OwnLoad
  readonly #early: OwnMaps
  #copy: OwnCopy | undefined
  #loading: Promise<OwnCopy> | undefined
  #isClosed = false

  constructor(parts: OwnLoad) {
    this.#parts = parts
    this.#early = earlyMaps(() => {
      parts.changed()
      void this.load().catch(() => undefined)
    })
  }

  get maps(): OwnMaps {
    return this.#copy?.document ?? this.#early
  }

  get isRefused(): boolean {
    return this.#copy?.isRefused ?? false
  }

  /** Rejects when the code cannot be had: without a line, from the very first start. May be called again. */
  async load(): Promise<void> {
    if (this.#isClosed) return
    this.#loading ??= this.#open()
    await this.#loading.catch((error) => {
      this.#loading = undefined
      throw error
    })
  }

  /** A change of another tab. */
  async take(update: Uint8Array): Promise<void> {
    if (!this.#copy) await this.load()
    this.#copy?.take(update)
  }

  /** After what was begun. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#loading?.catch(() => undefined)
    await this.#copy?.close()
  }

  async #open(): Promise<OwnCopy> {
    const [{ openOwnCopy }, persist] = await Promise.all([import('./own-copy.ts'), this.#parts.persist()])
    const copy = await openOwnCopy({ ...this.#parts, persist })
    this.#copy = copy
    copy.add(this.#early)
    this.#parts.changed()
    return copy
  }
}

/** A plain map that tells of each change. */
class EarlyMap<Value> extends Map<string, Value> {
  readonly #changed: () => void

  constructor(changed: () => void) {
    super()
    this.#changed = changed
  }

  override set(key: string, value: Value): this {
    super.set(key, value)
    this.#changed()
    return this
  }

  override delete(key: string): boolean {
    const had = super.delete(key)
    if (had) this.#changed()
    return had
  }
}

const earlyMaps = (changed: () => void): OwnMaps => ({
  pins: new EarlyMap(changed),
  archived: new EarlyMap(changed),
  muted: new EarlyMap(changed),
  markedUnread: new EarlyMap(changed),
  cleared: new EarlyMap(changed),
  hidden: new EarlyMap(changed),
  important: new EarlyMap(changed),
  settings: new EarlyMap(changed),
})
