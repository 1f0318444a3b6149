import { repeat } from '../measure.ts'
import { each, row, type Subject } from './subject.ts'

const missed = 200

/** A device with a copy comes back after 200 messages. */
export const catchUp: Subject = {
  name: 'catch-up',
  title: 'Catching up 200 missed messages in a chat of 1,000',
  async run(bench) {
    const results = await each(bench, { chats: 1, membersPerChat: 30 }, async ({ load, target }) => {
      await load.run('fill', target, 0, 1000)
      return repeat(bench.quick ? 3 : 11, () => load.run('catchUp', target, 0, missed))
    })
    const whole = new Map([...results].map(([name, runs]) => [name, runs.filter(({ messages }) => messages >= missed)]))
    return {
      rows: [
        row(whole, { what: 'time', unit: 'ms', better: 'less', goal: 15, value: ({ ms }) => ms }),
        row(whole, { what: 'received', unit: 'bytes', better: 'less', goal: 30_000, value: ({ bytes }) => bytes }),
      ],
      notes: ['From opening the socket until all 200 are applied to the copy.'],
    }
  },
}
