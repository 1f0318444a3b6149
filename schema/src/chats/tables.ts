import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ChatKind, ChatPermissions, MemberRole } from './facts.ts'

/** A chat with its head. Written by the sync server only (roster chats: at the importer's request). */
export const chats = sqliteTable(
  'chats',
  {
    id: text().primaryKey(),
    kind: text().$type<ChatKind>().notNull(),
    schoolId: text(),
    /** Of class and parents chats: the cohort's present class. The chat follows the cohort over 1 September. */
    classId: text(),
    title: text().notNull(),
    permissions: text({ mode: 'json' }).$type<ChatPermissions>().notNull(),
    pinned: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdAtMs: integer().notNull(),
    /** Of the last message; 0 when empty. No gaps after commit. */
    seq: integer().notNull(),
    /** The open segment. */
    firstSeq: integer().notNull(),
    generation: integer().notNull(),
    /** Rises when title, permissions, pins or members change. */
    infoVersion: integer().notNull(),
    /** Number of the last change of the head, from the one counter of the database. */
    change: integer().notNull(),
    /** Set when the cohort left: members read and export for 60 days, nobody writes. */
    closedAtMs: integer(),
    /** Who opened a direct chat in which nothing was written yet: only that person sees it. Null for all others. */
    opener: text(),
  },
  // No index holds what every message changes: each one would be another page in the commit.
  (t) => [index('chats_class').on(t.classId)],
)

export const chatMembers = sqliteTable(
  'chat_members',
  {
    chatId: text().notNull(),
    personId: text().notNull(),
    role: text().$type<MemberRole>().notNull(),
    muted: integer({ mode: 'boolean' }).notNull(),
    byRoster: integer({ mode: 'boolean' }).notNull(),
    /** The role last given by the roster; null for others. `role` differs from it where an admin was made by hand. */
    rosterRole: text().$type<MemberRole>(),
    /** First seq that may be read: chats of the roster are read from the entry on. */
    fromSeq: integer().notNull().default(1),
    /** Null while a member. `self` is not put back by the roster. */
    leftAtMs: integer(),
    leftBy: text().$type<'self' | 'admin' | 'roster'>(),
    /** Read mark: all messages up to this seq were read. */
    readSeq: integer().notNull(),
    /** Last change of this membership or of the own read mark. */
    change: integer().notNull(),
    /** Projected from the person's own document for push, search and unread: muted, cleared up to. */
    silent: integer({ mode: 'boolean' }).notNull(),
    clearedSeq: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chatId, t.personId] }), index('chat_members_person').on(t.personId)],
)
