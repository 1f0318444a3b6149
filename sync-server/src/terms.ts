/**
 * The full-text index, a moment behind the messages: to index each message within its own commit costs twice what all the rest of that commit
 * does. The rows hold the stems, so nothing can be lost: rows up to `indexedRow` are in the index, later ones are not yet.
 */
import { Refused } from '@zvonok/schema/core/refusal'
import { inBackground } from './background.ts'
import { type Statement, setMeta } from './store.ts'
import type { World } from './world.ts'

const batchMs = 500
/** More would hold up everybody: the rest follows in the next turn but one. */
const maxRows = 500
const catchUpMs = 50

const indexedRow = `(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'indexedRow')`

/** Before the row changes: the index has no copy of its content and must be told what it held. */
export const forgetTerms = (rowid: number): Statement => ({
  sql: `INSERT INTO message_terms (message_terms, rowid, stems)
    SELECT 'delete', rowid, stems FROM messages WHERE rowid = ? AND stems <> '' AND rowid <= ${indexedRow}`,
  args: [rowid],
})

/** After the row changed. One that waits to be indexed has its new stems already. */
export const learnTerms = (rowid: number): Statement => ({
  sql: `INSERT INTO message_terms (rowid, stems)
    SELECT rowid, stems FROM messages WHERE rowid = ? AND stems <> '' AND rowid <= ${indexedRow}`,
  args: [rowid],
})

export class Terms {
  #timer: NodeJS.Timeout | undefined
  readonly #world: () => World

  constructor(world: () => World) {
    this.#world = world
  }

  /** Messages were written. */
  soon(afterMs = batchMs): void {
    this.#timer ??= setTimeout(() => inBackground(this.#world(), 'terms', () => this.#some()), afterMs)
  }

  /** Indexes all that waits. The caller holds the turn. */
  async flush(): Promise<void> {
    while (await this.#batch());
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  async #some(): Promise<void> {
    this.#timer = undefined
    if (await this.#batch()) this.soon(catchUpMs)
  }

  /** True when more rows wait. */
  async #batch(): Promise<boolean> {
    const { store, storage } = this.#world()
    const [next] = await store.rows<[count: number, lastRow: number | null]>({ sql: nextRows, args: [maxRows] })
    const [count = 0, lastRow] = next ?? []
    if (typeof lastRow !== 'number') return false
    try {
      await storage.commit([{ sql: indexRows, args: [lastRow] }, setMeta('indexedRow', lastRow)])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // The disk is full: the rows wait for the next messages, or for the next start.
      return false
    }
    return count === maxRows
  }
}

const nextRows = `SELECT count(*), max(rowid) FROM
  (SELECT rowid FROM messages WHERE rowid > coalesce(${indexedRow}, 0) ORDER BY rowid LIMIT ?)`
const indexRows = `INSERT INTO message_terms (rowid, stems)
  SELECT rowid, stems FROM messages WHERE rowid > coalesce(${indexedRow}, 0) AND rowid <= ? AND stems <> ''`
