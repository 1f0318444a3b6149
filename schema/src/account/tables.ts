import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The learning profile: one person of the journal, one ID. `idUserId` is the user of the ID provider. */
export const learningProfiles = sqliteTable(
  'learning_profiles',
  {
    id: text().primaryKey(),
    idUserId: text().notNull(),
    /** Null until the profile is linked to a journal person. */
    personId: text().unique(),
    linkedAtMs: integer(),
    createdAtMs: integer().notNull(),
  },
  (t) => [index('learning_profiles_id_user').on(t.idUserId)],
)

/** Sessions of the messenger: 90 days, renewed by the socket. */
export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the cookie's value, hex. */
    tokenHash: text().primaryKey(),
    id: text().notNull().unique(),
    personId: text().notNull(),
    /** Shown in the list of own sessions: «Chrome, Android». */
    device: text().notNull(),
    createdAtMs: integer().notNull(),
    lastUsedAtMs: integer().notNull(),
    expiresAtMs: integer().notNull(),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

/** The demo's outbox of SMS and mail: never made in a real school's folder. */
export const demoOutbox = sqliteTable('demo_outbox', {
  id: integer().primaryKey({ autoIncrement: true }),
  to: text().notNull(),
  text: text().notNull(),
  code: text().notNull(),
  atMs: integer().notNull(),
})
