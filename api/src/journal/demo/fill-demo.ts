import { fileURLToPath } from 'node:url'
import { meta } from '@zvonok/schema/messages/tables'
import type { SyncServer } from '@zvonok/sync-server/attach'
import type { Database } from '@zvonok/sync-server/database'
import { eq } from 'drizzle-orm'
import { seedIdAccounts } from '../../account/accounts.ts'
import { createLogins } from '../import/create-logins.ts'
import { importRoster } from '../import/import-roster.ts'
import { printReport } from '../import/print-report.ts'
import { demoAccounts, demoPassword } from './demo-accounts.ts'
import { fillChats } from './fill-chats.ts'
import { fillConsents } from './fill-consents.ts'
import { fillGradebook } from './fill-gradebook.ts'
import { peopleByLogin } from './people-by-login.ts'

export type DemoSync = Pick<SyncServer, 'rosterChanged' | 'runAs' | 'appendHistory' | 'moveRead'>

const folders = ['school-1', 'school-2'].map((name) =>
  fileURLToPath(new URL(`../../../demo-school/${name}`, import.meta.url)),
)

/**
 * The demo school of the contract: two rosters by the importer, accounts, chats with a week of history, timetable and marks around today.
 * Once per data folder; after an interruption it goes on where it was. False when it was there.
 */
export async function fillDemo(database: Database, sync: DemoSync, nowMs = Date.now()): Promise<boolean> {
  const [done] = await database.orm.select().from(meta).where(eq(meta.key, 'demoFilled'))
  if (done) return false
  for (const folder of folders) {
    const report = await importRoster(database, folder, { timeZone: 'Europe/Moscow', nowMs })
    if (report.outcome === 'refused') throw new Error(printReport(report, 'en'))
  }
  const people = await peopleByLogin(database)
  const logins = [...people].map(([login, personId]) => ({ login, personId }))
  await createLogins(database, { logins }, demoPassword)
  await seedIdAccounts(
    database,
    demoAccounts.flatMap(({ login, id }) => {
      if (!id) return []
      const { linked, ...account } = id
      const linkedPersonId = linked ? people.get(login) : undefined
      return [{ ...account, password: demoPassword, ...(linkedPersonId && { linkedPersonId }) }]
    }),
  )
  await fillConsents(database, nowMs)
  await sync.rosterChanged()
  await fillGradebook(database, nowMs)
  await fillChats(database, sync, people, nowMs)
  await database.orm.insert(meta).values({ key: 'demoFilled', value: String(nowMs) })
  return true
}
