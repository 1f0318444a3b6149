/** What may go wrong in a round. Each leaves the trouble in place; {@link heal} ends all of it. */

import { encodeClientFrame, protocolVersion } from '@zvonok/schema/core/frames'
import { must } from '@zvonok/schema/core/must'
import { wait, waitUntil } from '../measure.ts'
import { between, pick } from '../random.ts'
import { openRawSocket } from '../raw-socket.ts'
import type { FaultSchool } from './school.ts'

type Random = () => number

interface Fault {
  readonly name: string
  /** How often, beside the others. */
  readonly weight: number
  /** False when it could not be tried. */
  run(school: FaultSchool, random: Random): Promise<unknown>
}

const hourMs = 3_600_000
const anyone = (school: FaultSchool, random: Random) => pick(random, school.devices)

const faults: readonly Fault[] = [
  { name: 'server kill -9', weight: 4, run: (school) => school.killServer() },
  {
    name: 'server kill -9 and back',
    weight: 3,
    async run(school, random) {
      await school.killServer()
      await wait(between(random, 0, 200))
      // On a full disk it says so and does not start.
      if (!school.disk?.full()) await school.startServer()
    },
  },
  { name: 'line cut', weight: 4, run: async (school, random) => anyone(school, random).line.cut() },
  { name: 'line stalled', weight: 3, run: async (school, random) => anyone(school, random).line.stall() },
  { name: 'half-open socket', weight: 3, run: async (school, random) => anyone(school, random).line.halfOpen() },
  {
    name: 'all lines cut and back',
    weight: 2,
    async run({ devices }, random) {
      for (const { line } of devices) line.cut()
      await wait(between(random, 0, 100))
      for (const { line } of devices) line.restore()
    },
  },
  { name: 'device kill -9', weight: 2, run: (school, random) => anyone(school, random).device.kill() },
  {
    name: 'device kill -9 while writing',
    weight: 2,
    async run(school, random) {
      const { device } = anyone(school, random)
      if (!device.running) return false
      // Nobody knows whether it was kept: it may come or not, but not twice.
      void device.ask('say', `${random()} недописанное сообщение`)
      await wait(between(random, 0, 8))
      await device.kill()
    },
  },
  { name: 'browser closed', weight: 2, run: (school, random) => anyone(school, random).device.close() },
  {
    name: 'clock of a device jumps',
    weight: 2,
    async run(school, random) {
      const { device } = anyone(school, random)
      if (device.running) await device.ask('jump', between(random, -48, 48) * hourMs)
    },
  },
  { name: 'commands doubled and reordered', weight: 3, run: sayAgain },
  { name: 'disk full', weight: 2, run: async ({ disk }) => (disk ? disk.fill() : false) },
  { name: 'backup', weight: 1, run: async (school) => (school.serverRuns() ? school.backUp() : false) },
  { name: 'old backup restored', weight: 1, run: async (school) => !school.disk?.full() && school.restore() },
]

/** Commands that were answered or wait on their device, once more: over another connection, twice, in any order. */
async function sayAgain({ ledger, devices, target, disk, serverRuns }: FaultSchool, random: Random): Promise<boolean> {
  const { device } = pick(random, devices)
  if (!serverRuns() || disk?.full() || !device.running) return false
  const sent = [...ledger.kept.values()].filter((kept) => kept.device === device.name && ledger.ids.has(kept.text))
  const again = [
    ...sent.slice(-15).map(({ text }) => ({ text, id: must(ledger.ids.get(text), 'id') })),
    ...(await device.ask('waiting')),
  ]
  const { cookie, origin, chatId } = device.place
  const socket = await openRawSocket({
    url: `${target.url}/sync?v=${protocolVersion}&cursor=`,
    headers: { cookie, origin },
    onMessage: () => undefined,
  })
  const name = 'messages.send'
  for (const { id, text } of [...again, ...again].sort(() => random() - 0.5))
    socket.send(encodeClientFrame({ type: 'command', id, version: 1, name, args: { chatId, text } }))
  await wait(50)
  socket.destroy()
  return true
}

export const faultNames = faults.map(({ name }) => name)

const often = faults.flatMap((fault) => Array.from({ length: fault.weight }, () => fault))
export const pickFault = (random: Random): Fault => pick(random, often)

/** Everything works again, except for lines of those who are `away`. */
export async function heal(school: FaultSchool, away: ReadonlySet<string>): Promise<void> {
  school.disk?.free()
  await school.startServer()
  for (const { device, line } of school.devices) {
    if (away.has(device.name)) line.cut()
    else line.restore()
    await device.start()
  }
  await waitUntil('writing works', 20_000, () => healthy(school))
}

async function healthy({ target }: FaultSchool): Promise<boolean> {
  const response = await fetch(`${target.origin}/healthz`).catch(() => undefined)
  await response?.body?.cancel()
  return response?.ok ?? false
}
