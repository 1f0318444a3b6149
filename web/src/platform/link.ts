/**
 * Keeps one socket open. It reconnects after a random part of 5 s, later up to 60 s, so that a school does not come back in one instant;
 * at once when the line or the screen comes back. A line that looks open but is dead is found by a ping that nobody answers.
 */
import {
  type ClientFrame,
  closeCode,
  decodeServerFrame,
  encodeClientFrame,
  type ServerFrame,
} from '@zvonok/schema/core/frames'
import { inflateSync } from 'fflate'
import type { Clock } from './clock.ts'
import type { LinkState } from './device.ts'
import type { Connect, Socket } from './socket.ts'

export const timing = {
  pingAfterMs: 30_000,
  answerWithinMs: 10_000,
  wakeWithinMs: 4_000,
  jitterMs: 5_000,
  maxMs: 60_000,
}

export interface LinkParts {
  readonly connect: Connect
  readonly clock: Clock
  /** 0 ≤ x < 1 */
  readonly random: () => number
  readonly cursor: () => string
  readonly received: (frame: ServerFrame) => void
  readonly changed: (state: LinkState) => void
}

export class Link {
  readonly #parts: LinkParts
  #socket: Socket | undefined
  #isOpen = false
  #attempt = 0
  #failures = 0
  #cancelTimer: (() => void) | undefined
  #current: LinkState = 'offline'
  #stopped = false

  constructor(parts: LinkParts) {
    this.#parts = parts
  }

  state(): LinkState {
    return this.#current
  }

  /** PLATFORM-1. Connects now, or asks an open line for a sign of life: the line, the screen or the sign-in came back. */
  wake(): void {
    if (this.#stopped) return
    if (this.#isOpen) this.#ping(timing.wakeWithinMs)
    else if (!this.#socket) this.#dial()
  }

  /** PLATFORM-1. The system says that there is no line: told at once, and tried all the same, since a school's own server may still answer. */
  lost(): void {
    if (this.#socket) this.#lose(1006)
  }

  /** False when there is no line: the caller asks again after the next `opened`. */
  send(frame: ClientFrame): boolean {
    if (!this.#isOpen || !this.#socket) return false
    this.#socket.send(encodeClientFrame(frame))
    return true
  }

  /** The first `heads` was taken in. */
  synced(): void {
    this.#failures = 0
    this.#set('live')
  }

  /** Hangs up until somebody comes: this session is not the one that belongs here. */
  lock(): void {
    this.#lose(closeCode.signedOut)
  }

  stop(): void {
    this.#stopped = true
    this.#hangUp()
    this.#set('offline')
  }

  #dial(): void {
    this.#hangUp()
    const attempt = this.#attempt
    const ifCurrent = (run: () => void) => {
      if (attempt === this.#attempt) run()
    }
    if (this.#current !== 'locked' && this.#current !== 'updateFirst') this.#set('connecting')
    this.#timer(timing.pingAfterMs, () => this.#lose(1006))
    this.#socket = this.#parts.connect(this.#parts.cursor(), {
      opened: () => ifCurrent(() => this.#opened()),
      received: (bytes) => ifCurrent(() => this.#received(bytes)),
      closed: (code) => ifCurrent(() => this.#lose(code)),
    })
  }

  #opened(): void {
    this.#isOpen = true
    this.#set('syncing')
    this.#listen()
  }

  #received(bytes: Uint8Array): void {
    this.#listen()
    const frame = readFrame(bytes)
    if (frame) this.#parts.received(frame)
    else this.#lose(1006)
  }

  /** PLATFORM-2. Silence is answered by a ping, and no answer by a new line. */
  #listen(): void {
    this.#timer(timing.pingAfterMs, () => this.#ping(timing.answerWithinMs))
  }

  #ping(withinMs: number): void {
    this.send({ type: 'ping' })
    this.#timer(withinMs, () => this.#lose(1006))
  }

  #lose(code: number): void {
    this.#hangUp()
    if (this.#stopped) return
    const final = finalStates.get(code)
    this.#set(final ?? 'offline')
    if (!final) this.#dialLater()
  }

  #dialLater(): void {
    const ceiling = Math.min(timing.maxMs, timing.jitterMs * 2 ** this.#failures)
    this.#failures = Math.min(this.#failures + 1, 10)
    this.#timer(this.#parts.random() * ceiling, () => this.#dial())
  }

  #hangUp(): void {
    this.#attempt++
    this.#isOpen = false
    this.#cancelTimer?.()
    this.#socket?.close()
    this.#socket = undefined
  }

  #timer(ms: number, run: () => void): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#parts.clock.after(ms, run)
  }

  #set(state: LinkState): void {
    if (this.#current === state) return
    this.#current = state
    this.#parts.changed(state)
  }
}

/** Only a sign-in or a newer app helps: nothing is tried before somebody comes. */
const finalStates: ReadonlyMap<number, LinkState> = new Map([
  [closeCode.signedOut, 'locked'],
  [closeCode.updateFirst, 'updateFirst'],
])

/** Undefined for bytes that are no frame of this protocol. */
function readFrame(bytes: Uint8Array): ServerFrame | undefined {
  try {
    const frame = decodeServerFrame(bytes)
    return frame.type === 'packed' ? decodeServerFrame(inflateSync(frame.bytes)) : frame
  } catch {
    return undefined
  }
}
