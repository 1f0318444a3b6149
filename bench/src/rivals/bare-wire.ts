import { randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { nowMs, waitUntil } from '../measure.ts'
import { clientFrame, openRawSocket } from '../raw-socket.ts'
import { numberedText } from '../texts.ts'
import type { Opened, Target, Wire } from './rival.ts'

const newId = (): string => randomBytes(12).toString('base64url')
const said = (text: string): Buffer => clientFrame(Buffer.from(JSON.stringify([newId(), text])))
const path = (target: Target, chat: number, member: number): string =>
  `${target.url}/?chat=${target.chats[chat]?.id}&member=${member}`

export const bareWire: Wire = {
  async follow(target, chat, member, onFrame) {
    const { socket } = await connect(path(target, chat, member), onFrame)
    return { prepare: said, write: (frame) => socket.write(frame), close: () => socket.close() }
  },
  async fill(target, chat, count) {
    let acked = 0
    const { socket } = await connect(path(target, chat, 0), () => acked++)
    for (let n = 0; n < count; n++) {
      // The sender gets its own message and the answer.
      if (n - acked / 2 > 1000) await waitUntil('answers', 60_000, () => n - acked / 2 < 500)
      socket.write(said(numberedText(n)))
    }
    await waitUntil('answers', 60_000, () => acked >= count * 2)
    socket.close()
  },
  openCold: (target, chat, member) => opened(path(target, chat, member)),
  catchUp: (target, chat, member, copy) => opened(`${path(target, chat, member)}&since=${copy}`),
  async idle(target, chat, member) {
    const { socket } = await connect(path(target, chat, member), () => undefined)
    return { close: () => socket.close(), bytes: () => socket.bytes().down }
  },
  makeList: (target) => bareWire.fill(target, 0, 1),
  openList: (target, chats) => opened(`${target.url}/?list=${chats}`),
}

/** The first frame is the newest page, or what was missed. */
async function connect(url: string, onFrame: (frame: Buffer) => void) {
  let first: ((rows: unknown[]) => void) | undefined
  const page = new Promise<unknown[]>((resolve) => {
    first = resolve
  })
  const socket = await openRawSocket({
    url,
    onMessage(frame) {
      if (!first) return onFrame(frame)
      first(JSON.parse(inflateRawSync(frame).toString()))
      first = undefined
    },
  })
  return { socket, rows: await page }
}

async function opened(url: string): Promise<Opened> {
  const from = nowMs()
  const { socket, rows } = await connect(url, () => undefined)
  const ms = nowMs() - from
  const { down } = socket.bytes()
  socket.close()
  const last = rows.at(-1) as [number] | undefined
  return { ms, bytes: down, messages: rows.length, copy: last?.[0] ?? 0 }
}
