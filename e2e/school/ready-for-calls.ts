import { expect } from '@playwright/test'
import { withDatabase } from './database.ts'
import type { School } from './start.ts'

/** The school rings at every hour, so that stories of calls run in the evening and on Sundays too; its media server is there. Starts its server anew. */
export async function readyForCalls(school: School): Promise<void> {
  await school.stop()
  const quiet = JSON.stringify({ from: '00:00', to: '00:00', sundays: false })
  const sql = `UPDATE schools SET policy = json_set(policy, '$.quiet', json(?))`
  await withDatabase(school, (database) => database.execute({ sql, args: [quiet] }))
  await school.start()
  const health = async () => (await fetch(`${school.url}/healthz`)).json()
  await expect.poll(async () => (await health()).calls, { timeout: 30_000 }).toBe('ready')
}
