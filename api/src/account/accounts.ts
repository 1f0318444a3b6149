import { createHash } from 'node:crypto'
import type { InStatement } from '@libsql/client'
import { newId } from '@zvonok/schema/core/ids'
import type { Database } from '@zvonok/sync-server/database'
import { hashPassword } from './password.ts'

/** A login of the journal. Several logins may open the journal of one person. */
export interface JournalLogin {
  readonly personId: string
  readonly login: string
  /** argon2id, by `hashPassword`. Hashing takes 10 ms: where many start with one password, hash it once. */
  readonly passwordHash: string
}

/**
 * The statements that make journal logins, to be run in one batch with others. A login that exists keeps its password and
 * follows the person it now belongs to: importing twice changes nothing.
 */
export function journalLoginStatements(logins: Iterable<JournalLogin>, nowMs = Date.now()): InStatement[] {
  return [...logins].flatMap(({ personId, login, passwordHash }) => {
    const username = login.toLowerCase()
    const id = createHash('sha256').update(`ezhd:${username}`).digest('base64url').slice(0, 16)
    return [
      {
        sql: `INSERT INTO ezhd_users (id, name, email, email_verified, created_at, updated_at, username, display_username, person_id)
              VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (username) DO UPDATE SET person_id = excluded.person_id`,
        args: [id, username, `${id.toLowerCase()}@journal.invalid`, nowMs, nowMs, username, login, personId],
      },
      {
        sql: `INSERT INTO ezhd_accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
              VALUES (?, ?, ?, 'credential', ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        args: [id, id, id, passwordHash, nowMs, nowMs],
      },
    ]
  })
}

const batchSize = 1000

/** Makes journal logins, in batches so that the one connection is never held long. */
export async function createJournalLogins(database: Database, logins: readonly JournalLogin[]): Promise<void> {
  for (let from = 0; from < logins.length; from += batchSize)
    await database.client.batch(journalLoginStatements(logins.slice(from, from + batchSize)), 'write')
}

export interface IdAccount {
  readonly phone?: string
  readonly email?: string
  readonly password: string
  /** Has a learning profile, linked or not. */
  readonly profile: boolean
  readonly linkedPersonId?: string
}

/** Random and numeric, because VK ID's ids are numbers; too large to meet one of theirs. */
export const newIdUserId = (): string => {
  const [high = 0, low = 0] = globalThis.crypto.getRandomValues(new Uint32Array(2))
  return String(1e14 + ((high % 0x10000) * 0x100000000 + low))
}

/** Mail address of an ID that has none: `better-auth` wants one. Nothing is ever sent to `.invalid`. */
export const noEmail = (userId: string): string => `${userId}@id.invalid`

/** Makes IDs that exist from the start (demo, load). One that exists by its phone or mail address is left as it is. */
export async function seedIdAccounts(database: Database, accounts: readonly IdAccount[]): Promise<void> {
  const hashes = new Map<string, string>()
  for (const { password } of accounts) if (!hashes.has(password)) hashes.set(password, await hashPassword(password))
  const statements = accounts.flatMap((account) => seedStatements(account, hashes.get(account.password) ?? ''))
  for (let from = 0; from < statements.length; from += batchSize)
    await database.client.batch(statements.slice(from, from + batchSize), 'write')
}

function seedStatements(account: IdAccount, passwordHash: string): InStatement[] {
  const id = newIdUserId()
  const nowMs = Date.now()
  const phone = account.phone ?? null
  const email = account.email?.toLowerCase() ?? noEmail(id)
  const statements: InStatement[] = [
    {
      sql: `INSERT INTO id_users (id, name, email, email_verified, created_at, updated_at, phone_number, phone_number_verified)
            VALUES (?, '', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [id, email, account.email ? 1 : 0, nowMs, nowMs, phone, phone ? 1 : 0],
    },
    {
      sql: `INSERT INTO id_accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
            SELECT ?, id, id, 'credential', ?, ?, ? FROM id_users WHERE id = ?`,
      args: [newId(), passwordHash, nowMs, nowMs, id],
    },
  ]
  if (account.profile)
    statements.push({
      sql: `INSERT INTO learning_profiles (id, id_user_id, person_id, linked_at_ms, created_at_ms)
            SELECT ?, id, ?, ?, ? FROM id_users WHERE id = ?`,
      args: [newId(), account.linkedPersonId ?? null, account.linkedPersonId ? nowMs : null, nowMs, id],
    })
  return statements
}
