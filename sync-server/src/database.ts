import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@libsql/client'
import { ConnectionPool, Sqlite3Client } from '@libsql/client/sqlite3'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'

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

/**
 * Opens (and brings up to date) `zvonok.db` in `folder`, or a database in memory. @libsql/client works synchronously under its promises and
 * pools connections: there is one, so that pragmas hold and nobody waits for a lock of his own process. Writes by `batch` only: an
 * interactive transaction would hold up everybody.
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
  await migrate(orm, { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) })
  return { folder: inMemory ? undefined : folder, client, pool, orm, close: () => client.close() }
}
