import { randomBytes } from 'node:crypto'
import { createJournalLogins } from '../account/accounts.ts'
import { hashPassword } from '../account/password.ts'
import type { ImportReport } from '../journal/import/report.ts'
import type { OpenSchool, Say } from './command.ts'

/** Journal password of everybody in a demo. */
export const demoPassword = 'zvonok-demo'
const batchSize = 2000

/**
 * Makes the journal accounts of an import. In a real school a new account has a password that nobody knows, one for all so that 50,000
 * people do not cost 50,000 hashes: each gets an own one by `reset-password`.
 */
export async function makeLogins(
  { database, settings }: OpenSchool,
  logins: ImportReport['logins'],
  say: Say,
): Promise<void> {
  const passwordHash = await hashPassword(settings.demo ? demoPassword : randomBytes(32).toString('base64url'))
  for (let from = 0; from < logins.length; from += batchSize) {
    const some = logins.slice(from, from + batchSize)
    await createJournalLogins(
      database,
      some.map((login) => ({ ...login, passwordHash })),
    )
    say.progress({ what: 'Учётные записи', done: from + some.length, total: logins.length })
  }
}
