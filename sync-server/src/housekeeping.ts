import type { Statement } from './store.ts'
import { setMeta } from './store.ts'
import type { World } from './world.ts'

const dayMs = 24 * 3_600_000
/** Answers to commands and what was erased are remembered at least 90 days; a week more than is promised. */
export const rememberMs = 97 * dayMs

/** Forgets what has had its time. Runs at the start and every hour. */
export async function forgetOld(world: World): Promise<void> {
  const { store, counters } = world
  const nowMs = world.clock()
  const before = nowMs - rememberMs
  const [erased] = await store.select<[number | null]>('max(change)', 'FROM erasures WHERE at_ms < ?', [before])
  const floor = Math.max(counters.floor, erased?.[0] ?? 0)
  const statements: Statement[] = [
    { sql: 'DELETE FROM erasures WHERE at_ms < ?', args: [before] },
    { sql: 'DELETE FROM sealed_messages WHERE until_ms < ?', args: [nowMs] },
    setMeta('floor', floor),
  ]
  await world.storage.commit(statements)
  while (await forgetCommands(world, before)) await new Promise((resolve) => setImmediate(resolve))
  counters.floor = floor
}

/** Rows lie in the order of their times, so the oldest are found without an index. True when there may be more. */
async function forgetCommands({ store, storage }: World, before: number): Promise<boolean> {
  const oldest = 'SELECT rowid FROM commands ORDER BY rowid LIMIT 1000'
  const [row] = await store.select<[number]>('count(*)', `FROM commands WHERE at_ms < ? AND rowid IN (${oldest})`, [
    before,
  ])
  if (row?.[0] === 0) return false
  await storage.commit([{ sql: `DELETE FROM commands WHERE at_ms < ? AND rowid IN (${oldest})`, args: [before] }])
  return row?.[0] === 1000
}
