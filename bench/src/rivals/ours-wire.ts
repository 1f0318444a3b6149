/** A device of ours without the device: the frames of schema, spoken as `web/src/platform` speaks them. */
import { inflateRawSync } from 'node:zlib'
import type { Head } from '@zvonok/schema/chats/head'
import {
  type ClientFrame,
  decodeServerFrame,
  encodeClientFrame,
  protocolVersion,
  type ServerFrame,
} from '@zvonok/schema/core/frames'
import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { logName, openLog, parseSegmentName } from '@zvonok/schema/messages/document'
import * as Y from 'yjs'
import { nowMs, waitUntil } from '../measure.ts'
import { clientFrame, openRawSocket } from '../raw-socket.ts'
import { numberedText } from '../texts.ts'
import type { Target, Wire } from './rival.ts'

/** First bytes of the frames that a follower must look into. */
const frameType = { packed: 0, head: 5 } as const
const windowSize = 500

export const oursWire: Wire = {
  async follow(target, chat, member, onFrame) {
    const id = chatId(target, chat)
    const device = await connect(target, chat, member, '')
    const { firstSeq, generation } = headOf(device.heads, id)
    device.onRaw = (frame) => {
      onFrame(frame)
      if (frame[0] === frameType.head) {
        const { head } = decodeServerFrame(frame) as Extract<ServerFrame, { type: 'head' }>
        if (head.id === id && head.firstSeq !== undefined && head.generation !== undefined)
          device.send(subscribe(logName(id, head.firstSeq, head.generation)))
      }
    }
    device.send(subscribe(logName(id, firstSeq, generation)))
    await device.next('segment')
    return { prepare: (text) => say(id, text), write: device.write, close: device.close }
  },

  async fill(target, chat, count) {
    const id = chatId(target, chat)
    const device = await connect(target, chat, 0, '')
    let answered = 0
    device.onFrame = ({ type }) => {
      if (type === 'ack') answered++
    }
    for (let n = 0; n < count; n++) {
      if (n - answered >= windowSize) await waitUntil('answers', 60_000, () => n - answered < windowSize / 2)
      device.write(say(id, numberedText(n)))
    }
    await waitUntil('answers', 60_000, () => answered >= count)
    device.close()
  },

  async openCold(target, chat, member) {
    const id = chatId(target, chat)
    const from = nowMs()
    const device = await connect(target, chat, member, '')
    device.send({ type: 'open', chatId: id })
    const { rows } = await device.next('page')
    const ms = nowMs() - from
    const bytes = device.bytes()
    const { firstSeq, generation } = headOf(device.heads, id)
    const name = logName(id, firstSeq, generation)
    device.send(subscribe(name))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await device.next('segment')).update)
    device.close()
    return { ms, bytes, messages: rows.length, copy: { cursor: device.heads.cursor, name, doc } satisfies OurCopy }
  },

  async catchUp(target, chat, member, copy) {
    const id = chatId(target, chat)
    const { cursor, name, doc } = copy as OurCopy
    const from = nowMs()
    const device = await connect(target, chat, member, cursor)
    let messages = -openLog(doc).length
    let next: string | undefined = logName(id, headOf(device.heads, id).firstSeq, headOf(device.heads, id).generation)
    // From the newest back to the one that the device has.
    while (next) {
      const known: boolean = next === name
      device.send(subscribe(next, known ? Y.encodeStateVector(doc) : undefined))
      const { update, previous, previousGeneration } = await device.next('segment')
      const into = known ? doc : new Y.Doc()
      Y.applyUpdate(into, update)
      messages += openLog(into).length
      next =
        known || previous < must(parseSegmentName(name), 'name').firstSeq
          ? undefined
          : logName(id, previous, previousGeneration)
    }
    const ms = nowMs() - from
    const bytes = device.bytes()
    device.close()
    return { ms, bytes, messages, copy }
  },

  idle: (target, chat, member) => connect(target, chat, member, ''),

  async makeList(target, person, chats) {
    const device = await connect(target, person, 0, '')
    const people = target.chats[person]?.members.slice(1).map(({ personId }) => personId)
    for (let n = device.heads.heads.length; n < chats; n++) {
      const group = newId()
      const title = numberedText(n).slice(10, 32)
      for (const [id, name, args] of [
        [group, 'chats.createGroup', { title, people, permissions: {} }],
        [newId(), 'messages.send', { chatId: group, text: numberedText(n) }],
      ] as const) {
        device.send({ type: 'command', id, version: 1, name, args })
        await device.next('ack')
      }
    }
    device.close()
  },

  async openList(target, chats, person) {
    const from = nowMs()
    const device = await connect(target, person, 0, '')
    const ms = nowMs() - from
    const bytes = device.bytes()
    device.close()
    if (device.heads.heads.length !== chats) throw new Error(`${device.heads.heads.length} chats instead of ${chats}`)
    return { ms, bytes, messages: device.heads.heads.length, copy: undefined }
  },
}

interface OurCopy {
  readonly cursor: string
  readonly name: string
  readonly doc: Y.Doc
}

const chatId = (target: Target, chat: number): string => must(target.chats[chat], 'chat').id
const subscribe = (doc: string, state: Uint8Array = new Uint8Array()): ClientFrame => ({
  type: 'subscribe',
  doc,
  state,
})

const say = (chat: string, text: string): Buffer =>
  clientFrame(
    encodeClientFrame({
      type: 'command',
      id: newId(),
      version: 1,
      name: 'messages.send',
      args: { chatId: chat, text },
    }),
  )

const headOf = ({ heads }: { heads: readonly Head[] }, id: string): Head =>
  must(
    heads.find((head) => head.id === id),
    'head of the chat',
  )

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

/** Resolves when the heads are there. `onRaw`, when set, gets frames undecoded (unpacked), else `onFrame`. */
export async function connect({ url, origin, chats }: Target, chat: number, member: number, cursor: string) {
  const waiting = new Map<string, (frame: ServerFrame) => void>()
  const device = {
    heads: {} as Frame<'heads'>,
    onFrame: undefined as ((frame: ServerFrame) => void) | undefined,
    onRaw: undefined as ((frame: Buffer) => void) | undefined,
    send: (frame: ClientFrame): void => socket.send(encodeClientFrame(frame)),
    write: (frame: Uint8Array): void => socket.write(frame),
    next: <T extends ServerFrame['type']>(type: T): Promise<Frame<T>> =>
      new Promise((resolve) => waiting.set(type, resolve as (frame: ServerFrame) => void)),
    bytes: (): number => socket.bytes().down,
    close: (): void => socket.close(),
    destroy: (): void => socket.destroy(),
    closed: (): Promise<void> => socket.closed,
  }
  const received = (frame: Buffer): void => {
    if (device.onRaw && waiting.size === 0 && frame[0] !== frameType.packed) {
      device.onRaw(frame)
      return
    }
    const decoded = decodeServerFrame(frame)
    if (decoded.type === 'packed') {
      received(inflateRawSync(decoded.bytes))
      return
    }
    const waiter = waiting.get(decoded.type)
    waiting.delete(decoded.type)
    waiter?.(decoded)
    device.onFrame?.(decoded)
    device.onRaw?.(frame)
  }
  const heads = device.next('heads')
  const cookie = chats[chat]?.members[member]?.cookie ?? ''
  const socket = await openRawSocket({
    url: `${url}/sync?v=${protocolVersion}&cursor=${encodeURIComponent(cursor)}`,
    headers: { cookie, ...(origin && { origin }) },
    onMessage: received,
  })
  device.heads = await heads
  return device
}
