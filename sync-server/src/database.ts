import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'

export interface Database {
  /** Undefined for a database in memory. */
  readonly folder: string | undefined
  /** For hot paths and group commits: `batch` is one transaction. */
  readonly client: Client
  readonly orm: LibSQLDatabase
  close(): void
}

/**
 * Opens (and brings up to date) `zvonok.db` in `folder`, or a database in memory. @libsql/client works synchronously under its promises and
 * may pool connections: one connection, no interactive transactions, writes by `batch` only, else pragmas and locks go wrong.
 */
export async function openDatabase(folder: string | ':memory:'): Promise<Database> {
  if (folder !== ':memory:') mkdirSync(folder, { recursive: true })
  const url = folder === ':memory:' ? ':memory:' : pathToFileURL(join(folder, 'zvonok.db')).href
  const client = createClient({ url, concurrency: 1 })
  for (const pragma of [
    'journal_mode=WAL',
    'synchronous=FULL',
    'secure_delete=ON',
    'foreign_keys=OFF',
    'busy_timeout=5000',
    'cache_size=-65536',
  ])
    await client.execute(`PRAGMA ${pragma}`)
  const orm = drizzle(client, { casing: 'snake_case' })
  await migrate(orm, { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) })
  return { folder: folder === ':memory:' ? undefined : folder, client, orm, close: () => client.close() }
}
