import { inflateRawSync } from 'node:zlib'
import type { Command } from '@zvonok/schema/core/command'
import { type ClientFrame, decodeServerFrame, encodeClientFrame, type ServerFrame } from '@zvonok/schema/core/frames'
import { newId } from '@zvonok/schema/core/ids'
import { type LogEntry, openLog } from '@zvonok/schema/messages/document'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

type Type = ServerFrame['type']
type FrameOf<T extends Type> = Extract<ServerFrame, { type: T }>

/** One socket that speaks the protocol and keeps what it was sent. Waits for frames, never for time. */
export class TestClient {
  readonly socket: WebSocket
  /** Received and not yet taken by `next`. */
  frames: ServerFrame[] = []
  readonly logs = new Map<string, Y.Doc>()
  readonly #channels = new Map<number, Y.Doc>()
  readonly closed: Promise<number>
  bytes = 0
  #waiting: (() => void)[] = []

  constructor(url: string, headers: { origin?: string; cookie?: string }) {
    this.socket = new WebSocket(url, { perMessageDeflate: false, headers })
    this.socket.on('message', (data: Buffer) => {
      this.bytes += data.length
      this.#received(unpacked(decodeServerFrame(new Uint8Array(data))))
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        resolve(code)
        this.#wake()
      })
    })
  }

  send(frame: ClientFrame): void {
    this.socket.send(encodeClientFrame(frame))
  }

  sendBytes(bytes: Uint8Array): void {
    this.socket.send(bytes)
  }

  /** The next frame of a type that fits, in the order of arrival; it is taken. */
  async next<T extends Type>(type: T, fits: (frame: FrameOf<T>) => boolean = () => true): Promise<FrameOf<T>> {
    for (;;) {
      const at = this.frames.findIndex((frame) => frame.type === type && fits(frame as FrameOf<T>))
      if (at >= 0) return this.frames.splice(at, 1)[0] as FrameOf<T>
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed before ${type}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Everything that was sent before is here, and what it caused at once. */
  async quiet(): Promise<void> {
    this.send({ type: 'info', chatId: nowhere })
    await this.next('closed', ({ doc }) => doc === nowhere)
    this.send({ type: 'ping' })
    await this.next('pong')
  }

  /** Takes all frames of a type that are here. */
  taken<T extends Type>(type: T): FrameOf<T>[] {
    const found = this.frames.filter((frame) => frame.type === type) as FrameOf<T>[]
    this.frames = this.frames.filter((frame) => frame.type !== type)
    return found
  }

  command<Args>(command: Command<Args, unknown>, args: NoInfer<Args>, id = newId()): string {
    this.send({ type: 'command', id, version: command.version, name: command.name, args })
    return id
  }

  /** @throws {Error} with the code of a refusal as its message */
  async run<Args>(command: Command<Args, unknown>, args: NoInfer<Args>, id = newId()): Promise<unknown> {
    this.command(command, args, id)
    return this.answer(id)
  }

  async answer(id: string): Promise<unknown> {
    for (;;) {
      const at = this.frames.findIndex((frame) => 'id' in frame && frame.id === id)
      const [frame] = at >= 0 ? this.frames.splice(at, 1) : []
      if (frame?.type === 'ack') return frame.result
      if (frame?.type === 'refused') throw new Error(frame.code)
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('closed before the answer')
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async follow(doc: string): Promise<FrameOf<'segment'>> {
    this.send({ type: 'subscribe', doc, state: Y.encodeStateVector(this.#doc(doc)) })
    return this.next('segment', (frame) => frame.doc === doc)
  }

  log(doc: string): LogEntry[] {
    return openLog(this.#doc(doc)).toArray()
  }

  doc(name: string): Y.Doc {
    return this.#doc(name)
  }

  kill(): void {
    this.socket.terminate()
  }

  #doc(name: string): Y.Doc {
    const doc = this.logs.get(name) ?? new Y.Doc()
    this.logs.set(name, doc)
    return doc
  }

  #received(frame: ServerFrame): void {
    if (frame.type === 'segment') {
      const doc = this.#doc(frame.doc)
      this.#channels.set(frame.channel, doc)
      Y.applyUpdate(doc, frame.update)
    }
    if (frame.type === 'update') {
      const doc = this.#channels.get(frame.channel)
      if (doc) Y.applyUpdate(doc, frame.update)
    }
    this.frames.push(frame)
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}

const nowhere = '0000000000000000'

const unpacked = (frame: ServerFrame): ServerFrame =>
  frame.type === 'packed' ? decodeServerFrame(new Uint8Array(inflateRawSync(frame.bytes))) : frame
