import { openLine } from '../line.ts'
import type { LoadProcess } from '../load/load-process.ts'
import { repeat } from '../measure.ts'
import type { Target } from '../rivals/rival.ts'
import { each, row, type Subject } from './subject.ts'

const line = { rttMs: 400, kbit: 250 }
const lists = [
  { chats: 12, goal: 900 },
  { chats: 60, goal: 1000 },
  { chats: 300, goal: 1300 },
]

/** From nothing to the chat list on a bad line. */
export const chatList: Subject = {
  name: 'list',
  title: `Chat list on a line of ${line.rttMs} ms and ${line.kbit} kbit/s, without a copy`,
  async run(bench) {
    const listed = { ...bench, rivals: bench.rivals.filter(({ name }) => name === 'ours' || name.startsWith('bare')) }
    const results = await each(listed, { chats: lists.length, membersPerChat: 30 }, async ({ load, target }) => {
      for (const [person, { chats }] of lists.entries()) await load.run('makeList', target, person, chats)
      const runs = bench.quick ? 1 : 5
      return repeat(runs, async () => {
        const opened: Awaited<ReturnType<typeof openSlowly>>[] = []
        for (const [person, { chats }] of lists.entries()) opened.push(await openSlowly(load, target, chats, person))
        return opened
      })
    })
    return {
      rows: lists.flatMap(({ chats, goal }, i) => [
        row(results, { what: `${chats} chats`, unit: 'ms', better: 'less', goal, value: (run) => run[i]?.ms }),
        row(results, { what: `${chats} chats`, unit: 'bytes', better: 'less', value: (run) => run[i]?.bytes }),
      ]),
      notes: [
        'From the moment the TCP connection stands (another 400 ms before it): 400 ms is the floor, upgrade and answer. No TLS, no loss, no slow start.',
        'The peers have no chat list: a document or a socket for each chat would be needed.',
      ],
    }
  },
}

async function openSlowly(load: LoadProcess, target: Target, chats: number, person: number) {
  const slow = await openLine({ ...line, targetPort: Number(new URL(target.url).port) })
  const opened = await load.run('openList', { ...target, url: `ws://127.0.0.1:${slow.port}` }, chats, person)
  await slow.close()
  return opened
}
