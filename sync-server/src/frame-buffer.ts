import { deflateRawSync } from 'node:zlib'
import { encodeServerFrame, type ServerFrame } from '@zvonok/schema/core/frames'

/** A whole WebSocket frame, ready for the raw socket: made once, written to any number of sockets. */
export type WireFrame = Buffer

const packFromBytes = 1000

/** For what goes to many: encoded once, never deflated. */
export const wireFrame = (frame: ServerFrame): WireFrame => webSocketFrame(encodeServerFrame(frame))

/** For one-off answers: deflated above 1 kB. */
export function packedFrame(frame: ServerFrame): WireFrame {
  const bytes = encodeServerFrame(frame)
  if (bytes.length <= packFromBytes) return webSocketFrame(bytes)
  return webSocketFrame(encodeServerFrame({ type: 'packed', bytes: deflateRawSync(bytes) }))
}

/** RFC 6455 §5.2: one unmasked binary frame. */
function webSocketFrame(payload: Uint8Array): WireFrame {
  const { length } = payload
  const header = length < 126 ? 2 : length < 65536 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = 0x82
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  frame.set(payload, header)
  return frame
}
