import { livekitProgram } from '@zvonok/api/calls/testing/livekit-program'
import { livekitProcesses } from '@zvonok/api/calls/testing/real-media'
import { must } from '@zvonok/schema/core/must'
import { openDatabase } from '@zvonok/sync-server/database'
import { waitUntil } from '../measure.ts'
import { makeSchool, signIn, startOurs } from '../rivals/ours.ts'
import type { Running, SchoolSize } from '../rivals/rival.ts'

export interface OursWithCalls extends Running {
  readonly origin: string
  /** Process id of its LiveKit. */
  readonly livekitPid: number
}

/** The product with a made-up school whose calls are on at every hour. */
export async function startWithCalls(
  folder: string,
  school: SchoolSize,
  who: 'pupil' | 'guardian',
): Promise<OursWithCalls> {
  await makeSchool(folder, school)
  await ringAlways(folder)
  const people = await signIn(folder, school, who)
  const running = await startOurs(folder, people, { livekit: await livekitProgram(), limits: true })
  const origin = must(running.target.origin, 'origin')
  await waitUntil('LiveKit', 20_000, async () => (await (await fetch(`${origin}/healthz`)).json()).calls === 'ready')
  const [livekitPid] = await livekitProcesses(folder)
  return { ...running, origin, livekitPid: must(livekitPid, 'process of LiveKit') }
}

/** No quiet hours: benches run at night too. */
async function ringAlways(folder: string): Promise<void> {
  const database = await openDatabase(folder)
  const quiet = JSON.stringify({ from: '00:00', to: '00:00', sundays: false })
  await database.client.execute({
    sql: `UPDATE schools SET policy = json_set(policy, '$.quiet', json(?))`,
    args: [quiet],
  })
  database.close()
}
