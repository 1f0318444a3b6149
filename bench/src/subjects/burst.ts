import { repeat } from '../measure.ts'
import { lost } from './latency.ts'
import { each, row, type Subject } from './subject.ts'

const messages = 100

/** 100 messages in the same instant, until everybody has all of them. */
export const burst: Subject = {
  name: 'burst',
  title: 'Burst: 100 messages in the same instant',
  async run(bench) {
    const results = await each(bench, { chats: 10, membersPerChat: 30 }, ({ load, server, target }) => {
      const one = { ...target, chats: target.chats.slice(0, 1) }
      const options = { serverPid: server.pid, messages, warmUp: 0, drainMs: 10_000 }
      return repeat(bench.quick ? 3 : 7, async () => ({
        spread: await load.run('pour', target, options),
        together: await load.run('pour', one, options),
      }))
    })
    return {
      rows: [
        row(results, {
          what: 'over 10 chats × 30, all shown',
          unit: 'ms',
          better: 'less',
          goal: 120,
          value: ({ spread }) => spread.max,
        }),
        row(results, {
          what: 'in one chat of 30, all shown',
          unit: 'ms',
          better: 'less',
          goal: 120,
          value: ({ together }) => together.max,
        }),
        row(results, {
          what: 'lost',
          unit: 'deliveries',
          better: 'less',
          goal: 0,
          value: ({ spread, together }) => lost(spread) + lost(together),
        }),
      ],
      notes: ['The first run of each is cold (code not yet compiled) and counts as the others.'],
    }
  },
}
