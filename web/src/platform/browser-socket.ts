import { protocolVersion } from '@zvonok/schema/core/frames'
import { takeEarly } from './early.ts'
import { type Connect, syncPath } from './socket.ts'

/** `/sync` of the same origin. */
export function openSocket(cursor: string): WebSocket {
  const url = new URL(syncPath(protocolVersion, cursor), location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  return socket
}

/** Over the line that the page began for a device without anything, or a new one. */
export const browserConnect: Connect = (cursor, events) => {
  const early = takeEarly('line')
  if (cursor !== '') early?.socket.close()
  const { socket, events: begun } = early && cursor === '' ? early : { socket: openSocket(cursor), events: [] }
  socket.onopen = () => events.opened()
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
  }
  socket.onclose = ({ code }) => events.closed(code)
  // After this returns; through the handlers, since a line that is closed meanwhile has none.
  queueMicrotask(() => {
    for (const event of begun) socket[`on${event.type}` as 'onopen']?.(event)
  })
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
