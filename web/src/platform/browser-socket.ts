import { protocolVersion } from '@zvonok/schema/core/frames'
import { type Connect, syncPath } from './socket.ts'

/** `/sync` of the same origin. */
export const browserConnect: Connect = (cursor, events) => {
  const url = new URL(syncPath(protocolVersion, cursor), location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => events.opened()
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
  }
  socket.onclose = ({ code }) => events.closed(code)
  return {
    send: (bytes) => socket.send(bytes as Uint8Array<ArrayBuffer>),
    close: () => {
      silence(socket)
      socket.close()
    },
  }
}

function silence(socket: WebSocket): void {
  socket.onopen = null
  socket.onmessage = null
  socket.onclose = null
}
