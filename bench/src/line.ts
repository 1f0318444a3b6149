/**
 * A bad line on 127.0.0.1: a TCP proxy with round-trip time and rate. One delay and one rate for each direction, shared by all connections,
 * as a phone has one radio. No loss and no slow start. The fault run also cuts, stalls and half-opens it.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface LineOptions {
  readonly targetPort: number
  /** 0: no delay. */
  readonly rttMs?: number
  /** Of each direction; undefined: no limit. */
  readonly kbit?: number
}

export interface Line {
  readonly port: number
  /** TCP payload so far. */
  readonly bytes: { down: number; up: number }
  /** Connections are reset and new ones refused, until `restore`. */
  cut(): void
  /** Nothing moves and nobody is told: bytes wait in the line until `restore`. */
  stall(): void
  /** The device's side is dropped without the server being told: a half-open socket on the server. */
  halfOpen(): void
  restore(): void
  close(): Promise<void>
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
}

const packetBytes = 1400
const headerBytes = 40

export async function openLine({ targetPort, rttMs = 0, kbit }: LineOptions): Promise<Line> {
  const pairs = new Set<Pair>()
  const bytes = { down: 0, up: 0 }
  const up = direction(rttMs / 2, kbit)
  const down = direction(rttMs / 2, kbit)
  let state: 'open' | 'cut' | 'stalled' = 'open'

  const server = createServer((near) => {
    if (state === 'cut') return void near.resetAndDestroy()
    const far = connect({ port: targetPort, host: '127.0.0.1' })
    const pair = { near, far }
    pairs.add(pair)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
      if (state === 'stalled') socket.pause()
    }
    pipe(near, far, up, (n) => {
      bytes.up += n
    })
    pipe(far, near, down, (n) => {
      bytes.down += n
    })
    far.on('close', () => pairs.delete(pair))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    bytes,
    cut() {
      state = 'cut'
      for (const { near, far } of pairs) {
        near.resetAndDestroy()
        far.resetAndDestroy()
      }
    },
    stall() {
      state = 'stalled'
      for (const { near, far } of pairs) {
        near.pause()
        far.pause()
      }
    },
    halfOpen() {
      for (const { near, far } of pairs) {
        near.removeAllListeners('close')
        near.resetAndDestroy()
        far.removeAllListeners('data').pause()
      }
    },
    restore() {
      if (state === 'stalled')
        for (const { near, far } of pairs) {
          near.resume()
          far.resume()
        }
      state = 'open'
    },
    async close() {
      for (const { near, far } of pairs) {
        near.destroy()
        far.destroy()
      }
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Calls `deliver` when the packet has gone over the line. In order. */
function direction(delayMs: number, kbit: number | undefined): (length: number, deliver: () => void) => void {
  if (delayMs === 0 && kbit === undefined) return (_length, deliver) => deliver()
  const bytesPerMs = kbit === undefined ? Number.POSITIVE_INFINITY : kbit / 8
  let freeAt = 0
  // Timers of nearly the same time may fire in any order: each delivers the oldest.
  const queue: (() => void)[] = []
  return (length, deliver) => {
    const now = performance.now()
    freeAt = Math.max(freeAt, now) + length / bytesPerMs
    queue.push(deliver)
    setTimeout(() => queue.shift()?.(), freeAt + delayMs - now)
  }
}

function pipe(from: Socket, to: Socket, over: ReturnType<typeof direction>, count: (bytes: number) => void): void {
  from.on('data', (chunk) => {
    count(chunk.length)
    for (let at = 0; at < chunk.length; at += packetBytes) {
      const packet = chunk.subarray(at, at + packetBytes)
      over(packet.length + headerBytes, () => {
        if (to.writable) to.write(packet)
      })
    }
  })
  from.on('close', () => over(0, () => to.destroy()))
}
