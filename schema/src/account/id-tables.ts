import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Where a person stands at the ID's own pages. `password`: both password and code are asked for; `code`: the password was right. */
export type IdStep = 'address' | 'password' | 'code' | 'done'
export type AddressKind = 'phone' | 'email'

/**
 * An authorization request with the progress of the person who answers it. Bound to one browser by a cookie; a reload or a lost line finds
 * it again. Deleted when used or an hour old.
 */
export const idRequests = sqliteTable('id_requests', {
  /** SHA-256 of the cookie's value, hex. */
  tokenHash: text().primaryKey(),
  clientId: text().notNull(),
  redirectUri: text().notNull(),
  state: text().notNull(),
  challenge: text().notNull(),
  scope: text().notNull(),
  step: text().$type<IdStep>().notNull(),
  addressKind: text().$type<AddressKind>(),
  /** Phone or mail address, as normalised. */
  address: text(),
  /** Null until a password or a code has proven the user. */
  userId: text(),
  /** The client wants phone, password and code again, also where this browser is signed in at the ID. */
  freshLogin: integer({ mode: 'boolean' }).notNull().default(true),
  /** What the code that was sent is for; `signUp` once it has made the ID. */
  purpose: text().$type<'signIn' | 'signUp' | 'reset'>(),
  createdAtMs: integer().notNull(),
  expiresAtMs: integer().notNull(),
})

/** One code sent by SMS or mail. Valid only in the request it was sent for, ≤ 10 minutes, ≤ 5 tries, once. Kept a day for the limits. */
export const idCodes = sqliteTable(
  'id_codes',
  {
    id: text().primaryKey(),
    requestHash: text().notNull(),
    /** Keyed hash of the phone or mail address: the limits count by it. */
    addressHash: text().notNull(),
    /** Keyed hash of request and code. */
    codeHash: text().notNull(),
    tries: integer().notNull(),
    sentAtMs: integer().notNull(),
    expiresAtMs: integer().notNull(),
    usedAtMs: integer(),
  },
  (t) => [
    index('id_codes_request').on(t.requestHash),
    index('id_codes_address').on(t.addressHash, t.sentAtMs),
    index('id_codes_sent').on(t.sentAtMs),
  ],
)

/** What the provider has given out: codes (one use, 10 min), access tokens (1 hour), refresh tokens (rotate). Only hashes are kept. */
export const idGrants = sqliteTable(
  'id_grants',
  {
    /** SHA-256, hex. */
    hash: text().primaryKey(),
    kind: text().$type<'code' | 'access' | 'refresh'>().notNull(),
    /** All that came from one code; reuse of a code or of a refresh token drops the family. */
    family: text().notNull(),
    userId: text().notNull(),
    clientId: text().notNull(),
    deviceId: text().notNull(),
    scope: text().notNull(),
    /** Of codes. */
    redirectUri: text(),
    challenge: text(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer().notNull(),
    usedAtMs: integer(),
  },
  (t) => [index('id_grants_family').on(t.family), index('id_grants_user').on(t.userId)],
)
