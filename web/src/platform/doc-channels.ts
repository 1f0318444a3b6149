/**
 * Channels of documents that people write, over the one socket. A channel looks like a WebSocket to the unchanged provider of y-websocket:
 * it waits in CONNECTING until there is a line, and closes with 1006 when the line is lost; only the link dials again.
 */
import type { ClientFrame } from '@zvonok/schema/core/frames'
import type { Clock } from './clock.ts'
import { Listeners } from './listeners.ts'

/** What the provider puts before the document's name. */
export const channelUrl = 'ws://line'

/** The provider closes a channel on which nothing came for 30 s. An empty awareness update keeps it, without any traffic. */
const keepAliveMs = 20_000
const keepAlive = new Uint8Array([1, 1, 0])

export interface ChannelParts {
  readonly clock: Clock
  readonly send: (frame: ClientFrame) => boolean
}

type Channel = InstanceType<ReturnType<DocChannels['channelClass']>>

export class DocChannels {
  /** Told each time that there is a line. */
  readonly opened = new Listeners()
  readonly #parts: ChannelParts
  readonly #channels = new Map<string, Channel>()
  #isOpen = false

  constructor(parts: ChannelParts) {
    this.#parts = parts
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  lineOpened(): void {
    this.#isOpen = true
    for (const channel of [...this.#channels.values()]) channel.opened()
    this.opened.tell()
  }

  lineLost(): void {
    this.#isOpen = false
    for (const channel of [...this.#channels.values()]) if (channel.readyState === 1) channel.closed(1006)
  }

  received(doc: string, payload: Uint8Array): void {
    this.#channels.get(doc)?.received(payload)
  }

  /** 44xx: the server will not open it again, and the provider does not ask. */
  closed(doc: string, code: number): void {
    this.#channels.get(doc)?.closed(code)
  }

  /** For the provider's `WebSocketPolyfill`. */
  channelClass() {
    const parts = this.#parts
    const channels = this.#channels
    const lineIsOpen = () => this.#isOpen
    return class DocChannel {
      static readonly CONNECTING = 0
      static readonly OPEN = 1
      static readonly CLOSING = 2
      static readonly CLOSED = 3
      readonly CONNECTING = 0
      readonly OPEN = 1
      readonly CLOSING = 2
      readonly CLOSED = 3
      readyState = 0
      binaryType = 'arraybuffer'
      onopen: ((event: object) => void) | null = null
      onmessage: ((event: { data: Uint8Array }) => void) | null = null
      onclose: ((event: { code: number; reason: string }) => void) | null = null
      onerror: ((event: object) => void) | null = null
      readonly doc: string
      cancelKeepAlive: () => void = () => undefined

      constructor(url: string) {
        this.doc = url.slice(channelUrl.length + 1)
        channels.set(this.doc, this)
        // After the provider has put its handlers on.
        if (lineIsOpen()) queueMicrotask(() => this.opened())
      }

      opened(): void {
        if (this.readyState !== 0 || !lineIsOpen()) return
        this.readyState = 1
        this.keepAlive()
        this.onopen?.({})
      }

      received(data: Uint8Array): void {
        if (this.readyState !== 1) return
        this.keepAlive()
        this.onmessage?.({ data })
      }

      closed(code: number): void {
        this.leave()
        this.onclose?.({ code, reason: '' })
      }

      send(data: Uint8Array): void {
        if (this.readyState === 1) parts.send({ type: 'doc', doc: this.doc, payload: data })
      }

      close(): void {
        if (this.readyState === 1) parts.send({ type: 'docClose', doc: this.doc })
        this.leave()
      }

      keepAlive(): void {
        this.cancelKeepAlive()
        this.cancelKeepAlive = parts.clock.after(keepAliveMs, () => this.received(keepAlive))
      }

      leave(): void {
        this.readyState = 3
        this.cancelKeepAlive()
        if (channels.get(this.doc) === this) channels.delete(this.doc)
      }
    }
  }
}
