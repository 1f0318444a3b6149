import type { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { LogEntry, MessageExtra, MessageKind } from '@zvonok/schema/messages/document'

/** A row of `messages`. */
export interface MessageRow {
  readonly rowid: number
  readonly chatId: ChatId
  readonly seq: number
  readonly id: MessageId
  author: PersonId
  readonly atMs: number
  kind: MessageKind
  /** Of a deleted one: who deleted it, `author` or `admin`. */
  body: string
  extra: MessageExtra | undefined
}

export const messageColumns = 'rowid, chat_id, seq, id, author, at_ms, kind, body, json(extra)'
export type MessageColumns = [
  rowid: number,
  chatId: ChatId,
  seq: number,
  id: MessageId,
  author: PersonId,
  atMs: number,
  kind: MessageKind,
  body: string,
  extra: MessageExtra | null,
]

export const messageFromColumns = (columns: MessageColumns): MessageRow => {
  const [rowid, chatId, seq, id, author, atMs, kind, body, extra] = columns
  return { rowid, chatId, seq, id, author, atMs, kind, body, extra: extra ?? undefined }
}

/** The row as it stands in the log. */
export function entryOf({ id, author, atMs, kind, body, extra }: MessageRow): LogEntry {
  if (kind === 'deleted') return ['', '', atMs, 'deleted', body]
  return extra ? [id, author, atMs, kind, body, extra] : [id, author, atMs, kind, body]
}
