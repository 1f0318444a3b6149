/**
 * The yardstick: the least that a server can do which keeps a message before it answers. `ws`, SQLite with `synchronous=FULL`, one commit
 * for what came within 3 ms, one frame for all. No rights, no people, no search, no documents.
 */
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import Database from 'libsql'
import { type WebSocket, WebSocketServer } from 'ws'

const [, , port, folder] = process.argv
const database = new Database(join(String(folder), 'bare.db'))
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL']) database.pragma(pragma)
database.exec(`
  CREATE TABLE IF NOT EXISTS messages (chat TEXT, seq INTEGER, id TEXT, author TEXT, at INTEGER, body TEXT, PRIMARY KEY (chat, seq)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS commands (author TEXT, id TEXT, seq INTEGER, PRIMARY KEY (author, id)) WITHOUT ROWID;
`)
const insertMessage = database.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)')
const insertCommand = database.prepare('INSERT INTO commands VALUES (?, ?, ?)')
const findCommand = database.prepare('SELECT seq FROM commands WHERE author = ? AND id = ?')
const after = database.prepare('SELECT seq, id, author, at, body FROM messages WHERE chat = ? AND seq > ? ORDER BY seq')
const newest = database.prepare(
  'SELECT seq, id, author, at, body FROM messages WHERE chat = ? ORDER BY seq DESC LIMIT 50',
)
const lastSeq = database.prepare('SELECT max(seq) AS seq FROM messages WHERE chat = ?')

interface Said {
  readonly socket: WebSocket
  readonly chat: string
  readonly author: string
  readonly id: string
  readonly body: string
}

const groupMs = 3
const chats = new Map<string, { seq: number; sockets: Set<WebSocket> }>()
let waiting: Said[] = []
let committedAt = 0

const server = new WebSocketServer({ port: Number(port), host: '127.0.0.1' })
server.on('connection', (socket, request) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bare')
  const list = searchParams.get('list')
  if (list) return socket.send(headsOf(Number(list)))
  const chat = searchParams.get('chat') ?? ''
  const author = searchParams.get('member') ?? ''
  const since = searchParams.get('since')
  const { sockets } = chatOf(chat)
  socket.send(packed(since ? after.raw().all(chat, Number(since)) : newest.raw().all(chat).reverse()))
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
  socket.on('message', (data) => {
    const [id, body] = JSON.parse(data.toString())
    waiting.push({ socket, chat, author, id, body })
    if (waiting.length > 1) return
    const idleMs = performance.now() - committedAt
    if (idleMs >= groupMs) commit()
    else setTimeout(commit, groupMs - idleMs)
  })
})

function commit(): void {
  const group = waiting
  waiting = []
  const frames: { said: Said; frame: Buffer; ack: Buffer }[] = []
  database.exec('BEGIN')
  for (const said of group) {
    const { chat, author, id, body } = said
    if (findCommand.get(author, id)) continue
    const state = chatOf(chat)
    const atMs = Date.now()
    insertMessage.run(chat, ++state.seq, id, author, atMs, body)
    insertCommand.run(author, id, state.seq)
    const frame = Buffer.from(JSON.stringify([state.seq, id, author, atMs, body]))
    frames.push({ said, frame, ack: Buffer.from(JSON.stringify([id, state.seq])) })
  }
  database.exec('COMMIT')
  committedAt = performance.now()
  for (const { said, frame, ack } of frames) {
    for (const socket of chatOf(said.chat).sockets) socket.send(frame)
    said.socket.send(ack)
  }
}

function chatOf(id: string) {
  let chat = chats.get(id)
  if (!chat) {
    chat = { seq: (lastSeq.get(id) as { seq: number | null }).seq ?? 0, sockets: new Set<WebSocket>() }
    chats.set(id, chat)
  }
  return chat
}

const packed = (value: unknown): Buffer => deflateRawSync(JSON.stringify(value))

function headsOf(count: number): Buffer {
  const row = newest.raw().all('0')[0]
  return packed(Array.from({ length: count }, (_, i) => [`chat${i}`, `Чат ${i}`, 'class', 812 + i, row]))
}
