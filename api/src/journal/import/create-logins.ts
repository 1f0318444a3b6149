import type { Database } from '@zvonok/sync-server/database'
import { createJournalLogins } from '../../account/accounts.ts'
import { hashPassword } from '../../account/password.ts'
import type { ImportReport } from './report.ts'

/** Accounts of the journal for new records, all with one password at first; hashed once. Those that exist keep theirs. */
export async function createLogins(database: Database, { logins }: Pick<ImportReport, 'logins'>, password: string) {
  if (logins.length === 0) return
  const passwordHash = await hashPassword(password)
  await createJournalLogins(
    database,
    logins.map((login) => ({ ...login, passwordHash })),
  )
}
