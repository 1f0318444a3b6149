import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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

/**
 * Somebody on the way to an ID and back: state, PKCE and, after the return, the proven ID. Bound to one browser: a swapped or foreign `state`
 * finds nothing. An hour at most.
 */
export const idFlows = sqliteTable('id_flows', {
  /** `journal:` and the journal's session (linking), or `cookie:` and the hash of a cookie (entering the messenger). */
  boundTo: text().primaryKey(),
  /** Of linking: whom the ID will be linked with. */
  personId: text(),
  /** SHA-256 of `state`, hex; null once it was used. */
  stateHash: text(),
  verifier: text().notNull(),
  redirectUri: text().notNull(),
  /** The user of the ID provider, once proven. */
  idUserId: text(),
  expiresAtMs: integer().notNull(),
})

/** Consent to a learning profile: given before the profile is made, kept with its version and its withdrawal. */
export const consents = sqliteTable(
  'consents',
  {
    personId: text().notNull(),
    /** Of the text that was shown. */
    version: text().notNull(),
    atMs: integer().notNull(),
    withdrawnAtMs: integer(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.version, t.atMs] })],
)

/** What a person says is wrong in the school's data; the office decides. */
export const corrections = sqliteTable(
  'corrections',
  {
    id: text().primaryKey(),
    personId: text().notNull(),
    /** Field of the form → what the person wrote. */
    changes: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    atMs: integer().notNull(),
    doneAtMs: integer(),
  },
  (t) => [index('corrections_person').on(t.personId)],
)

/** A QR sign-in of a phone: ≤ 60 s, one use, confirmed in the browser that showed it. */
export const qrSignIns = sqliteTable(
  'qr_sign_ins',
  {
    /** SHA-256 of the token in the picture, hex. */
    tokenHash: text().primaryKey(),
    id: text().notNull().unique(),
    journalSessionId: text().notNull(),
    personId: text().notNull(),
    /** SHA-256 of the cookie of the phone that scanned it; only this phone gets the session. */
    phoneHash: text(),
    /** Two digits, shown on the phone. */
    digits: text(),
    device: text(),
    state: text().$type<'shown' | 'scanned' | 'confirmed' | 'refused' | 'used'>().notNull(),
    expiresAtMs: integer().notNull(),
  },
  (t) => [index('qr_sign_ins_session').on(t.journalSessionId)],
)

/** The demo's outbox of SMS and mail: never made in a real school's folder. */
export const demoOutbox = sqliteTable('demo_outbox', {
  id: integer().primaryKey({ autoIncrement: true }),
  to: text().notNull(),
  text: text().notNull(),
  code: text().notNull(),
  atMs: integer().notNull(),
})
