/**
 * `own:<person>`: how the person arranges things, written by all own devices, also offline. The server stores it, checks who writes and
 * projects `muted` and `cleared` for push, search and unread counts.
 */
import type * as Y from 'yjs'
import type { ChatId, PersonId } from '../core/ids.ts'

export const ownName = (personId: PersonId): string => `own:${personId}`

export const maxPins = 5

export interface OwnDocument {
  /** Chat → time of pinning, UTC milliseconds. Shown are the five newest. */
  readonly pins: Y.Map<number>
  readonly archived: Y.Map<true>
  readonly muted: Y.Map<true>
  readonly markedUnread: Y.Map<true>
  /** Chat → seq up to which the history is hidden from oneself. */
  readonly cleared: Y.Map<number>
  /** Message → chat. Deleted for oneself. */
  readonly hidden: Y.Map<ChatId>
  /** Message → chat. */
  readonly important: Y.Map<ChatId>
  readonly settings: Y.Map<string | boolean>
}

/** The same, as the screens see it: maps that are read and written, whatever keeps them. */
export type OwnMaps = {
  readonly [Name in keyof OwnDocument]: OwnMap<NonNullable<ReturnType<OwnDocument[Name]['get']>>>
}

export interface OwnMap<Value> extends Iterable<[string, Value]> {
  readonly size: number
  has(key: string): boolean
  get(key: string): Value | undefined
  keys(): Iterable<string>
  entries(): Iterable<[string, Value]>
  set(key: string, value: Value): unknown
  delete(key: string): unknown
}

export const openOwn = (doc: Y.Doc): OwnDocument => ({
  pins: doc.getMap('pins'),
  archived: doc.getMap('archived'),
  muted: doc.getMap('muted'),
  markedUnread: doc.getMap('markedUnread'),
  cleared: doc.getMap('cleared'),
  hidden: doc.getMap('hidden'),
  important: doc.getMap('important'),
  settings: doc.getMap('settings'),
})

/** The chats shown as pinned, newest pin first: by (time, id), so that two devices agree after a merge. */
export function shownPins(pins: Iterable<readonly [ChatId, number]>): ChatId[] {
  return [...pins]
    .sort(([idA, atA], [idB, atB]) => atB - atA || (idA < idB ? -1 : 1))
    .slice(0, maxPins)
    .map(([id]) => id)
}
