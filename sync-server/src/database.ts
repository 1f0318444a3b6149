import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@libsql/client'
import { ConnectionPool, Sqlite3Client } from '@libsql/client/sqlite3'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'

export interface Database {
  /** Undefined for a database in memory. */
  readonly folder: string | undefined
  /** `batch` is one transaction. */
  readonly client: Client
  /** The same connection for the hot path, which keeps its prepared statements: borrow it for a synchronous piece of work only. */
  readonly pool: ConnectionPool
  readonly orm: LibSQLDatabase
  close(): void
}

/** The tables of a data folder are not those of this build. `earlier`: of a build before the first migration was frozen. */
export class OtherTables extends Error {
  override name = 'OtherTables'
  readonly madeBy: 'earlier' | 'later'

  constructor(madeBy: 'earlier' | 'later') {
    super(`the tables were made by a build that is ${madeBy}`)
    this.madeBy = madeBy
  }
}

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * Opens (and brings up to date) `zvonok.db` in `folder`, or a database in memory. @libsql/client works synchronously under its promises and
 * pools connections: there is one, so that pragmas hold and nobody waits for a lock of his own process. Writes by `batch` only: an
 * interactive transaction would hold up everybody.
 * @throws {OtherTables} with the folder as it was
 */
export async function openDatabase(folder: string | ':memory:'): Promise<Database> {
  const inMemory = folder === ':memory:'
  if (!inMemory) mkdirSync(folder, { recursive: true })
  const pool = new ConnectionPool(inMemory ? ':memory:' : join(folder, 'zvonok.db'), {}, 1)
  const client = new Sqlite3Client(pool, 'number')
  for (const pragma of [
    'journal_mode=WAL',
    'synchronous=FULL',
    'secure_delete=ON',
    'foreign_keys=OFF',
    'busy_timeout=5000',
    'cache_size=-65536',
    'wal_autocheckpoint=4000',
  ])
    await client.execute(`PRAGMA ${pragma}`)
  const orm = drizzle(client, { casing: 'snake_case' })
  try {
    await checkTables(client)
    await migrate(orm, { migrationsFolder })
  } catch (error) {
    client.close()
    throw error
  }
  return { folder: inMemory ? undefined : folder, client, pool, orm, close: () => client.close() }
}

/** What was applied must be the beginning of what this build has: anything else would break in the middle. */
async function checkTables(client: Client): Promise<void> {
  const { rows } = await client.execute(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`)
  if (rows.length === 0) return
  const applied = await client.execute('SELECT hash, created_at FROM __drizzle_migrations ORDER BY created_at')
  const own = readMigrationFiles({ migrationsFolder }).map(({ hash, folderMillis }) => `${hash}.${folderMillis}`)
  const theirs = applied.rows.map((row) => `${row[0]}.${row[1]}`)
  const same = own.findIndex((each, at) => each !== theirs[at])
  if (same === -1 ? theirs.length > own.length : same < theirs.length)
    throw new OtherTables(same === -1 ? 'later' : 'earlier')
}
