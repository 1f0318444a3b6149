import type { Poured } from '../load/pour.ts'
import { repeat } from '../measure.ts'
import { each, row, type Subject } from './subject.ts'

const perSecond = 100

/** From send to all 29 others, 100 messages a second in 10 chats of 30. */
export const latency: Subject = {
  name: 'latency',
  title: 'Latency and CPU at 100 msg/s in 10 chats × 30',
  async run(bench) {
    const seconds = bench.quick ? 5 : 10
    const results = await each(bench, { chats: 10, membersPerChat: 30 }, ({ load, server, target }) =>
      repeat(bench.quick ? 1 : 3, () =>
        load.run('pour', target, {
          serverPid: server.pid,
          perSecond,
          messages: perSecond * (seconds + 2),
          warmUp: perSecond * 2,
          drainMs: 5000,
        }),
      ),
    )
    const floor = [...(results.get('bare ws + SQLite') ?? [])].map(({ cpuUs }) => cpuUs ?? Number.NaN)
    return {
      rows: [
        row(results, { what: 'p50', unit: 'ms', better: 'less', goal: 4, value: ({ p50 }) => p50 }),
        row(results, { what: 'p99', unit: 'ms', better: 'less', goal: 8, value: ({ p99 }) => p99 }),
        row(results, {
          what: 'server CPU a delivery',
          unit: 'µs',
          better: 'less',
          ...(floor.length > 0 && { goal: middle(floor) * 1.25 }),
          value: ({ cpuUs }) => cpuUs,
        }),
        row(results, { what: 'lost', unit: 'deliveries', better: 'less', goal: 0, value: lost }),
        row(results, {
          what: 'load process late, p99',
          unit: 'ms',
          better: 'none',
          value: ({ generator }) => generator.lateP99,
        }),
      ],
      notes: [
        'From the intended time of sending until the last of the 29 others has the frame; sender and receivers are one process beside the server.',
        'The goal for CPU is 1.25 × the bare yardstick of the same run.',
      ],
    }
  },
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number
export const lost = ({ expected, delivered }: Poured): number => expected - delivered
