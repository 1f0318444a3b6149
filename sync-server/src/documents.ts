/**
 * Log and marks documents. They are derived: rows are the truth, and what a stored document lacks is appended when it is loaded. They are
 * written in turns only; what a failed commit had put into one is dropped with the document.
 */

import { must } from '@zvonok/schema/core/must'
import { type LogEntry, openLog, openMarks, parseSegmentName, type SegmentName } from '@zvonok/schema/messages/document'
import * as Y from 'yjs'
import type { Counters } from './counters.ts'
import { countMarks } from './mark-counts.ts'
import { entryOf, type MessageColumns, messageColumns, messageFromColumns } from './message-rows.ts'
import type { Statement, Store } from './store.ts'

const idleMs = 60_000
/** Stored updates of one document before they become one snapshot. */
const compactAfter = 128

export interface LoadedDocument {
  readonly name: string
  readonly segment: SegmentName
  readonly doc: Y.Doc
  /** Number of the next stored update. */
  nextN: number
  /** Size of the stored updates. */
  bytes: number
  usedMs: number
}

export interface Written {
  readonly doc: string
  readonly update: Uint8Array
  readonly statements: readonly Statement[]
}

export class Documents {
  readonly #loaded = new Map<string, LoadedDocument>()
  readonly #store: Store
  readonly #counters: Counters
  readonly #clock: () => number

  constructor(store: Store, counters: Counters, clock: () => number) {
    this.#store = store
    this.#counters = counters
    this.#clock = clock
  }

  get size(): number {
    return this.#loaded.size
  }

  isLoaded(name: string): boolean {
    return this.#loaded.has(name)
  }

  /** The document as committed. The caller holds the turn. */
  async load(name: string): Promise<LoadedDocument> {
    const known = this.#loaded.get(name)
    if (known) {
      known.usedMs = this.#clock()
      return known
    }
    const segment = must(parseSegmentName(name), 'name of a segment')
    const stored = await this.#store.updatesOf(name)
    const doc = new Y.Doc({ gc: true })
    doc.transact(() => {
      for (const { bytes } of stored) Y.applyUpdate(doc, bytes)
    })
    // After the stored updates: Yjs takes another id when it sees its own come from outside.
    doc.clientID = this.#counters.clientId
    const document: LoadedDocument = {
      name,
      segment,
      doc,
      nextN: (stored.at(-1)?.n ?? -1) + 1,
      bytes: stored.reduce((sum, { bytes }) => sum + bytes.length, 0),
      usedMs: this.#clock(),
    }
    await this.#catchUp(document)
    this.#loaded.set(name, document)
    return document
  }

  /** Changes a document and says what to store and to send. Undefined when nothing changed. */
  write(document: LoadedDocument, change: () => void, options: { snapshot: boolean }): Written | undefined {
    const { doc, name } = document
    let update: Uint8Array | undefined
    const keep = (bytes: Uint8Array): void => {
      update = bytes
    }
    doc.on('update', keep)
    doc.transact(change)
    doc.off('update', keep)
    if (!update && !(options.snapshot && document.nextN > 1)) return undefined
    const statements =
      options.snapshot || document.nextN >= compactAfter
        ? this.#snapshot(document)
        : [insertUpdate(name, document.nextN++, update as Uint8Array)]
    document.bytes += update?.length ?? 0
    return { doc: name, update: update ?? emptyUpdate, statements }
  }

  /** Replaces all stored updates by one without anything that was deleted. */
  #snapshot(document: LoadedDocument): Statement[] {
    document.nextN = 1
    return [
      { sql: 'DELETE FROM doc_updates WHERE doc = ?', args: [document.name] },
      insertUpdate(document.name, 0, Y.encodeStateAsUpdate(document.doc)),
    ]
  }

  drop(name: string): void {
    this.#loaded.get(name)?.doc.destroy()
    this.#loaded.delete(name)
  }

  dropIdle(): void {
    const before = this.#clock() - idleMs
    for (const [name, { usedMs }] of this.#loaded) if (usedMs < before) this.drop(name)
  }

  async #catchUp(document: LoadedDocument): Promise<void> {
    const written =
      document.segment.kind === 'log' ? await this.#appendMissingRows(document) : await this.#correctMarks(document)
    if (written) await this.#store.commit(written.statements)
  }

  /** One push: many single ones are quadratic in Yjs. */
  async #appendMissingRows(document: LoadedDocument): Promise<Written | undefined> {
    const { chatId, firstSeq } = document.segment
    const log = openLog(document.doc)
    const [segment] = await this.#store.select<[number | null]>(
      'last_seq',
      'FROM segments WHERE chat_id = ? AND first_seq = ?',
      [chatId, firstSeq],
    )
    const from = firstSeq + log.length
    const rows = await this.#store.select<MessageColumns>(
      messageColumns,
      'FROM messages WHERE chat_id = ? AND seq >= ? AND seq <= ? ORDER BY seq',
      [chatId, from, segment?.[0] ?? Number.MAX_SAFE_INTEGER],
    )
    if (rows.length === 0) return undefined
    const entries: LogEntry[] = []
    for (const row of rows.map(messageFromColumns)) entries[row.seq - from] = entryOf(row)
    for (let at = 0; at < entries.length; at++) entries[at] ??= 0
    return this.write(document, () => log.push(entries), { snapshot: false })
  }

  async #correctMarks(document: LoadedDocument): Promise<Written | undefined> {
    const { chatId, firstSeq } = document.segment
    const marks = openMarks(document.doc)
    const counts = await countMarks(this.#store, chatId, firstSeq, await this.#lastSeq(chatId, firstSeq))
    return this.write(
      document,
      () => {
        for (const position of marks.keys()) if (!counts.has(Number(position) + firstSeq)) marks.delete(position)
        for (const [seq, count] of counts) setMark(marks, seq - firstSeq, count)
      },
      { snapshot: false },
    )
  }

  async #lastSeq(chatId: string, firstSeq: number): Promise<number> {
    const [next] = await this.#store.select<[number | null]>(
      'min(first_seq)',
      'FROM segments WHERE chat_id = ? AND first_seq > ?',
      [chatId, firstSeq],
    )
    return (next?.[0] ?? Number.MAX_SAFE_INTEGER) - 1
  }
}

/** Sets the counts of one position, without a trace in the document when they are already so. */
export function setMark(marks: ReturnType<typeof openMarks>, position: number, count: Record<string, number>): void {
  const key = String(position)
  if (Object.keys(count).length === 0) {
    if (marks.has(key)) marks.delete(key)
  } else if (JSON.stringify(marks.get(key)) !== JSON.stringify(count)) marks.set(key, count)
}

export const insertUpdate = (doc: string, n: number, bytes: Uint8Array): Statement => ({
  sql: 'INSERT INTO doc_updates (doc, n, bytes) VALUES (?, ?, ?)',
  args: [doc, n, bytes],
})

const emptyUpdate = new Uint8Array([0, 0])
