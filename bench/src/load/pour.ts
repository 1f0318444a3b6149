/**
 * Open-loop load: each message has a time at which it is sent whether or not earlier ones have arrived, and latency counts from that time,
 * so that a server which stalls is seen to stall.
 */
import { nowMs, wait } from '../measure.ts'
import { cpuMsOf } from '../proc.ts'
import type { Follower, Target } from '../rivals/rival.ts'
import { wires } from '../rivals/wires.ts'
import { findNumbers, numberedText } from '../texts.ts'
import { Deliveries, shares } from './deliveries.ts'

export interface PourOptions {
  readonly serverPid: number
  /** Messages a second over all chats; undefined: all in the same instant. */
  readonly perSecond?: number
  readonly messages: number
  /** The first ones are not counted. */
  readonly warmUp: number
  /** How long to wait for the last ones. */
  readonly drainMs: number
}

export interface Poured {
  /** From the intended time until the last of the others has it. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly delivered: number
  readonly expected: number
  /** Server's CPU time for one delivery, microseconds; undefined where it cannot be known. */
  readonly cpuUs: number | undefined
  /** How late this process itself was, and how busy (a share; waiting for the next time to send is not counted): its own limit. */
  readonly generator: { readonly lateP99: number; readonly busy: number }
  /** What was sent last. */
  readonly lastText: string
}

let nextNumber = 1_000_000

/** One sender in each chat; all its other members receive. */
export async function pour(target: Target, options: PourOptions): Promise<Poured> {
  const { messages, warmUp, drainMs, serverPid } = options
  // Messages of earlier runs may come again in a page or a segment: numbers never repeat.
  const firstNumber = nextNumber
  nextNumber += messages
  const receiversEach = (target.chats[0]?.members.length ?? 1) - 1
  const deliveries = new Deliveries(messages, receiversEach)
  const { senders, all } = await connectAll(target, deliveries, firstNumber)
  const frames = Array.from({ length: messages }, (_, n) =>
    senders[n % senders.length]?.prepare(numberedText(firstNumber + n)),
  )
  const late = new Float64Array(messages)

  const step = options.perSecond ? 1000 / options.perSecond : 0
  const startMs = nowMs() + 50
  let server = { ms: cpuMsOf(serverPid), delivered: 0 }
  let idleMs = 0
  let ownFromMs = startMs
  for (let n = 0; n < messages; n++) {
    const dueMs = startMs + n * step
    deliveries.intendedMs[n] = dueMs
    idleMs += await until(dueMs)
    if (n === warmUp) {
      server = { ms: cpuMsOf(serverPid), delivered: deliveries.delivered }
      idleMs = 0
      ownFromMs = nowMs()
    }
    late[n] = nowMs() - dueMs
    senders[n % senders.length]?.write(frames[n] as Uint8Array)
  }
  const busy = 1 - idleMs / (nowMs() - ownFromMs)
  const giveUpMs = nowMs() + drainMs
  while (deliveries.complete < messages && nowMs() < giveUpMs) await wait(2)
  const serverMs = cpuMsOf(serverPid)
  for (const follower of all) follower.close()

  const deliveredSince = deliveries.delivered - server.delivered
  return {
    ...shares(deliveries.latencies(warmUp)),
    delivered: deliveries.delivered,
    expected: messages * receiversEach,
    cpuUs:
      serverMs !== undefined && server.ms !== undefined ? ((serverMs - server.ms) * 1000) / deliveredSince : undefined,
    generator: { lateP99: shares(late.slice(warmUp).sort()).p99, busy },
    lastText: numberedText(firstNumber + messages - 1),
  }
}

async function connectAll(target: Target, deliveries: Deliveries, firstNumber: number) {
  const wire = wires[target.wire]
  const senders: Follower[] = []
  const all: Follower[] = []
  for (const [chat, { members }] of target.chats.entries()) {
    senders.push(await wire.follow(target, chat, 0, () => undefined))
    const rest = members.slice(1).map((_, i) => {
      const received = deliveries.receiver()
      return wire.follow(target, chat, i + 1, (frame) => {
        const atMs = nowMs()
        findNumbers(frame, (n) => received(n - firstNumber, atMs))
      })
    })
    all.push(...(await Promise.all(rest)))
  }
  return { senders, all: [...senders, ...all] }
}

/** A turn of the event loop that takes less had nothing to receive. */
const emptyTurnMs = 0.03

/**
 * Timers come up to a millisecond late: the last two are spent turning the event loop, which goes on receiving.
 * @returns milliseconds in which there was nothing to do
 */
async function until(dueMs: number): Promise<number> {
  let idleMs = 0
  let atMs = nowMs()
  if (dueMs - atMs > 3) {
    await wait(dueMs - atMs - 2)
    idleMs = nowMs() - atMs
  }
  for (atMs = nowMs(); atMs < dueMs; ) {
    await new Promise(setImmediate)
    const turnMs = nowMs() - atMs
    if (turnMs < emptyTurnMs) idleMs += turnMs
    atMs += turnMs
  }
  return idleMs
}
