/** The protocol of y-websocket (one socket a document) and of Hocuspocus (the same, each frame with the document's name before it). */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { nowMs, waitUntil } from '../measure.ts'
import { clientFrame, openRawSocket } from '../raw-socket.ts'
import { numberedText } from '../texts.ts'
import type { Opened, Target, Wire } from './rival.ts'

type Row = [id: string, author: string, atMs: number, kind: string, body: string]

interface Dialect {
  url(target: Target, doc: string): string
  /** What stands before each frame, and what is said first. */
  prefix(doc: string): Uint8Array
  hello(doc: string): Uint8Array[]
}

const messageSync = 0
/** Of Hocuspocus: an answer that asks for nothing back. */
const messageSyncReply = 4
const chunk = 500
const shownAtOnce = 50

export const yjsWire = makeWire({
  url: ({ url }, doc) => `${url}/${doc}`,
  prefix: () => new Uint8Array(),
  hello: () => [],
})

export const hocuspocusWire = makeWire({
  url: ({ url }) => url,
  prefix: (doc) => encoding.encode((e) => encoding.writeVarString(e, doc)),
  hello: (doc) => [
    encoding.encode((e) => {
      encoding.writeVarString(e, doc)
      for (const authToken of [2, 0]) encoding.writeVarUint(e, authToken)
      encoding.writeVarString(e, '')
    }),
  ],
})

function makeWire(dialect: Dialect): Wire {
  return {
    async follow(target, chat, _member, onFrame) {
      const link = await connect(dialect, target, chat, new Y.Doc({ gc: false }), onFrame)
      const own = new Y.Doc()
      return {
        prepare: (text) => clientFrame(link.update(push(own, [rowOf(text)]))),
        write: link.write,
        close: link.close,
      }
    },
    async fill(target, chat, count) {
      const doc = new Y.Doc()
      const link = await connect(dialect, target, chat, doc)
      for (let n = 0; n < count; n += chunk) {
        const rows = Array.from({ length: Math.min(chunk, count - n) }, (_, i) => rowOf(numberedText(n + i)))
        link.write(clientFrame(link.update(push(doc, rows))))
      }
      await waitUntil(`${count} messages on the server`, 60_000, async () => {
        const copy = new Y.Doc()
        ;(await connect(dialect, target, chat, copy)).close()
        return rowsOf(copy).length >= count
      })
      link.close()
    },
    openCold: (target, chat) => opened(dialect, target, chat, new Y.Doc()),
    catchUp: (target, chat, _member, copy) => opened(dialect, target, chat, copy as Y.Doc),
    idle: (target, chat) => connect(dialect, target, chat, new Y.Doc()),
  }
}

const rowsOf = (doc: Y.Doc): Y.Array<Row> => doc.getArray<Row>('m')
const rowOf = (text: string): Row => [crypto.randomUUID().slice(0, 16), 'p000000000000001', Date.now(), 'text', text]

/** The update that appends rows. */
function push(doc: Y.Doc, rows: Row[]): Uint8Array {
  let update = new Uint8Array()
  const keep = (bytes: Uint8Array): void => {
    update = new Uint8Array(bytes)
  }
  doc.on('update', keep)
  rowsOf(doc).push(rows)
  doc.off('update', keep)
  return update
}

/** Applies to `doc` until it is in step. */
async function connect(
  { url, prefix, hello }: Dialect,
  target: Target,
  chat: number,
  doc: Y.Doc,
  /** What happens to frames after that. */
  then: 'apply' | ((frame: Buffer) => void) = () => undefined,
) {
  const name = target.chats[chat]?.id ?? ''
  const before = prefix(name)
  const framed = (write: (e: encoding.Encoder) => void): Uint8Array =>
    encoding.encode((e) => {
      encoding.writeUint8Array(e, before)
      encoding.writeVarUint(e, messageSync)
      write(e)
    })
  let synced: (() => void) | undefined
  const inStep = new Promise<void>((resolve) => {
    synced = resolve
  })
  const socket = await openRawSocket({
    url: url(target, name),
    onMessage(frame) {
      if (!synced && then !== 'apply') return then(frame)
      const d = decoding.createDecoder(new Uint8Array(frame.buffer, frame.byteOffset, frame.length))
      d.pos = before.length
      const kind = decoding.readVarUint(d)
      if (kind !== messageSync && kind !== messageSyncReply) return
      if (syncStep(d, doc, (write) => socket.send(framed(write)))) {
        synced?.()
        synced = undefined
      }
    },
  })
  for (const frame of hello(name)) socket.send(frame)
  socket.send(framed((e) => sync.writeSyncStep1(e, doc)))
  await inStep
  return {
    write: (frame: Uint8Array) => socket.write(frame),
    update: (bytes: Uint8Array) => framed((e) => sync.writeUpdate(e, bytes)),
    close: () => socket.close(),
    bytes: () => socket.bytes().down,
  }
}

/** True when the frame brought all that was missing. */
function syncStep(d: decoding.Decoder, doc: Y.Doc, answer: (write: (e: encoding.Encoder) => void) => void): boolean {
  const step = decoding.readVarUint(d)
  const bytes = decoding.readVarUint8Array(d)
  if (step === sync.messageYjsSyncStep1) answer((e) => sync.writeSyncStep2(e, doc, bytes))
  else Y.applyUpdate(doc, bytes)
  return step === sync.messageYjsSyncStep2
}

async function opened(dialect: Dialect, target: Target, chat: number, doc: Y.Doc): Promise<Opened> {
  const before = rowsOf(doc).length
  const from = nowMs()
  const link = await connect(dialect, target, chat, doc, 'apply')
  const rows = rowsOf(doc)
  // With LevelDB the first answer is empty: what is stored comes as an update once it was read.
  if (rows.length === before) await waitUntil('rows of the document', 20_000, () => rows.length > before)
  rows.slice(Math.max(0, rows.length - shownAtOnce))
  const ms = nowMs() - from
  const bytes = link.bytes()
  link.close()
  return { ms, bytes, messages: rows.length - before, copy: doc }
}
