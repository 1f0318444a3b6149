/**
 * What the device keeps of one person, behind one interface: IndexedDB in the browser, memory or a folder without a screen.
 * A store knows nothing of the product: tables of values by key, and documents as rows of updates.
 */
import type { ChatInfo, Head, Mine, PersonRow } from '@zvonok/schema/chats/head'
import type { ChatId, CommandId } from '@zvonok/schema/core/ids'
import type { RefusalCode } from '@zvonok/schema/core/refusal'

export interface Tables {
  /** Single values: cursor, me, drafts, read marks not yet told. */
  kv: unknown
  heads: { readonly head: Head; readonly mine: Mine }
  people: PersonRow
  info: ChatInfo
  outbox: OutboxRow
  kept: KeptRow
  /** Chat → seq → own reactions. */
  reacted: Readonly<Record<string, readonly string[]>>
}
export type Table = keyof Tables
export const tables = ['kv', 'heads', 'people', 'info', 'outbox', 'kept', 'reacted'] as const satisfies readonly Table[]

/** A command that the server has not taken yet. */
export interface OutboxRow {
  readonly id: CommandId
  readonly name: string
  readonly version: number
  readonly args: unknown
  readonly atMs: number
  /** Place in the queue of this device: a time that never repeats in one tab. */
  readonly order: number
  readonly refusal?: RefusalCode
}

/** An acknowledged send, kept 7 days for the case that the server is restored from an older backup. */
export interface KeptRow {
  readonly row: OutboxRow
  readonly chatId: ChatId
  readonly ackedAtMs: number
  /** Of the server's database at the ack. */
  readonly generation: string
}

/** A value to put, or to delete when `value` is undefined. */
export type Change = { [T in Table]: { table: T; key: string; value: Tables[T] | undefined } }[Table]

export interface DeviceStore {
  /** What the place can promise: `temporary` may be dropped by the browser, `refused` forgets at once. */
  readonly kind: 'ok' | 'temporary' | 'refused'
  get<T extends Table>(table: T, key: string): Promise<Tables[T] | undefined>
  /** In the order of keys. */
  all<T extends Table>(table: T): Promise<readonly (readonly [string, Tables[T]])[]>
  /** One transaction, begun before the call returns. `strict` asks for the disk. Rejects when the storage is full. */
  write(changes: readonly Change[], durability?: 'strict'): Promise<void>
  /** Adds rows to documents, in order, as one transaction. */
  append(rows: readonly (readonly [doc: string, update: Uint8Array])[]): Promise<void>
  /** Oldest first. */
  updates(doc: string): Promise<readonly Uint8Array[]>
  /** Replaces all rows of a document by what `merge` makes of them, as one transaction. */
  compact(doc: string, merge: (rows: readonly Uint8Array[]) => Uint8Array): Promise<void>
  /** Names of stored documents that begin with `prefix`. */
  docs(prefix: string): Promise<readonly string[]>
  dropDocs(names: readonly string[]): Promise<void>
  /** Called when another tab needs the place (a newer app, a wipe): from then on nothing is kept. */
  onLost(listener: () => void): void
  close(): Promise<void>
  /** Deletes everything and closes. */
  wipe(): Promise<void>
}
