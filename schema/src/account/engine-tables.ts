import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Columns that better-auth wants, for its two instances: the journal's accounts (`ezhd_*`: login and password) and the ID's
 * (`id_*`: phone or mail, password, code). A session at one is none at the other.
 */
const time = () => integer({ mode: 'timestamp_ms' })

const userColumns = () => ({
  id: text().primaryKey(),
  name: text().notNull(),
  /** Always present; people without a mail address have one of the domain `.invalid`, to which nothing is ever sent. */
  email: text().notNull().unique(),
  emailVerified: integer({ mode: 'boolean' }).notNull(),
  image: text(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
})

const sessionColumns = () => ({
  id: text().primaryKey(),
  /** The cookie holds it with a signature, so that the row alone opens nothing. */
  token: text().notNull().unique(),
  userId: text().notNull(),
  expiresAt: time().notNull(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
  ipAddress: text(),
  userAgent: text(),
})

const accountColumns = () => ({
  id: text().primaryKey(),
  userId: text().notNull(),
  accountId: text().notNull(),
  providerId: text().notNull(),
  /** argon2id, PHC string. */
  password: text(),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: time(),
  refreshTokenExpiresAt: time(),
  scope: text(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
})

const verificationColumns = () => ({
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: time().notNull(),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
})

export const ezhdUsers = sqliteTable(
  'ezhd_users',
  {
    ...userColumns(),
    /** The login, lower case, and as it was written. */
    username: text().notNull().unique(),
    displayUsername: text().notNull(),
    /** One login opens the journal of one person; a person of two schools may have two logins. */
    personId: text().notNull(),
  },
  (t) => [index('ezhd_users_person').on(t.personId)],
)
export const ezhdSessions = sqliteTable('ezhd_sessions', sessionColumns(), (t) => [
  index('ezhd_sessions_user').on(t.userId),
])
export const ezhdAccounts = sqliteTable('ezhd_accounts', accountColumns(), (t) => [
  index('ezhd_accounts_user').on(t.userId),
])
export const ezhdVerifications = sqliteTable('ezhd_verifications', verificationColumns())

export const idUsers = sqliteTable('id_users', {
  ...userColumns(),
  /** `+79000000001`; null for a child with a mail address. */
  phoneNumber: text().unique(),
  phoneNumberVerified: integer({ mode: 'boolean' }).notNull(),
})
export const idSessions = sqliteTable('id_sessions', sessionColumns(), (t) => [index('id_sessions_user').on(t.userId)])
export const idAccounts = sqliteTable('id_accounts', accountColumns(), (t) => [index('id_accounts_user').on(t.userId)])
export const idVerifications = sqliteTable('id_verifications', verificationColumns())
