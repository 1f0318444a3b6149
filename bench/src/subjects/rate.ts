import type { Poured } from '../load/pour.ts'
import { each, row, type Stage, type Subject } from './subject.ts'

const rates = [400, 800, 1600, 2400, 3200, 4000, 4800, 5600, 6400, 7200, 8000, 9600, 11_200]
const seconds = 3
const limitMs = 1000
/** A machine may stumble once: only two steps in a row that fail are the end. */
const failuresAtMost = 2
/** The later climbs begin a little below the top of the first one. */
const near = 0.75

/** The highest rate at which nothing is lost and the 99th percentile stays under a second. */
export const rate: Subject = {
  name: 'rate',
  title: 'Highest rate with p99 < 1 s and nothing lost, 10 chats × 30',
  async run(bench) {
    const results = await each(bench, { chats: 10, membersPerChat: 30 }, async (stage) => {
      const first = await climb(
        stage,
        rates.filter((_, i) => i % 2 === 0),
      )
      if (bench.quick) return [first]
      const steps = rates.filter((perSecond) => perSecond >= first.perSecond * near)
      return [await climb(stage, steps), await climb(stage, steps)]
    })
    return {
      rows: [
        row(results, { what: 'rate', unit: 'msg/s', better: 'more', goal: 4800, value: ({ perSecond }) => perSecond }),
        row(results, { what: 'p99 at that rate', unit: 'ms', better: 'less', value: ({ at }) => at?.p99 }),
        row(results, {
          what: 'server CPU a delivery at that rate',
          unit: 'µs',
          better: 'less',
          value: ({ at }) => at?.cpuUs,
        }),
        row(results, {
          what: 'load process busy at that rate',
          unit: '%',
          better: 'none',
          value: ({ at }) => at && at.generator.busy * 100,
        }),
      ],
      notes: [
        `Rising steps of ${seconds} s (${rates.join(', ')} msg/s), each message to 29 others, until ${failuresAtMost} steps in a row fail; from a first climb in larger steps on twice.`,
        'Server and load process share the two cores: a load process that is more than 95 % busy is itself the limit, then the server may do more.',
      ],
    }
  },
}

interface Climbed {
  readonly perSecond: number
  readonly at: Poured | undefined
}

async function climb(stage: Stage, steps: readonly number[]): Promise<Climbed> {
  let best: Climbed = { perSecond: 0, at: undefined }
  let failures = 0
  for (const perSecond of steps) {
    const at = await attempt(stage, perSecond)
    if (at) best = { perSecond, at }
    failures = at ? 0 : failures + 1
    if (failures === failuresAtMost) break
  }
  return best
}

async function attempt({ load, server, target }: Stage, perSecond: number): Promise<Poured | undefined> {
  const poured = await load.run('pour', target, {
    serverPid: server.pid,
    perSecond,
    messages: perSecond * seconds,
    warmUp: perSecond / 2,
    drainMs: 5000,
  })
  return poured.delivered === poured.expected && poured.p99 < limitMs ? poured : undefined
}
