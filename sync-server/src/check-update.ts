/**
 * Updates of documents that people write, looked at before they touch anything: an update may declare millions of structs in a few bytes,
 * leave gaps that wait for ever, or continue what somebody else wrote.
 */
import { maxDepth } from '@zvonok/schema/core/json'
import * as Y from 'yjs'

/** What a kind of documents may hold. */
export interface Form {
  readonly maxBytes: number
  /** Of one struct. What is deleted needs no leave. */
  holds(content: Y.Item['content']): boolean
  /** Of the document with the update in it. */
  isWhole(after: Y.Doc): boolean
}

export interface CheckedUpdate {
  /** Bytes of their own memory: decoding cannot reach into a neighbour's frame. */
  readonly bytes: Uint8Array
  /** The clients whose structs it brings. */
  readonly clients: ReadonlySet<number>
}

/** The update is no update, too large, or does not follow from the document. */
export class BadUpdate extends Error {}

export class TooLarge extends BadUpdate {}

/** Form only. @throws {BadUpdate} */
export function checkUpdate(update: Uint8Array, form: Form): CheckedUpdate {
  if (update.length > form.maxBytes) throw new TooLarge('too large')
  const bytes = update.slice()
  let structs: ReturnType<typeof Y.decodeUpdate>['structs']
  try {
    // Reads lazily, so that what is declared costs nothing until it is there.
    structs = Y.decodeUpdate(bytes).structs
  } catch {
    throw new BadUpdate('no update')
  }
  const clients = new Set<number>()
  for (const struct of structs) {
    checkStruct(struct, form)
    clients.add(struct.id.client)
  }
  return { bytes, clients }
}

function checkStruct(struct: Y.Item | Y.GC | Y.Skip, { holds }: Form): void {
  if (struct instanceof Y.Skip) throw new BadUpdate('gap')
  if (struct.length < 1) throw new BadUpdate('empty struct')
  if (struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted) return
  if (!holds(struct.content)) throw new BadUpdate('foreign content')
  if (struct.content instanceof Y.ContentAny) for (const value of struct.content.arr) checkDepth(value, 1)
}

function checkDepth(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return
  if (depth > maxDepth) throw new BadUpdate('too deep')
  for (const each of Object.values(value)) checkDepth(each, depth + 1)
}

/**
 * What the document becomes. The stored bytes are read into a document of its own, so a refused update leaves nothing behind.
 * @throws {BadUpdate} when something is missing before it, the document grows too large, or is not what it should be.
 */
export function applyChecked(
  stored: readonly Uint8Array[],
  update: Uint8Array,
  form: Form,
): { before: Y.Doc; after: Y.Doc } {
  const before = documentOf(stored)
  const after = documentOf(stored)
  try {
    Y.applyUpdate(after, update)
  } catch {
    throw new BadUpdate('no update')
  }
  const { pendingStructs, pendingDs } = after.store
  if (pendingStructs !== null || pendingDs !== null) throw new BadUpdate('gap')
  if (Y.encodeStateAsUpdate(after).length > form.maxBytes) throw new TooLarge('too large')
  if (!form.isWhole(after)) throw new BadUpdate('foreign content')
  return { before, after }
}

export function documentOf(stored: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: true })
  doc.transact(() => {
    for (const bytes of stored) Y.applyUpdate(doc, bytes)
  })
  return doc
}
