/** The load process: does one job after the other for its parent. */
import * as hold from './hold.ts'
import { pour } from './pour.ts'

export const jobs = { pour, ...hold }
export type Jobs = typeof jobs

process.on('message', async ({ job, args }: { job: keyof Jobs; args: unknown[] }) => {
  try {
    const run = jobs[job] as (...args: unknown[]) => Promise<unknown>
    process.send?.({ result: await run(...args) })
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
