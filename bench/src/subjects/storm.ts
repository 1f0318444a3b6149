import { startLoad } from '../load/load-process.ts'
import { nowMs } from '../measure.ts'
import { memoryBytesOf } from '../proc.ts'
import type { Rival } from '../rivals/rival.ts'
import { inFolder, row, type Subject } from './subject.ts'

/** The server is killed while many are connected, starts again, and all come back in the same instant. */
export const storm: Subject = {
  name: 'storm',
  title: 'Join storm: everybody comes back at once after kill −9',
  async run(bench) {
    const people = bench.quick ? 600 : 2000
    const results = new Map<string, Awaited<ReturnType<typeof strike>>[]>()
    for (const rival of bench.rivals) {
      bench.say(`  ${rival.name} …`)
      results.set(rival.name, [await strike(rival, people)])
    }
    return {
      rows: [
        row(results, { what: 'server answers again', unit: 'ms', better: 'less', value: ({ upMs }) => upMs }),
        row(results, {
          what: `${people} connections, half of them live`,
          unit: 'ms',
          better: 'less',
          value: ({ p50 }) => p50,
        }),
        row(results, {
          what: `${people} connections, all of them live`,
          unit: 'ms',
          better: 'less',
          value: ({ max }) => max,
        }),
        row(results, {
          what: `server CPU until all ${people} are live`,
          unit: 'ms',
          better: 'less',
          value: ({ cpuMs }) => cpuMs,
        }),
        row(results, {
          what: 'resident memory then',
          unit: 'MB',
          better: 'less',
          value: ({ memoryBytes }) => memoryBytes && memoryBytes / 1e6,
        }),
        row(results, {
          what: 'received by each',
          unit: 'kB',
          better: 'less',
          value: ({ bytes }) => bytes / people / 1000,
        }),
        row(results, {
          what: 'refused or lost',
          unit: 'connections',
          better: 'less',
          goal: 0,
          value: ({ lost }) => lost,
        }),
      ],
      notes: [
        'Without the random delay that our devices wait: the worst case. Live: ours has its chat list, peers are in step with one small document.',
      ],
    }
  },
}

const strike = (rival: Rival, people: number) =>
  inFolder(async (folder) => {
    const school = { chats: Math.ceil(people / 30), membersPerChat: 30 }
    const before = await rival.start(folder, school)
    const load = startLoad()
    await load.run('fill', before.target, 0, 200)
    await load.run('hold', before.target, people)
    await before.server.kill()
    await load.run('release')
    const from = nowMs()
    const after = await rival.start(folder, school, before.target)
    const upMs = nowMs() - from
    const arrived = await load.run('storm', after.target, people, after.server.pid)
    const memoryBytes = memoryBytesOf(after.server.pid)
    await load.close()
    await after.server.stop()
    return { upMs, memoryBytes, ...arrived }
  })
