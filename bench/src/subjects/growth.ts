import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@zvonok/sync-server/database'
import { fillYear } from '../growth/fill-year.ts'
import { type LoadProcess, startLoad } from '../load/load-process.ts'
import type { Poured } from '../load/pour.ts'
import { type Measured, nowMs, summarize } from '../measure.ts'
import { cpuMsOf, memoryBytesOf } from '../proc.ts'
import { oursName, type Row } from '../report.ts'
import { makeSchool, operate, signIn, startOurs } from '../rivals/ours.ts'
import type { Running, Target } from '../rivals/rival.ts'
import { type Bench, inFolder, type Subject } from './subject.ts'

/** 660 pupils, a guardian of each, and staff; with the people of the demo's own schools 1,500. */
const size = { chats: 22, membersPerChat: 30 }
/** Those who are connected under load. */
const loaded = { ...size, chats: 10 }
const perSecond = 100
/** Class and announcements. */
const chatsOfPupil = 2
const starts = 3
const openings = 20
const drainMs = 20_000

/** What is measured of one age of the school, one number a run. */
interface Age {
  readonly people: number
  readonly messages: number
  readonly startMs: readonly number[]
  readonly startCpuMs: readonly number[]
  readonly startedMb: readonly number[]
  readonly listMs: readonly number[]
  readonly openMs: readonly number[]
  readonly openKb: readonly number[]
  readonly calm: Poured
  readonly backedUp: Poured
  readonly backupMs: number
  readonly loadedMb: number
  readonly databaseMb: number
}

/** The same school on its first day and after a year. */
export const growth: Subject = {
  name: 'growth',
  title: 'Growth: a school of 1,500 people, on its first day and after a year',
  async run(bench) {
    const messages = bench.quick ? 100_000 : 1_000_000
    const [young, old] = await inFolder(async (folder) => {
      await makeSchool(folder, size)
      // The first start ever also makes the demo's own schools.
      const first = await startOurs(folder, [])
      await first.server.stop()
      bench.say('  first day …')
      const firstDay = await measure(folder, bench)
      bench.say(`  writing ${messages.toLocaleString('en')} messages …`)
      const fromMs = nowMs()
      await fillYear(folder, messages)
      bench.say(`  written in ${Math.round((nowMs() - fromMs) / 1000)} s; after a year …`)
      return [firstDay, await measure(folder, bench)] as const
    })
    return {
      rows: rows(young, old),
      notes: [
        `«ours» is after a year: ${old.messages.toLocaleString('en')} messages over all chats of a school of ${old.people.toLocaleString('en')} people; «first day» is the same school with ${young.messages.toLocaleString('en')}.`,
        'The last column is the year ÷ the first day, where less is better; a chat that is nearly empty is opened by fewer bytes.',
        'The backup is a whole copy of the database, so its time and the size of the file are what grows with the history.',
      ],
    }
  },
}

async function measure(folder: string, bench: Bench): Promise<Age> {
  const counted = await count(folder)
  const chats = await signIn(folder, loaded)
  const begun = []
  for (let run = 1; run < starts; run++) {
    const { running, ...start } = await begin(folder, chats)
    begun.push(start)
    await running.server.stop()
  }
  const { running, ...start } = await begin(folder, chats)
  begun.push(start)
  const { server, target } = running
  const load = startLoad()
  const list = []
  for (let run = 0; run < openings; run++)
    list.push((await load.run('openList', target, chatsOfPupil, run % loaded.chats))?.ms)
  const opened = await load.run('openCold', target, 0, openings)
  const seconds = bench.quick ? 5 : 20
  const calm = await pour(load, running, seconds)
  const { backupMs, backedUp } = await pourWhileBackingUp(folder, load, running, seconds)
  const loadedMb = memoryMb(server.pid)
  await load.close()
  await server.stop()
  return {
    ...counted,
    startMs: begun.map(({ startMs }) => startMs),
    startCpuMs: begun.map(({ cpuMs }) => cpuMs),
    startedMb: begun.map(({ startedMb }) => startedMb),
    listMs: list.filter((ms) => ms !== undefined),
    openMs: opened.map(({ ms }) => ms),
    openKb: opened.map(({ bytes }) => bytes / 1000),
    ...{ calm, backedUp, backupMs, loadedMb, databaseMb: sizeMb(folder) },
  }
}

async function begin(folder: string, chats: Target['chats']) {
  const fromMs = nowMs()
  const running = await startOurs(folder, chats)
  const startMs = nowMs() - fromMs
  const { pid } = running.server
  return { running, startMs, cpuMs: cpuMsOf(pid) ?? Number.NaN, startedMb: memoryMb(pid) }
}

const pour = (load: LoadProcess, { server, target }: Running, seconds: number): Promise<Poured> =>
  load.run('pour', target, {
    ...{ serverPid: server.pid, perSecond, messages: perSecond * seconds, warmUp: perSecond, drainMs },
  })

async function pourWhileBackingUp(folder: string, load: LoadProcess, running: Running, seconds: number) {
  const copy = join(folder, 'backup-of-bench.db')
  const poured = pour(load, running, seconds)
  const fromMs = nowMs()
  await operate(folder, 'backup', copy)
  const backupMs = nowMs() - fromMs
  const backedUp = await poured
  rmSync(copy)
  return { backupMs, backedUp }
}

function rows(young: Age, old: Age): Row[] {
  const line = (what: string, unit: string, value: (age: Age) => number | readonly number[], goal?: number): Row => ({
    ...{ what, unit, better: 'less' as const, ...(goal !== undefined && { goal }) },
    values: { [oursName]: measured(value(old)), 'first day': measured(value(young)) },
  })
  const under = `at ${perSecond} msg/s`
  return [
    line('start until it answers', 'ms', ({ startMs }) => startMs),
    line('CPU of the start', 'ms', ({ startCpuMs }) => startCpuMs),
    line('resident memory after the start', 'MB', ({ startedMb }) => startedMb),
    line('chat list of a pupil, cold', 'ms', ({ listMs }) => listMs),
    line('opening a chat, cold', 'ms', ({ openMs }) => openMs),
    line('opening a chat, cold', 'kB', ({ openKb }) => openKb),
    line(`p50 ${under}`, 'ms', ({ calm }) => calm.p50),
    line(`p99 ${under}`, 'ms', ({ calm }) => calm.p99),
    line(`CPU a delivery ${under}`, 'µs', ({ calm }) => calm.cpuUs ?? Number.NaN),
    line(`backup ${under}`, 'ms', ({ backupMs }) => backupMs),
    line(`p50 ${under} and a backup`, 'ms', ({ backedUp }) => backedUp.p50),
    line(`p99 ${under} and a backup`, 'ms', ({ backedUp }) => backedUp.p99),
    line('lost', 'deliveries', ({ calm, backedUp }) => lost(calm) + lost(backedUp), 0),
    line('resident memory after all that', 'MB', ({ loadedMb }) => loadedMb),
    line('database', 'MB', ({ databaseMb }) => databaseMb),
  ]
}

const lost = ({ expected, delivered }: Poured): number => expected - delivered

const measured = (value: number | readonly number[]): Measured => summarize(typeof value === 'number' ? [value] : value)

const memoryMb = (pid: number): number => (memoryBytesOf(pid) ?? Number.NaN) / 1e6

async function count(folder: string): Promise<{ people: number; messages: number }> {
  const database = await openDatabase(folder)
  const { rows } = await database.client.execute(
    'SELECT (SELECT count(*) FROM people WHERE active = 1), (SELECT count(*) FROM messages)',
  )
  database.close()
  return { people: Number(rows[0]?.[0]), messages: Number(rows[0]?.[1]) }
}

function sizeMb(folder: string): number {
  const files = ['zvonok.db', 'zvonok.db-wal'].map((name) => join(folder, name)).filter(existsSync)
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6
}
