import { withDatabase } from './database.ts'
import type { School } from './start.ts'

/** As if the ten minutes of all codes that were sent so far had gone by. */
export async function expireCodes(school: School): Promise<void> {
  await withDatabase(school, (database) => database.execute('UPDATE id_codes SET expires_at_ms = sent_at_ms'))
}
