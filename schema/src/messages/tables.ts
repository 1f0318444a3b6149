import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { MessageExtra, MessageKind } from './document.ts'

/** The truth about messages. `rowid` is the FTS row. */
export const messages = sqliteTable(
  'messages',
  {
    rowid: integer().primaryKey(),
    chatId: text().notNull(),
    seq: integer().notNull(),
    id: text().notNull().unique(),
    author: text().notNull(),
    atMs: integer().notNull(),
    kind: text().$type<MessageKind>().notNull(),
    body: text().notNull(),
    extra: text({ mode: 'json' }).$type<MessageExtra>(),
    /** Folded stems of the body for the full-text index `message_terms`; empty when erased. */
    stems: text().notNull(),
  },
  (t) => [
    index('messages_chat').on(t.chatId, t.seq),
    // Unread counts subtract what is no text: few rows, so that counting never walks a long log.
    index('messages_not_text').on(t.chatId, t.seq).where(sql`kind <> 'text'`),
  ],
)

/** Where a child is a member: text and edits of a deleted message, sealed 30 days, opened only by a report. */
export const sealedMessages = sqliteTable(
  'sealed_messages',
  {
    messageId: text().notNull(),
    /** 0 = the text at sending, then each edit. */
    version: integer().notNull(),
    chatId: text().notNull(),
    author: text().notNull(),
    body: text().notNull(),
    atMs: integer().notNull(),
    /** Null while the message lives; deletion starts the 30 days. */
    untilMs: integer(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.version] })],
)

export const reactions = sqliteTable(
  'reactions',
  {
    chatId: text().notNull(),
    seq: integer().notNull(),
    personId: text().notNull(),
    emoji: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chatId, t.seq, t.personId, t.emoji] })],
)

/** (person, id) of every command that was done and its answer, at least 90 days. */
export const commands = sqliteTable(
  'commands',
  {
    personId: text().notNull(),
    id: text().notNull(),
    result: text().notNull(),
    atMs: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.id] })],
)

/** Segments of the log, closed ones have one row in `docUpdates`. */
export const segments = sqliteTable(
  'segments',
  {
    chatId: text().notNull(),
    firstSeq: integer().notNull(),
    generation: integer().notNull(),
    /** Null while open. */
    lastSeq: integer(),
  },
  (t) => [primaryKey({ columns: [t.chatId, t.firstSeq] })],
)

/** Stored Yjs updates of log, marks and own documents, in order. */
export const docUpdates = sqliteTable(
  'doc_updates',
  {
    doc: text().notNull(),
    n: integer().notNull(),
    bytes: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.doc, t.n] })],
)

/** Whose client ids a written document holds: only the owner extends his. */
export const docClients = sqliteTable(
  'doc_clients',
  { doc: text().notNull(), clientId: integer().notNull(), personId: text().notNull() },
  (t) => [primaryKey({ columns: [t.doc, t.clientId] })],
)

/** What was erased, so that devices with an old cursor drop their copies; kept 90 days. */
export const erasures = sqliteTable(
  'erasures',
  {
    change: integer().primaryKey(),
    chatId: text().notNull(),
    messageId: text().notNull(),
    seq: integer().notNull(),
    atMs: integer().notNull(),
  },
  (t) => [index('erasures_chat').on(t.chatId, t.change)],
)

/** Single values of the database: `generation`, `floor`, `rosterChange`, `nextClientId`, `mode` (demo or real) and others. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })
