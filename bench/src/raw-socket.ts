/**
 * A WebSocket client that costs next to nothing, so that one process can hold thousands and read a hundred thousand frames a second.
 * Whole unfragmented frames only, as all servers here send them; masks with zeros (RFC 6455 allows any mask).
 */
import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Socket } from 'node:net'

export interface RawSocket {
  /** One binary message. */
  send(payload: Uint8Array): void
  /** Sends prepared bytes of {@link clientFrame}: no work between the clock and the wire. */
  write(frame: Uint8Array): void
  /** TCP payload received and sent, upgrade included. */
  bytes(): { down: number; up: number }
  /** Polite close; the TCP connection ends with it. */
  close(): void
  /** Drops the TCP connection at once. */
  destroy(): void
  readonly closed: Promise<void>
}

export interface RawSocketOptions {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** The payload is valid only during the call. */
  onMessage(payload: Buffer): void
}

/** Resolves when the upgrade was answered. @throws {Error} with the status when it was refused */
export function openRawSocket({ url, headers, onMessage }: RawSocketOptions): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const upgrade = request(url.replace(/^ws/, 'http'), {
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...headers,
      },
    })
    upgrade.on('error', reject)
    upgrade.on('response', (response) => {
      response.resume()
      reject(new Error(`upgrade refused: ${response.statusCode}`))
    })
    upgrade.on('upgrade', (_response, socket, head) => resolve(overSocket(socket, head, onMessage)))
    upgrade.end()
  })
}

function overSocket(socket: Socket, head: Buffer, onMessage: (payload: Buffer) => void): RawSocket {
  const read = makeReader(onMessage, (pong) => socket.write(pong))
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.end())
  if (head.length > 0) socket.unshift(head)
  // Not before the caller has the socket in hand.
  setImmediate(() => socket.on('data', read))
  return {
    send: (payload) => socket.write(clientFrame(payload)),
    write: (frame) => socket.write(frame),
    bytes: () => ({ down: socket.bytesRead, up: socket.bytesWritten }),
    close: () => socket.end(clientFrame(new Uint8Array([0x03, 0xe8]), opcode.close)),
    destroy: () => socket.destroy(),
    closed,
  }
}

const opcode = { binary: 2, close: 8, ping: 9, pong: 10 } as const

/** Cuts the stream into messages. Answers pings. */
function makeReader(onMessage: (payload: Buffer) => void, answer: (pong: Buffer) => void) {
  let rest: Buffer | undefined
  return (chunk: Buffer): void => {
    let bytes = rest ? Buffer.concat([rest, chunk]) : chunk
    rest = undefined
    while (bytes.length > 0) {
      const size = frameSize(bytes)
      if (!size || bytes.length < size.head + size.payload) break
      const payload = bytes.subarray(size.head, size.head + size.payload)
      const kind = (bytes[0] as number) & 15
      if (kind === opcode.ping) answer(clientFrame(payload, opcode.pong))
      else if (kind < 8) onMessage(payload)
      bytes = bytes.subarray(size.head + size.payload)
    }
    if (bytes.length > 0) rest = bytes
  }
}

/** Undefined when the header is not complete. */
function frameSize(bytes: Buffer): { head: number; payload: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = (bytes[1] as number) & 127
  if (short < 126) return { head: 2, payload: short }
  const head = short === 126 ? 4 : 10
  if (bytes.length < head) return undefined
  return { head, payload: short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)) }
}

/** A masked frame with the mask 0, so that the payload stays as it is. */
export function clientFrame(payload: Uint8Array, kind: number = opcode.binary): Buffer {
  const { length } = payload
  const extended = length < 126 ? 0 : length < 65536 ? 2 : 8
  const frame = Buffer.alloc(2 + extended + 4 + length)
  frame[0] = 0x80 | kind
  frame[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127)
  if (extended === 2) frame.writeUInt16BE(length, 2)
  if (extended === 8) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(payload, 2 + extended + 4)
  return frame
}
