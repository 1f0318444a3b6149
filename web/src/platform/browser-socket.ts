import { closeCode, protocolVersion } from '@zvonok/schema/core/frames'
import { type Connect, syncPath } from './socket.ts'

/** What a WebSocket says when nobody said why. */
const abnormal = 1006

/** `/sync` of the same origin. A refused upgrade has no code in a browser: whether the session has ended is asked over HTTP. */
export const browserConnect: Connect = (cursor, events) => {
  const url = new URL(syncPath(protocolVersion, cursor), location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  let opened = false
  socket.onopen = () => {
    opened = true
    events.opened()
  }
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
  }
  socket.onclose = ({ code }) => {
    if (opened) events.closed(code)
    else void refusedBecause().then((reason) => events.closed(reason))
  }
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

async function refusedBecause(): Promise<number> {
  try {
    const { status } = await fetch('/api/me', { cache: 'no-store' })
    return status === 401 ? closeCode.signedOut : abnormal
  } catch {
    return abnormal
  }
}
