import * as Y from 'yjs'
import type { Saver } from './saver.ts'
import type { DeviceStore } from './store.ts'

/** Rows of one document before they are made one. */
const maxRows = 64

/**
 * A read-only copy of a document that the server writes: its updates as rows of the store. Nothing is ever written into it locally, what
 * waits is drawn beside it.
 */
export class DocCopy {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly #saver: Saver
  /** Erasing must reach the rows at once: text would stay in older ones. */
  readonly #holdsText: boolean
  #rows: number
  #erased = false

  private constructor(name: string, saver: Saver, holdsText: boolean, rows: readonly Uint8Array[]) {
    this.name = name
    this.#saver = saver
    this.#holdsText = holdsText
    this.#rows = rows.length
    applyAll(this.doc, rows)
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      this.#erased ||= transaction.deleteSet.clients.size > 0
    })
  }

  static async load(name: string, store: DeviceStore, saver: Saver, holdsText: boolean): Promise<DocCopy> {
    return new DocCopy(name, saver, holdsText, await store.updates(name))
  }

  /** What the copy has: the server sends the rest. */
  state(): Uint8Array {
    return Y.encodeStateVector(this.doc)
  }

  /** PLATFORM-9. False when something before the update is missing: the copy must be asked for anew. */
  apply(update: Uint8Array): boolean {
    this.#erased = false
    Y.applyUpdate(this.doc, update)
    if (update.length > emptyLength) {
      this.#saver.append(this.name, update)
      this.#rows++
    }
    if (this.#rows > maxRows || (this.#erased && this.#holdsText)) this.#compact()
    return isWhole(this.doc)
  }

  close(): void {
    this.doc.destroy()
  }

  #compact(): void {
    this.#rows = 1
    void this.#saver.compact(this.name, mergeRows)
  }
}

/** `[0, 0]`: no structs, no deletions. */
const emptyLength = 2

/** A document that collects garbage, so that erased text is not in the result; `Y.mergeUpdates` would keep it. */
function mergeRows(rows: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  applyAll(doc, rows)
  const merged = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return merged
}

const applyAll = (doc: Y.Doc, rows: readonly Uint8Array[]): void =>
  doc.transact(() => {
    for (const row of rows) Y.applyUpdate(doc, row)
  })

const isWhole = (doc: Y.Doc): boolean => doc.store.pendingStructs === null && doc.store.pendingDs === null
