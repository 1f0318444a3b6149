import { nowMs } from '../measure.ts'
import { cpuMsOf } from '../proc.ts'
import type { Opened, Target } from '../rivals/rival.ts'
import { wires } from '../rivals/wires.ts'
import { shares } from './deliveries.ts'

const held: { close(): void; bytes(): number }[] = []
const together = 100

/** Opens idle connections and keeps them until {@link release}. */
export async function hold(target: Target, count: number): Promise<void> {
  const wire = wires[target.wire]
  for (let from = 0; from < count; from += together) {
    const group = places(target, from, Math.min(together, count - from))
    held.push(...(await Promise.all(group.map(({ chat, member }) => wire.idle(target, chat, member)))))
  }
}

export async function release(): Promise<void> {
  for (const each of held.splice(0)) each.close()
}

/** Everybody comes back in the same instant. Milliseconds until each is up to date; bytes and the server's CPU time of all together. */
export async function storm(
  target: Target,
  count: number,
  serverPid: number,
): Promise<{ p50: number; p99: number; max: number; lost: number; bytes: number; cpuMs: number | undefined }> {
  const wire = wires[target.wire]
  const cpuFrom = cpuMsOf(serverPid)
  const from = nowMs()
  const arrivals = await Promise.allSettled(
    places(target, 0, count).map(async ({ chat, member }) => {
      held.push(await wire.idle(target, chat, member))
      return nowMs() - from
    }),
  )
  const ms = arrivals.filter((each) => each.status === 'fulfilled').map(({ value }) => value)
  const cpuMs = cpuMsOf(serverPid)
  return {
    ...shares(Float64Array.from(ms).sort()),
    lost: count - ms.length,
    bytes: held.reduce((sum, each) => sum + each.bytes(), 0),
    cpuMs: cpuFrom === undefined || cpuMs === undefined ? undefined : cpuMs - cpuFrom,
  }
}

/** Spread over chats first, so that few sockets belong to one person. */
function places(target: Target, from: number, count: number): { chat: number; member: number }[] {
  const { chats } = target
  return Array.from({ length: count }, (_, i) => {
    const chat = (from + i) % chats.length
    return { chat, member: Math.floor((from + i) / chats.length) % (chats[chat]?.members.length ?? 1) }
  })
}

export const fill = (target: Target, chat: number, count: number): Promise<void> =>
  wires[target.wire].fill(target, chat, count)

type Seen = Omit<Opened, 'copy'>
const seen = ({ ms, bytes, messages }: Opened): Seen => ({ ms, bytes, messages })

export async function openCold(target: Target, chat: number, times: number): Promise<Seen[]> {
  const all: Seen[] = []
  for (let i = 0; i < times; i++)
    all.push(seen(await wires[target.wire].openCold(target, chat, i % membersIn(target, chat))))
  return all
}

/** Takes a copy, misses `missed` messages, comes back. */
export async function catchUp(target: Target, chat: number, missed: number): Promise<Seen> {
  const wire = wires[target.wire]
  const { copy } = await wire.openCold(target, chat, 1)
  await wire.fill(target, chat, missed)
  return seen(await wire.catchUp(target, chat, 1, copy))
}

export async function makeList(target: Target, person: number, chats: number): Promise<void> {
  await wires[target.wire].makeList?.(target, person, chats)
}

export async function openList(target: Target, chats: number, person: number): Promise<Seen | undefined> {
  const opened = await wires[target.wire].openList?.(target, chats, person)
  return opened && seen(opened)
}

const membersIn = (target: Target, chat: number): number => target.chats[chat]?.members.length ?? 1
