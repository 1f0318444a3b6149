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
    /** Somebody else has set a new journal password since: the link counts for nothing until the ID is proven again. */
    mustProve: integer({ mode: 'boolean' }).notNull().default(false),
    /** A code alone has set a new ID password since: the number may have a new owner, and the ID opens this profile only together with the journal. */
    needsJournal: integer({ mode: 'boolean' }).notNull().default(false),
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

/** `self`: the person, from fourteen on. `guardian`: in the journal. `school`: on paper, written down by the class teacher or the office. */
export type ConsentHow = 'self' | 'guardian' | 'school'

/** Consent to a learning profile: given before the profile is made, kept with its version and its withdrawal. */
export const consents = sqliteTable(
  'consents',
  {
    personId: text().notNull(),
    how: text().$type<ConsentHow>().notNull().default('self'),
    /** Who gave it, or wrote it down. */
    byPersonId: text().notNull(),
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

/**
 * A card handed out in person: with the login it stands in for password and SMS, once, within 14 days. Printing a new one voids the one
 * before.
 */
export const entryCards = sqliteTable(
  'entry_cards',
  {
    /** One living card a person. */
    personId: text().primaryKey(),
    /** Keyed hash of person and code. */
    codeHash: text().notNull(),
    /** `entry`: the first way in. `recovery`: the person is linked and has lost phone or password. */
    kind: text().$type<'entry' | 'recovery'>().notNull(),
    byPersonId: text().notNull(),
    tries: integer().notNull(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer().notNull(),
    usedAtMs: integer(),
  },
  (t) => [index('entry_cards_expires').on(t.expiresAtMs)],
)

export type AccountEventKind =
  | 'linked'
  | 'unlinked'
  | 'cardMade'
  | 'cardUsed'
  | 'passwordReset'
  | 'idPasswordReset'
  | 'consentWithdrawn'
  | 'consentWithdrawnOnPaper'
  | 'idShared'
  | 'guardianAccess'
  | 'policyChanged'
  | 'talksHidden'
  | 'talksShown'

/** What happened to an account and who did it: shown to the person, the guardians and the office. Rows are never changed. */
export const accountEvents = sqliteTable(
  'account_events',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: text().notNull(),
    kind: text().$type<AccountEventKind>().notNull(),
    /** Null: whoever runs the server. */
    byPersonId: text(),
    atMs: integer().notNull(),
  },
  (t) => [index('account_events_person').on(t.personId, t.atMs)],
)

/** «Код поддержки»: how it stands with somebody's device and account, without content, for a quarter of an hour. */
export const supportCodes = sqliteTable('support_codes', {
  /** Keyed hash of the code. */
  codeHash: text().primaryKey(),
  /** Null before anybody has signed in. */
  personId: text(),
  facts: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  createdAtMs: integer().notNull(),
  expiresAtMs: integer().notNull(),
})

/** SMS and mail on their way. What is said to whom is sealed with the server's secret and dropped as soon as it was handed over. */
export const outgoing = sqliteTable(
  'outgoing',
  {
    /** The gateway gets it too, so that a repeated try is not a second message. */
    id: text().primaryKey(),
    kind: text().$type<'phone' | 'email'>().notNull(),
    /** AES-256-GCM; empty once it is `sent` or `failed`. */
    sealed: text().notNull(),
    state: text().$type<'waiting' | 'sent' | 'failed'>().notNull(),
    tries: integer().notNull(),
    nextTryAtMs: integer().notNull(),
    /** Not worth sending later: the code in it is void. */
    expiresAtMs: integer().notNull(),
    createdAtMs: integer().notNull(),
  },
  (t) => [index('outgoing_next').on(t.state, t.nextTryAtMs), index('outgoing_created').on(t.kind, t.createdAtMs)],
)

/** The demo's outbox of SMS and mail: never made in a real school's folder. */
export const demoOutbox = sqliteTable('demo_outbox', {
  id: integer().primaryKey({ autoIncrement: true }),
  to: text().notNull(),
  text: text().notNull(),
  code: text().notNull(),
  atMs: integer().notNull(),
})
