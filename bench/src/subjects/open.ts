import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { wait } from '../measure.ts'
import { memoryBytesOf } from '../proc.ts'
import type { Row } from '../report.ts'
import { each, row, type Subject } from './subject.ts'

const opens = 15
const goals: Readonly<Record<number, { ms: number; bytes: number }>> = {
  10000: { ms: 12, bytes: 12_000 },
  100000: { ms: 13.2, bytes: 13_200 },
}

/** A device without a copy opens a chat of any age; and what the messages cost the server. */
export const open: Subject = {
  name: 'open',
  title: 'Opening a chat without a copy; memory and disk of a message',
  async run(bench) {
    const sizes = bench.quick ? [1000, 10_000] : [1000, 10_000, 100_000]
    const results = await each(
      bench,
      { chats: sizes.length, membersPerChat: 30 },
      async ({ load, server, target, folder }) => {
        const opened: Record<number, { ms: number; bytes: number; messages: number }[]> = {}
        const before = { memory: memoryBytesOf(server.pid), disk: sizeOf(folder) }
        for (const [chat, size] of sizes.entries()) {
          await load.run('fill', target, chat, size)
          opened[size] = await load.run('openCold', target, chat, opens)
        }
        // Those who store later have stored by then.
        await wait(11_000)
        const count = sizes.reduce((sum, size) => sum + size, 0)
        const memory = ((memoryBytesOf(server.pid) ?? Number.NaN) - (before.memory ?? Number.NaN)) / count
        return [{ opened, memory, disk: (sizeOf(folder) - before.disk) / count }]
      },
    )
    const flat = (size: number) =>
      new Map(
        [...results].map(([name, [run]]) => [name, (run?.opened[size] ?? []).filter(({ messages }) => messages > 0)]),
      )
    const rows: Row[] = sizes.flatMap((size) => [
      row(flat(size), {
        what: `${size.toLocaleString('en')} messages`,
        unit: 'ms',
        better: 'less',
        ...goal(size, 'ms'),
        value: ({ ms }) => ms,
      }),
      row(flat(size), {
        what: `${size.toLocaleString('en')} messages`,
        unit: 'bytes',
        better: 'less',
        ...goal(size, 'bytes'),
        value: ({ bytes }) => bytes,
      }),
    ])
    return {
      rows: [
        ...rows,
        row(results, { what: 'disk a message', unit: 'bytes', better: 'less', value: ({ disk }) => disk }),
        row(results, {
          what: 'server memory a message after it',
          unit: 'bytes',
          better: 'less',
          value: ({ memory }) => memory,
        }),
      ],
      notes: [
        'From opening the socket until the newest messages are decoded, upgrade included; a rival that syncs the whole document has to apply all of it.',
        'Disk of ours holds rows, documents, full-text index and answers to commands, with the write-ahead log; memory may hold garbage that was not collected yet.',
      ],
    }
  },
}

const goal = (size: number, what: 'ms' | 'bytes'): { goal?: number } => {
  const each = goals[size]
  return each ? { goal: each[what] } : {}
}

export function sizeOf(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false })
    if (stat?.isFile()) bytes += stat.size
  }
  return bytes
}
