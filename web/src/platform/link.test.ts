import { closeCode, decodeClientFrame, encodeServerFrame, type ServerFrame } from '@zvonok/schema/core/frames'
import { deflateSync } from 'fflate'
import { beforeEach, describe, expect, test } from 'vitest'
import type { LinkState } from './device.ts'
import { Link, timing } from './link.ts'
import type { SocketEvents } from './socket.ts'
import { ManualClock } from './testing/manual-clock.ts'

let clock: ManualClock
let lines: { events: SocketEvents; sent: string[]; closed: boolean }[]
let states: LinkState[]
let received: ServerFrame[]
let link: Link

const line = () => {
  const last = lines.at(-1)
  if (!last) throw new Error('no line')
  return last
}

beforeEach(() => {
  clock = new ManualClock()
  lines = []
  states = []
  received = []
  link = new Link({
    connect: (_, events) => {
      const made = { events, sent: [] as string[], closed: false }
      lines.push(made)
      return {
        send: (bytes) => made.sent.push(decodeClientFrame(bytes).type),
        close: () => {
          made.closed = true
        },
      }
    },
    clock,
    random: () => 0.5,
    cursor: () => '',
    received: (frame) => received.push(frame),
    changed: (state) => states.push(state),
  })
  link.wake()
})

function goLive(): void {
  line().events.opened()
  link.synced()
}

describe('[PLATFORM-1] the line comes back by itself', () => {
  test('connecting, syncing, live', () => {
    goLive()
    expect(states).toEqual(['connecting', 'syncing', 'live'])
  })

  test('after a random part of 5 s, later of 60 s; anew after a success', () => {
    goLive()
    const pauses: number[] = []
    for (let i = 0; i < 6; i++) {
      line().events.closed(1006)
      pauses.push(clock.nextInMs())
      clock.pass(clock.nextInMs())
    }
    expect(pauses).toEqual([2500, 5000, 10_000, 20_000, 30_000, 30_000])
    goLive()
    line().events.closed(1001)
    expect(clock.nextInMs()).toBe(2500)
  })

  test('at once when the line or the screen comes back', () => {
    goLive()
    line().events.closed(1006)
    link.wake()
    expect(lines).toHaveLength(2)
  })

  test('a lost line is told at once, and dialled again all the same', () => {
    goLive()
    link.lost()
    expect(link.state()).toBe('offline')
    clock.pass(clock.nextInMs())
    expect(lines).toHaveLength(2)
  })

  test('one line at a time: what an older one says is not heard', () => {
    const [old] = lines
    line().events.closed(1006)
    link.wake()
    old?.events.opened()
    old?.events.closed(closeCode.signedOut)
    expect(link.state()).toBe('connecting')
    expect(old?.closed).toBe(true)
  })

  test('a session that has ended locks, an old app waits for its update; neither dials until somebody comes', () => {
    goLive()
    line().events.closed(closeCode.signedOut)
    expect(link.state()).toBe('locked')
    clock.pass(3_600_000)
    expect(lines).toHaveLength(1)
    link.wake()
    expect(link.state()).toBe('locked')
    line().events.opened()
    line().events.closed(closeCode.updateFirst)
    expect(link.state()).toBe('updateFirst')
  })

  test('after `stop` nothing is dialled', () => {
    goLive()
    link.stop()
    clock.pass(3_600_000)
    link.wake()
    expect(lines).toHaveLength(1)
    expect(link.state()).toBe('offline')
  })
})

describe('[PLATFORM-2] a dead line is found', () => {
  test('silence is answered by a ping, no answer by a new line', () => {
    goLive()
    clock.pass(timing.pingAfterMs)
    expect(line().sent).toEqual(['ping'])
    line().events.received(encodeServerFrame({ type: 'pong', serverMs: 1 }))
    clock.pass(timing.pingAfterMs)
    expect(line().sent).toEqual(['ping', 'ping'])
    clock.pass(timing.answerWithinMs)
    expect(link.state()).toBe('offline')
    expect(line().closed).toBe(true)
  })

  test('a screen that comes back asks sooner', () => {
    goLive()
    link.wake()
    clock.pass(timing.wakeWithinMs)
    expect(link.state()).toBe('offline')
  })

  test('a connection that never opens is given up', () => {
    clock.pass(timing.pingAfterMs)
    expect(line().closed).toBe(true)
    clock.pass(timing.jitterMs)
    expect(lines).toHaveLength(2)
  })
})

test('[PLATFORM-19] packed frames are opened; bytes that are no frame end the line, not the app', () => {
  goLive()
  const pong: ServerFrame = { type: 'pong', serverMs: 5 }
  line().events.received(encodeServerFrame({ type: 'packed', bytes: deflateSync(encodeServerFrame(pong)) }))
  expect(received).toEqual([pong])
  for (const bad of [[], [99], [0, 3, 1, 2, 3], [1, 255, 255, 255, 255]]) {
    line().events.received(new Uint8Array(bad))
    expect(link.state()).toBe('offline')
    link.wake()
    goLive()
  }
})
