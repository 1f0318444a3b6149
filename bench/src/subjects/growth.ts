import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fillYear } from '../growth/fill-year.ts'
import { startLoad } from '../load/load-process.ts'
import { type Measured, nowMs, summarize } from '../measure.ts'
import { memoryBytesOf } from '../proc.ts'
import { oursName } from '../report.ts'
import { makeSchool, operate, signIn, startOurs } from '../rivals/ours.ts'
import { inFolder, type Subject } from './subject.ts'

const perSecond = 100
const seconds = 20

interface Age {
  readonly startMs: number
  readonly memoryMb: number
  readonly databaseMb: number
  readonly backupMs: number
  readonly p50: number
  readonly p99: number
  readonly lost: number
  readonly openMs: number
}

/** The same school on its first day and after a year. */
export const growth: Subject = {
  name: 'growth',
  title: 'Growth: a school of 1,500 people, on its first day and after a year',
  async run(bench) {
    const messages = bench.quick ? 100_000 : 1_000_000
    const school = { chats: 17, membersPerChat: 30 }
    const ages = await inFolder(async (folder) => {
      await makeSchool(folder, school)
      // The first start ever also makes the demo's own schools.
      const first = await startOurs(folder, [])
      await first.server.stop()
      bench.say('  first day …')
      const young = await measure(folder)
      bench.say(`  writing ${messages.toLocaleString('en')} messages …`)
      const fromMs = nowMs()
      await fillYear(folder, messages)
      bench.say(`  written in ${Math.round((nowMs() - fromMs) / 1000)} s; after a year …`)
      return [young, await measure(folder)] as const

      async function measure(place: string): Promise<Age> {
        const chats = await signIn(place, { ...school, chats: 10 })
        const from = nowMs()
        const { server, target } = await startOurs(place, chats)
        const startMs = nowMs() - from
        const load = startLoad()
        const [opened] = await load.run('openCold', target, 0, 1)
        const poured = load.run('pour', target, {
          serverPid: server.pid,
          perSecond,
          messages: perSecond * seconds,
          warmUp: perSecond,
          drainMs: 20_000,
        })
        const copy = join(place, 'backup-of-bench.db')
        const backupFrom = nowMs()
        await operate(place, 'backup', copy)
        const backupMs = nowMs() - backupFrom
        const { p50, p99, expected, delivered } = await poured
        const memoryMb = (memoryBytesOf(server.pid) ?? Number.NaN) / 1e6
        await load.close()
        await server.stop()
        rmSync(copy)
        const latency = { p50, p99, lost: expected - delivered, openMs: opened?.ms ?? Number.NaN }
        return { startMs, memoryMb, databaseMb: sizeMb(place), backupMs, ...latency }
      }
    })
    const [young, old] = ages
    const line = (what: string, unit: string, value: (age: Age) => number) => ({
      what,
      unit,
      better: 'less' as const,
      values: { [oursName]: one(value(old)), 'first day': one(value(young)) },
    })
    return {
      rows: [
        line('start until it answers', 'ms', ({ startMs }) => startMs),
        line('first opening of a chat', 'ms', ({ openMs }) => openMs),
        line('resident memory under load', 'MB', ({ memoryMb }) => memoryMb),
        line('database', 'MB', ({ databaseMb }) => databaseMb),
        line(`backup while ${perSecond} msg/s are written`, 'ms', ({ backupMs }) => backupMs),
        line(`p50 at ${perSecond} msg/s during the backup`, 'ms', ({ p50 }) => p50),
        line(`p99 at ${perSecond} msg/s during the backup`, 'ms', ({ p99 }) => p99),
        { ...line('lost during the backup', 'deliveries', ({ lost }) => lost), goal: 0 },
      ],
      notes: [
        `«ours» is after ${messages.toLocaleString('en')} messages over all chats of the school; «first day» is the same school without them.`,
      ],
    }
  },
}

const one = (value: number): Measured => summarize([value])

function sizeMb(folder: string): number {
  const files = ['zvonok.db', 'zvonok.db-wal'].map((name) => join(folder, name)).filter(existsSync)
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6
}
