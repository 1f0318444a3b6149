import type { Connect, Socket, SocketEvents } from '@zvonok/web/platform/socket'

/** What the line does to frames; absent: nothing. */
export interface Trouble {
  /** How often a frame of the device goes out twice, 0 ≤ x ≤ 1. */
  readonly doubled?: number
  /** Longest delay of a frame in either direction, milliseconds. Their order is kept. */
  readonly delayMs?: number
  /** 0 ≤ x < 1 */
  readonly random?: () => number
}

/** A line between a device and a server that can be cut in the middle of anything. */
export class BadLine {
  readonly connect: Connect
  private readonly trouble: Trouble
  private up = true
  private readonly lost = new Set<() => void>()

  constructor(connect: Connect, trouble: Trouble = {}) {
    this.trouble = trouble
    this.connect = (cursor, events) => (this.up ? this.join(connect, cursor, events) : noLine(events))
  }

  /** What is on the way in either direction is lost; new connections fail. */
  cut(): void {
    this.up = false
    for (const lose of [...this.lost]) lose()
  }

  /** The next attempt of the device succeeds. */
  restore(): void {
    this.up = true
  }

  /** Cut and there again. */
  drop(): void {
    this.cut()
    this.restore()
  }

  private join(connect: Connect, cursor: string, events: SocketEvents): Socket {
    let open = true
    const whileOpen = (run: () => void) => () => {
      if (open) run()
    }
    const up = delayed(this.trouble)
    const down = delayed(this.trouble)
    const end = () => {
      open = false
      this.lost.delete(lose)
      socket.close()
    }
    const lose = () => {
      end()
      events.closed(1006)
    }
    const socket = connect(cursor, {
      opened: () => down(whileOpen(() => events.opened())),
      received: (bytes) => down(whileOpen(() => events.received(bytes))),
      closed: (code) =>
        down(
          whileOpen(() => {
            end()
            events.closed(code)
          }),
        ),
    })
    this.lost.add(lose)
    const { random = Math.random, doubled = 0 } = this.trouble
    return {
      send: (bytes) => {
        up(whileOpen(() => socket.send(bytes)))
        if (random() < doubled) up(whileOpen(() => socket.send(bytes)))
      },
      close: end,
    }
  }
}

/** Runs things in their order, each a little later. */
function delayed({ delayMs = 0, random = Math.random }: Trouble): (run: () => void) => void {
  if (delayMs === 0) return (run) => run()
  const queue: (() => void)[] = []
  const next = () => {
    queue[0]?.()
    queue.shift()
    if (queue.length > 0) setTimeout(next, random() * delayMs)
  }
  return (run) => {
    queue.push(run)
    if (queue.length === 1) setTimeout(next, random() * delayMs)
  }
}

function noLine(events: SocketEvents): Socket {
  const timer = setTimeout(() => events.closed(1006), 1)
  return { send: () => undefined, close: () => clearTimeout(timer) }
}
