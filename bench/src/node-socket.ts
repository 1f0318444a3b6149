import type { Socket } from 'node:net'
import { protocolVersion } from '@zvonok/schema/core/frames'
import { type Connect, syncPath } from '@zvonok/web/platform/socket'
import { WebSocket } from 'ws'

/** The sockets of one client, with what went over the wire. */
export interface NodeSockets {
  readonly connect: Connect
  /** TCP payload of all connections so far. */
  bytes(): { up: number; down: number }
  /** Drops the connection at once, without a closing frame. */
  kill(): void
}

/** `url` is where the server listens, `cookie` the session. */
export function nodeSockets(url: string, cookie: string, origin = url): NodeSockets {
  const done = { up: 0, down: 0 }
  const raw = new Set<Socket>()
  const connect: Connect = (cursor, events) => {
    const target = new URL(syncPath(protocolVersion, cursor), url)
    target.protocol = target.protocol.replace('http', 'ws')
    const socket = new WebSocket(target, { headers: { Cookie: cookie }, origin, perMessageDeflate: false })
    let wanted = true
    socket.binaryType = 'nodebuffer'
    socket.on('upgrade', (response) => count(response.socket))
    socket.on('open', () => wanted && events.opened())
    socket.on('message', (data) => wanted && events.received(data as Buffer))
    socket.on('close', (code) => wanted && events.closed(code))
    // What went wrong is told by `close`.
    socket.on('error', () => undefined)
    return {
      send: (bytes) => socket.send(bytes),
      close() {
        wanted = false
        socket.close()
      },
    }
  }
  function count(socket: Socket): void {
    raw.add(socket)
    socket.on('close', () => {
      raw.delete(socket)
      done.up += socket.bytesWritten
      done.down += socket.bytesRead
    })
  }
  return {
    connect,
    bytes() {
      const total = { ...done }
      for (const { bytesWritten, bytesRead } of raw) {
        total.up += bytesWritten
        total.down += bytesRead
      }
      return total
    },
    kill() {
      for (const socket of raw) socket.destroy()
    },
  }
}
