import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import type { School } from './start.ts'

/** The school's database, beside its server: for what no screen shows or sets. */
export async function withDatabase<T>(school: School, work: (database: Client) => Promise<T>): Promise<T> {
  const database = createClient({ url: pathToFileURL(join(school.folder, 'zvonok.db')).href })
  return work(database).finally(() => database.close())
}
