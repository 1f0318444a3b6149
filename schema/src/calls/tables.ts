import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CallKind, CallSettings, PersonState } from './call.ts'

/** Written by the sync server only. Times are UTC milliseconds. */
export const calls = sqliteTable(
  'calls',
  {
    id: text().primaryKey(),
    kind: text().$type<CallKind>().notNull(),
    schoolId: text(),
    lessonId: text(),
    chats: text({ mode: 'json' }).$type<string[]>().notNull(),
    title: text().notNull(),
    video: integer({ mode: 'boolean' }).notNull(),
    startedBy: text().notNull(),
    startedAtMs: integer().notNull(),
    endedAtMs: integer(),
    settings: text({ mode: 'json' }).$type<CallSettings>().notNull(),
  },
  (t) => [index('calls_ended').on(t.endedAtMs), index('calls_lesson').on(t.lessonId)],
)

export const callPeople = sqliteTable(
  'call_people',
  {
    callId: text().notNull(),
    personId: text().notNull(),
    role: text().$type<'admin' | 'member'>().notNull(),
    state: text().$type<PersonState>().notNull(),
    sinceMs: integer().notNull(),
    handMs: integer(),
    speaks: integer({ mode: 'boolean' }).notNull(),
    mutedMs: integer(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.personId] }), index('call_people_person').on(t.personId, t.sinceMs)],
)

/** When whose device was in the room, by the media server's word: what attendance is made of. */
export const callIntervals = sqliteTable(
  'call_intervals',
  {
    callId: text().notNull(),
    /** `<person>:<session>.<tab>`, the identity at the media server. */
    identity: text().notNull(),
    joinedAtMs: integer().notNull(),
    personId: text().notNull(),
    /** Null while in the room. */
    leftAtMs: integer(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.identity, t.joinedAtMs] })],
)
