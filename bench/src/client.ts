/** The app's platform without a screen: what benchmarks, fault tests and outside tools use. The interface is that of the contract. */
import { join } from 'node:path'
import type { Command } from '@zvonok/schema/core/command'
import { commands } from '@zvonok/schema/core/commands'
import { newId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { LogEntry } from '@zvonok/schema/messages/document'
import type { OpenChat } from '@zvonok/web/platform/device'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import { type HeadlessDevice, openDevice } from '@zvonok/web/platform/open-device'
import * as v from 'valibot'
import { openFileStore } from './file-store.ts'
import { type NodeSockets, nodeSockets } from './node-socket.ts'
import { signIn } from './sign-in.ts'

export interface ConnectOptions {
  /** Origin of the server. */
  readonly url: string
  readonly login: string
  readonly password: string
  /** Keeps the device's storage between runs; memory when absent. */
  readonly dir?: string
}

export interface ClientMessage {
  readonly id: string
  readonly seq: number
  readonly authorId: string
  readonly text: string
  readonly atMs: number
}

export interface ClientEvents {
  /** New in an open chat. */
  message: ClientMessage & { readonly chatId: string }
  head: {
    readonly id: string
    readonly title: string
    readonly kind: string
    readonly seq: number
    readonly unread: number
  }
  refused: { readonly id: string; readonly name: string; readonly code: string }
  state: { readonly state: string }
}

export interface Client {
  readonly userId: string
  chats(): Promise<ClientEvents['head'][]>
  /** The newest page is there, live updates run. */
  open(chatId: string): Promise<void>
  messages(chatId: string): ClientMessage[]
  /** Resolves at the durable ack. @throws {Refused} */
  send(chatId: string, text: string, commandId?: string): Promise<{ seq: number }>
  /** Any command. @throws {Refused} with the server's code */
  run(name: string, args: object, commandId?: string): Promise<unknown>
  on<E extends keyof ClientEvents>(event: E, listener: (e: ClientEvents[E]) => void): () => void
  /** TCP payload. */
  bytes(): { up: number; down: number }
  close(): Promise<void>
  /** Drops the connection at once; what was not acknowledged stays in `dir`. */
  kill(): void
}

// Each y-websocket provider listens for the end of the process; hundreds of clients in one process are no leak.
process.setMaxListeners(0)

/** Signs in, opens the device and waits for the first heads. @throws {Refused} */
export async function connect({ url, login, password, dir }: ConnectOptions): Promise<Client> {
  const origin = new URL(url).origin
  const { personId, cookie } = await signIn(origin, login, password)
  const store = dir ? openFileStore(join(dir, `zvonok-${personId}.jsonl`)) : openMemoryStore()
  const sockets = nodeSockets(origin, cookie)
  const device = await openDevice({ personId, store, connect: sockets.connect })
  await until(device, 'link', () => {
    if (device.link() === 'locked') throw new Refused('core.signedOut')
    if (device.link() === 'updateFirst') throw new Refused('core.updateFirst')
    return device.link() === 'live'
  })
  return clientOf(device, sockets)
}

function clientOf(device: HeadlessDevice, sockets: NodeSockets): Client {
  const opened = new Map<string, OpenChat>()
  const unanswered = new Set<(error: Refused) => void>()
  async function end(): Promise<void> {
    await device.close()
    for (const reject of unanswered) reject(new Refused('core.unavailable'))
  }
  function run(name: string, args: object, commandId = newId()): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => {
      unanswered.add(reject)
      const { done } = device.run(commands.get(name) ?? unknownCommand(name), args, commandId)
      done.then(resolve, reject).finally(() => unanswered.delete(reject))
    })
    // Who does not wait for the answer need not handle it.
    answer.catch(() => undefined)
    return answer
  }
  return {
    userId: device.personId,
    chats: async () => device.chats().map(headOf(device)),
    async open(chatId) {
      const chat = opened.get(chatId) ?? device.open(chatId)
      opened.set(chatId, chat)
      await until(chat, undefined, () => {
        if (chat.phase() === 'gone') throw new Refused('core.notFound')
        return device.isFollowing(chatId)
      })
    },
    messages: (chatId) => messagesOf(opened.get(chatId)),
    send: (chatId, text, commandId) => run('messages.send', { chatId, text }, commandId) as Promise<{ seq: number }>,
    run,
    on: (event, listener) => listen(device, event, listener),
    bytes: () => sockets.bytes(),
    close: end,
    kill() {
      sockets.kill()
      void end()
    },
  }
}

/** The screens know the commands; a tool may send one that no app would. The server decides. */
const unknownCommand = (name: string): Command => ({
  name,
  version: 1,
  args: v.unknown(),
  needs: () => ({}),
  rule: () => ({ allowed: true }),
  write: () => undefined,
})

const headOf =
  (device: HeadlessDevice) =>
  ({ head, peer, unread }: ReturnType<HeadlessDevice['chats']>[number]): ClientEvents['head'] => ({
    id: head.id,
    title: head.title || (peer ? [peer.family, peer.given].join(' ') : device.personId),
    kind: head.kind,
    seq: head.seq,
    unread,
  })

const messagesOf = (chat: OpenChat | undefined): ClientMessage[] =>
  (chat?.rows() ?? [])
    .filter(({ kind, seq }) => kind === 'text' && seq > 0)
    .map(({ id, seq, author, body, atMs }) => ({ id, seq, authorId: author, text: body, atMs }))

function listen<E extends keyof ClientEvents>(
  device: HeadlessDevice,
  event: E,
  listener: (e: ClientEvents[E]) => void,
): () => void {
  const tell = listener as (e: ClientEvents[keyof ClientEvents]) => void
  switch (event) {
    case 'message':
      return device.onArrived(({ chatId, seq, entry }) => {
        const message = messageOf(seq, entry)
        if (message) tell({ chatId, ...message })
      })
    case 'head':
      return onHeads(device, tell)
    case 'refused':
      return onRefused(device, tell)
    default:
      return device.on('link', () => tell({ state: device.link() }))
  }
}

function messageOf(seq: number, entry: LogEntry): ClientMessage | undefined {
  if (entry === 0 || entry[3] !== 'text') return undefined
  const [id, authorId, atMs, , text] = entry
  return { id, seq, authorId, text, atMs }
}

function onHeads(device: HeadlessDevice, tell: (head: ClientEvents['head']) => void): () => void {
  const heads = () => new Map(device.chats().map((item) => [item.head.id, headOf(device)(item)]))
  let known = heads()
  return device.on('chats', () => {
    const before = known
    known = heads()
    for (const [id, head] of known) if (!isSame(before.get(id), head)) tell(head)
  })
}

const isSame = (a: ClientEvents['head'] | undefined, b: ClientEvents['head']): boolean =>
  a?.seq === b.seq && a.unread === b.unread && a.title === b.title

function onRefused(device: HeadlessDevice, tell: (refused: ClientEvents['refused']) => void): () => void {
  const told = new Set<string>()
  return device.on('outbox', () => {
    for (const { id, name, refusal } of device.outbox()) {
      if (!refusal || told.has(id)) continue
      told.add(id)
      tell({ id, name, code: refusal })
    }
  })
}

/** Resolves when `reached` says so, asked now and after each change. */
function until(source: HeadlessDevice | OpenChat, topic: 'link' | undefined, reached: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined
    const check = () => {
      try {
        if (!reached()) return
        resolve()
      } catch (error) {
        reject(error)
      }
      stop?.()
    }
    stop = topic ? (source as HeadlessDevice).on(topic, check) : (source as OpenChat).on(check)
    check()
  })
}
