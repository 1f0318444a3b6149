import { repeat, wait } from '../measure.ts'
import { memoryBytesOf } from '../proc.ts'
import type { Rival } from '../rivals/rival.ts'
import { onStage, row, type Subject } from './subject.ts'

/** Memory that one more idle connection costs. */
export const idle: Subject = {
  name: 'idle',
  title: 'Memory of an idle connection',
  async run(bench) {
    const [first, more] = bench.quick ? [500, 1000] : [1000, 3000]
    const settleMs = bench.quick ? 1500 : 4000
    const results = new Map<string, (number | undefined)[]>()
    for (const rival of bench.rivals) {
      bench.say(`  ${rival.name} …`)
      results.set(rival.name, await repeat(bench.quick ? 1 : 2, () => cost(rival, first, more, settleMs)))
    }
    return {
      rows: [
        row(results, { what: 'resident memory a connection', unit: 'kB', better: 'less', goal: 20, value: (kb) => kb }),
      ],
      notes: [`Growth of resident memory from ${first} to ${first + more} connections, each run on a fresh server.`],
    }
  },
}

const cost = (rival: Rival, first: number, more: number, settleMs: number): Promise<number | undefined> =>
  onStage(rival, { chats: 10, membersPerChat: 30 }, async ({ load, server, target }) => {
    await load.run('hold', target, first)
    await wait(settleMs)
    const before = memoryBytesOf(server.pid)
    await load.run('hold', target, more)
    await wait(settleMs)
    const after = memoryBytesOf(server.pid)
    await load.run('release')
    return before === undefined || after === undefined ? undefined : (after - before) / more / 1000
  })
