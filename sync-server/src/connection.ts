import type { Duplex } from 'node:stream'
import { type ClientFrame, closeCode, decodeClientFrame } from '@zvonok/schema/core/frames'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { WebSocket } from 'ws'
import { checkFields } from './client-frames.ts'
import { type WireFrame, wireFrame } from './frame-buffer.ts'
import { Bucket, costOf, limit } from './limits.ts'

export interface ConnectionEvents {
  /** One frame at a time and in order; the next waits until the promise, where there is one, is fulfilled. It never rejects. */
  frame(connection: Connection, frame: ClientFrame): Promise<void> | undefined
  closed(connection: Connection, code: number): void
  fellBehind(connection: Connection): void
  /** The slow reader has caught up: what it missed since its cursor is to be sent, by {@link Connection.begin}. */
  resync(connection: Connection): void
  /** Milliseconds until a command of this person may be read, 0 for now. */
  commandWaitMs(personId: PersonId): number
}

/**
 * One socket. Frames go to the raw socket as they are, gathered over the present turn of the event loop; `ws` reads, answers pings and closes. A reader that falls behind gets acks only, then one `behind`, then everything from its cursor.
 */
export class Connection {
  readonly personId: PersonId
  readonly sessionId: string
  readonly expiresAtMs: number
  /** Chats on the screen. */
  readonly opened = new Set<ChatId>()
  /** Documents that this socket follows. */
  readonly docs = new Set<string>()
  watched: ReadonlySet<PersonId> = new Set()
  /** The last change that was sent: where a resync begins. */
  change = 0
  readonly #socket: WebSocket
  readonly #raw: Duplex
  readonly #events: ConnectionEvents
  readonly #clock: () => number
  readonly #requests: Bucket | undefined
  readonly #inbox: ClientFrame[] = []
  #typing: { chatId: ChatId; atMs: number } | undefined
  #wake: NodeJS.Timeout | undefined
  #heardMs: number
  #waiting: WireFrame[] = []
  #waitingBytes = 0
  #paused = false
  /** A request is being answered. */
  #busy = false
  /** Heads were sent: what happens from now on is told. */
  #ready = false
  #behindSinceMs: number | undefined
  readonly #missed = new Set<string>()
  bytesOut = 0

  constructor(
    socket: WebSocket,
    raw: Duplex,
    session: { sessionId: string; personId: PersonId; expiresAtMs: number },
    events: ConnectionEvents,
    options: { clock: () => number; limited: boolean },
  ) {
    this.personId = session.personId
    this.sessionId = session.sessionId
    this.expiresAtMs = session.expiresAtMs
    this.#socket = socket
    this.#raw = raw
    this.#events = events
    this.#clock = options.clock
    this.#heardMs = options.clock()
    this.#requests = options.limited ? new Bucket(limit.requests, this.#heardMs) : undefined
    socket.on('message', (data, isBinary) => this.#received(data as Buffer, isBinary))
    socket.on('pong', () => this.#heard())
    socket.on('ping', () => this.#heard())
    // `ws` closes the socket after an error by itself (1009 for a frame that is too large).
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      clearTimeout(this.#wake)
      events.closed(this, code)
    })
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** A slow reader: only acks are sent. */
  get behind(): boolean {
    return this.#behindSinceMs !== undefined
  }

  /** `change` moves the device's cursor; `doc` is what a slow reader must get anew. */
  send(frame: WireFrame, change = 0, doc?: string): void {
    if (this.#behindSinceMs !== undefined || !this.#ready) {
      if (doc) this.#missed.add(doc)
      return
    }
    if (change > this.change) this.change = change
    this.#write(frame)
    if (this.#backlog > limit.slowReaderBytes) this.#fallBehind()
  }

  /** Heads up to `change`: from now on everything is told. Returns the documents whose updates were left out. */
  begin(heads: WireFrame, change: number): readonly string[] {
    this.change = change
    this.#ready = true
    this.#write(heads)
    const missed = [...this.#missed]
    this.#missed.clear()
    return missed
  }

  /** Answers to commands flow also to one who is behind. */
  sendAlways(frame: WireFrame): void {
    this.#write(frame)
  }

  /** Nothing is read or sent after it; a peer that does not answer is cut off soon. */
  close(code: number): void {
    if (!this.open) return
    this.flush()
    this.#socket.close(code)
    setTimeout(() => this.#socket.terminate(), closeWaitMs).unref()
  }

  terminate(): void {
    this.#socket.terminate()
  }

  /** Called every half a second or so. */
  check(nowMs: number): void {
    if (nowMs >= this.expiresAtMs) this.close(closeCode.signedOut)
    if (this.#behindSinceMs !== undefined) this.#checkBehind(nowMs)
    // One who is made to wait cannot be heard.
    if (!this.#paused && nowMs - this.#heardMs >= limit.deadAfterMs) this.terminate()
  }

  /** Typing is told every second or two, whatever the device sends. */
  mayTellTyping(chatId: ChatId, nowMs: number): boolean {
    if (this.#typing?.chatId === chatId && nowMs - this.#typing.atMs < limit.typingEveryMs) return false
    this.#typing = { chatId, atMs: nowMs }
    return true
  }

  ping(): void {
    if (this.open) this.#socket.ping()
  }

  #heard(): void {
    this.#heardMs = this.#clock()
  }

  #received(data: Buffer, isBinary: boolean): void {
    this.#heard()
    try {
      if (!isBinary) throw new Refused('core.badInput')
      this.#inbox.push(checkFields(decodeClientFrame(data)))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.close(closeCode.badFrame)
    }
    if (this.#wake === undefined) this.#drain()
  }

  /**
   * Reads what waits, as far as the limits allow, one request at a time: whoever asks for a thousand pages at once takes turns with
   * everybody else. While something has to wait the socket is paused.
   */
  #drain(): void {
    for (let frame = this.#inbox[0]; frame && this.open; frame = this.#inbox[0]) {
      const waitMs = this.#busy ? 0 : this.#waitMs(frame)
      if (waitMs > 0) this.#wakeAfter(waitMs)
      if (this.#busy || waitMs > 0) {
        this.#pause()
        return
      }
      this.#inbox.shift()
      const answered = this.#events.frame(this, frame)
      if (answered) this.#waitFor(answered)
    }
    if (!this.#paused) return
    this.#paused = false
    this.#heard()
    this.#socket.resume()
  }

  #waitFor(answered: Promise<void>): void {
    this.#busy = true
    void answered.then(() => {
      this.#busy = false
      if (this.#wake === undefined) this.#drain()
    })
  }

  #wakeAfter(waitMs: number): void {
    this.#wake = setTimeout(() => {
      this.#wake = undefined
      this.#drain()
    }, waitMs)
  }

  #pause(): void {
    if (this.#paused) return
    this.#paused = true
    this.#socket.pause()
  }

  #waitMs(frame: ClientFrame): number {
    if (!this.#requests) return 0
    if (frame.type === 'command') return this.#events.commandWaitMs(this.personId)
    return this.#requests.take(this.#clock(), costOf(frame))
  }

  /** Gathered: what one turn of the event loop says to a socket is one write. */
  #write(frame: WireFrame): void {
    if (!this.open) return
    this.bytesOut += frame.length
    this.#waitingBytes += frame.length
    if (this.#waiting.push(frame) === 1) flushSoon(this)
  }

  /** For {@link flushSoon}. */
  flush(): void {
    const frames = this.#waiting
    if (frames.length === 0) return
    this.#waiting = []
    this.#waitingBytes = 0
    if (this.open) this.#raw.write(frames.length === 1 ? (frames[0] as WireFrame) : Buffer.concat(frames))
  }

  /** Written and not yet taken by the network. */
  get #backlog(): number {
    return this.#waitingBytes + this.#raw.writableLength
  }

  #fallBehind(): void {
    this.#behindSinceMs = this.#clock()
    this.#write(behindFrame)
    this.#events.fellBehind(this)
    this.#raw.on('drain', this.#drained)
  }

  readonly #drained = (): void => this.#checkBehind(this.#clock())

  #checkBehind(nowMs: number): void {
    if (this.#behindSinceMs === undefined) return
    if (this.#backlog < limit.slowReaderResumeBytes) {
      this.#raw.off('drain', this.#drained)
      this.#behindSinceMs = undefined
      this.#ready = false
      this.#events.resync(this)
    } else if (nowMs - this.#behindSinceMs >= limit.slowReaderMs) {
      this.#socket.close(closeCode.slowReader)
      this.terminate()
    }
  }
}

const toFlush: Connection[] = []

function flushSoon(connection: Connection): void {
  if (toFlush.push(connection) === 1) process.nextTick(flushAll)
}

function flushAll(): void {
  for (const connection of toFlush.splice(0)) connection.flush()
}

const closeWaitMs = 2000
const behindFrame = wireFrame({ type: 'behind' })
