/** The load process: does one job after the other for its parent. */
import type * as CallPeople from './call-people.ts'
import * as hold from './hold.ts'
import { pour } from './pour.ts'

/** With LiveKit's own client, a native library that the other jobs do without. */
const inCalls = <Job extends keyof typeof CallPeople>(job: Job) =>
  (async (...args: unknown[]) => {
    const { [job]: run } = await import('./call-people.ts')
    return (run as (...args: unknown[]) => unknown)(...args)
  }) as unknown as (typeof CallPeople)[Job]

export const jobs = {
  pour,
  ...hold,
  openApps: inCalls('openApps'),
  joinOurs: inCalls('joinOurs'),
  joinBare: inCalls('joinBare'),
  speak: inCalls('speak'),
  listening: inCalls('listening'),
  raiseHands: inCalls('raiseHands'),
  askQuestions: inCalls('askQuestions'),
}
export type Jobs = typeof jobs

process.on('message', async ({ job, args }: { job: keyof Jobs; args: unknown[] }) => {
  try {
    const run = jobs[job] as (...args: unknown[]) => Promise<unknown>
    process.send?.({ result: await run(...args) })
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
