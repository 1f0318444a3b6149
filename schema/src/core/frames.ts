/**
 * The protocol of `WS /sync`, version 1. Binary frames; the first varuint is the type, then its fields (lib0 encoding).
 *
 * 1. The device opens `/sync?v=1&cursor=<generation>.<change>` (empty at first). The server answers `heads` at once.
 * 2. The device sends `command`s in order and again after each reconnect until `ack` or `refused` names the id.
 * 3. `open` brings the newest page; `subscribe` brings a segment (`segment`) and from then on its `update`s.
 * 4. Every frame that carries `change` moves the device's cursor to it. What is missed is asked for by the cursor.
 *    Messages that are committed together are one `update` or one `head`. Who wrote a message has read up to it: no `seen` says so.
 * 5. `packed` holds another frame, deflated (raw); only one-off answers over 1 kB are packed, never what goes to many.
 * 6. `doc` frames carry unchanged y-protocols messages of documents that people write (`own:`, `plan:`).
 * Anything else closes the socket with 4400.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { CallHead, CallPerson } from '../calls/call.ts'
import type { ChatInfo, Head, LeftChat, Me, Mine, PersonRow } from '../chats/head.ts'
import type { LogEntry } from '../messages/document.ts'
import type { ChatId, CommandId, MessageId, PersonId } from './ids.ts'
import { parseJson } from './json.ts'
import { type RefusalCode, Refused } from './refusal.ts'

export const protocolVersion = 1
export const maxFrameBytes = 1_000_000

/** Close codes of the socket and of channels. */
export const closeCode = {
  badFrame: 4400,
  signedOut: 4401,
  forbidden: 4403,
  notFound: 4404,
  slowReader: 4408,
  newGeneration: 4410,
  tooLarge: 4413,
  updateFirst: 4426,
  tooMany: 4429,
} as const

export interface HeadsFrame {
  readonly me: Me
  readonly serverMs: number
  readonly cursor: string
  /** True: what is not in `heads` is not yours any more. False: only what changed since the cursor. */
  readonly full: boolean
  readonly heads: readonly Head[]
  readonly mine: Readonly<Record<ChatId, Mine>>
  readonly removed: readonly ChatId[]
  readonly erased: readonly (readonly [ChatId, MessageId, seq: number])[]
  /** Only those whom the heads name. */
  readonly people: readonly PersonRow[]
}

/** The newest rows of a chat, or older ones. Position 0 of `rows` is `fromSeq`. */
export interface PageFrame {
  readonly chatId: ChatId
  readonly fromSeq: number
  readonly rows: readonly LogEntry[]
  /** seq → emoji → count */
  readonly marks: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** seq → own emoji, of the rows of the page; of all from `ownFromSeq` on when that is there. */
  readonly myMarks: Readonly<Record<string, readonly string[]>>
  readonly ownFromSeq?: number
  /** The segment that holds the page's first row. */
  readonly firstSeq: number
  readonly generation: number
  readonly people: readonly PersonRow[]
  /** Others' read marks, newest page only. */
  readonly seen?: readonly (readonly [PersonId, number])[]
}

/**
 * What changed in a call, as far as the reader may know it. Who is in gets the head and everybody; who is called or waits gets the head, the
 * own row and the one who started it; members of its chats get the head. Commands `calls.*` ask; they never wait in an outbox.
 */
export interface CallFrame {
  /** Changed fields; all of them in the first frame about a call. `endedAtMs` is the last word about it. */
  readonly call: Partial<CallHead> & { readonly id: CallHead['id'] }
  /** Rows that changed, each whole; null: not to be seen any more. */
  readonly people?: readonly (readonly [PersonId, CallPerson | null])[]
  /** Names of those whom `people` names, where the reader may not have them yet. */
  readonly rows?: readonly PersonRow[]
  /** `people` are all that the reader sees from now on. */
  readonly whole?: true
}

/** Bodies of the frames that are JSON; `unknown`: nothing but the type. */
interface ClientJson {
  /** `haveSeq`: the device has the newest rows up to there, so that only later ones are sent. */
  open: { chatId: ChatId; haveSeq?: number }
  close: { chatId: ChatId }
  page: { chatId: ChatId; beforeSeq: number; count: number }
  info: { chatId: ChatId }
  contacts: unknown
  reactors: { chatId: ChatId; messageId: MessageId }
  /** Messages by id, wherever they stand in the chat: pinned ones, important ones. */
  find: { chatId: ChatId; ids: readonly MessageId[] }
  read: { chatId: ChatId; seq: number }
  typing: { chatId: ChatId }
  watch: { people: readonly PersonId[] }
  ping: unknown
  /** Teachers of other schools by their whole name, at least two words of it. */
  colleagues: { name: string }
}

/** Rooms whose pages read by HTTP and want to hear of changes at once. */
export type NewsRoom = 'diary' | 'plan'

interface ServerJson {
  heads: HeadsFrame
  /** Changed fields of one head; a chat that is new to the device comes whole, with `mine`. */
  head: { head: Partial<Head> & { id: ChatId; change: number }; mine?: Mine; people?: readonly PersonRow[] }
  ack: { id: CommandId; result: unknown }
  refused: { id: CommandId; code: RefusalCode }
  page: PageFrame
  info: ChatInfo
  contacts: { people: readonly PersonRow[]; left?: readonly LeftChat[] }
  colleagues: { name: string; people: readonly PersonRow[] }
  /** Own reaction, set by a `command` of any own device. */
  reacted: { command: CommandId; chatId: ChatId; seq: number; emoji: string; on: boolean }
  /** Those of `ids` that are there and may be read. */
  found: {
    chatId: ChatId
    ids: readonly MessageId[]
    messages: readonly (readonly [seq: number, LogEntry])[]
    people: readonly PersonRow[]
  }
  reactors: { chatId: ChatId; messageId: MessageId; reactors: readonly (readonly [string, readonly PersonId[]])[] }
  /** Others' read marks in an open chat. */
  seen: { chatId: ChatId; marks: readonly (readonly [PersonId, number])[] }
  /** Own read mark, moved by any own device. */
  mark: { chatId: ChatId; readSeq: number; unread: number; change: number }
  erased: { chatId: ChatId; messageId: MessageId; seq: number; change: number }
  /** No longer a member. */
  removed: { chatId: ChatId; change: number }
  presence: { people: readonly (readonly [PersonId, online: boolean, lastSeenMs?: number])[] }
  typing: { chatId: ChatId; personId: PersonId }
  closed: { doc: string; code: number }
  me: { me: Me }
  /** Something of this room is new for the person: its pages ask for it by HTTP again. */
  news: { of: NewsRoom }
  call: CallFrame
  /** All calls that run and concern the person, after each `heads` that begins a connection: in place of those that the device had. */
  calls: { calls: readonly CallFrame[] }
  /** Frames were left out for a slow reader: a `heads` from the cursor follows, then a `segment` with the whole state of each followed document that moved. */
  behind: unknown
  pong: { serverMs: number }
}

export type ClientFrame =
  | { [K in keyof ClientJson]: { type: K } & ClientJson[K] }[keyof ClientJson]
  | { type: 'command'; id: CommandId; version: number; name: string; args: unknown }
  | { type: 'subscribe'; doc: string; state: Uint8Array }
  | { type: 'unsubscribe'; doc: string }
  | { type: 'doc'; doc: string; payload: Uint8Array }
  | { type: 'docClose'; doc: string }

export type ServerFrame =
  | { [K in keyof ServerJson]: { type: K } & ServerJson[K] }[keyof ServerJson]
  /** Answer to `subscribe`. `previous` = firstSeq of the segment before, 0 when there is none. */
  | {
      type: 'segment'
      doc: string
      channel: number
      previous: number
      previousGeneration: number
      closed: boolean
      update: Uint8Array
    }
  /** One committed update of a subscribed document. `change` is 0 where no head moved (marks). */
  | { type: 'update'; channel: number; change: number; update: Uint8Array }
  | { type: 'doc'; doc: string; payload: Uint8Array }
  | { type: 'packed'; bytes: Uint8Array }

const clientTypes = [
  'command',
  'subscribe',
  'unsubscribe',
  'doc',
  'docClose',
  'open',
  'close',
  'page',
  'info',
  'contacts',
  'reactors',
  'read',
  'typing',
  'watch',
  'ping',
  'colleagues',
  'find',
] as const satisfies readonly ClientFrame['type'][]
const serverTypes = [
  'packed',
  'segment',
  'update',
  'doc',
  'heads',
  'head',
  'ack',
  'refused',
  'page',
  'info',
  'contacts',
  'reactors',
  'seen',
  'mark',
  'erased',
  'removed',
  'presence',
  'typing',
  'closed',
  'me',
  'behind',
  'pong',
  'colleagues',
  'reacted',
  'news',
  'call',
  'calls',
  'found',
] as const satisfies readonly ServerFrame['type'][]

export function encodeClientFrame(frame: ClientFrame): Uint8Array {
  return encoding.encode((e) => {
    encoding.writeVarUint(e, clientTypes.indexOf(frame.type))
    switch (frame.type) {
      case 'command':
        encoding.writeVarString(e, frame.id)
        encoding.writeVarUint(e, frame.version)
        encoding.writeVarString(e, frame.name)
        encoding.writeVarString(e, JSON.stringify(frame.args))
        return
      case 'subscribe':
        encoding.writeVarString(e, frame.doc)
        encoding.writeVarUint8Array(e, frame.state)
        return
      case 'unsubscribe':
      case 'docClose':
        encoding.writeVarString(e, frame.doc)
        return
      case 'doc':
        encoding.writeVarString(e, frame.doc)
        encoding.writeVarUint8Array(e, frame.payload)
        return
      default: {
        const { type: _, ...body } = frame
        encoding.writeVarString(e, JSON.stringify(body))
      }
    }
  })
}

export function encodeServerFrame(frame: ServerFrame): Uint8Array {
  return encoding.encode((e) => {
    encoding.writeVarUint(e, serverTypes.indexOf(frame.type))
    switch (frame.type) {
      case 'packed':
        encoding.writeVarUint8Array(e, frame.bytes)
        return
      case 'segment':
        encoding.writeVarString(e, frame.doc)
        encoding.writeVarUint(e, frame.channel)
        encoding.writeVarUint(e, frame.previous)
        encoding.writeVarUint(e, frame.previousGeneration)
        encoding.writeVarUint(e, frame.closed ? 1 : 0)
        encoding.writeVarUint8Array(e, frame.update)
        return
      case 'update':
        encoding.writeVarUint(e, frame.channel)
        encoding.writeVarUint(e, frame.change)
        encoding.writeVarUint8Array(e, frame.update)
        return
      case 'doc':
        encoding.writeVarString(e, frame.doc)
        encoding.writeVarUint8Array(e, frame.payload)
        return
      case 'heads':
        encoding.writeVarString(e, JSON.stringify(headsOnWire(frame)))
        return
      default: {
        const { type: _, ...body } = frame
        encoding.writeVarString(e, JSON.stringify(body))
      }
    }
  })
}

/** Checks form only; the fields of JSON frames are checked by the reader. @throws {Refused} `core.badInput` */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame {
  return bounded(bytes, (d) => {
    const type = clientTypes[decoding.readVarUint(d)]
    switch (type) {
      case undefined:
        throw new Refused('core.badInput')
      case 'command':
        return {
          type,
          id: decoding.readVarString(d),
          version: decoding.readVarUint(d),
          name: decoding.readVarString(d),
          args: parseJson(decoding.readVarString(d)),
        }
      case 'subscribe':
        return { type, doc: decoding.readVarString(d), state: decoding.readVarUint8Array(d) }
      case 'unsubscribe':
      case 'docClose':
        return { type, doc: decoding.readVarString(d) }
      case 'doc':
        return { type, doc: decoding.readVarString(d), payload: decoding.readVarUint8Array(d) }
      default:
        return { ...jsonBody(d), type } as ClientFrame
    }
  })
}

/** @throws {Refused} `core.badInput` */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame {
  return bounded(bytes, (d) => {
    const type = serverTypes[decoding.readVarUint(d)]
    switch (type) {
      case undefined:
        throw new Refused('core.badInput')
      case 'packed':
        return { type, bytes: decoding.readVarUint8Array(d) }
      case 'segment':
        return {
          type,
          doc: decoding.readVarString(d),
          channel: decoding.readVarUint(d),
          previous: decoding.readVarUint(d),
          previousGeneration: decoding.readVarUint(d),
          closed: decoding.readVarUint(d) === 1,
          update: decoding.readVarUint8Array(d),
        }
      case 'update':
        return {
          type,
          channel: decoding.readVarUint(d),
          change: decoding.readVarUint(d),
          update: decoding.readVarUint8Array(d),
        }
      case 'doc':
        return { type, doc: decoding.readVarString(d), payload: decoding.readVarUint8Array(d) }
      case 'heads':
        return { type, ...headsFromWire(jsonBody(d) as HeadsOnWire) }
      default:
        return { ...jsonBody(d), type } as ServerFrame
    }
  })
}

/** `mine` in the order of `heads`: ids do not deflate, and in a long list they would stand a second time. */
type HeadsOnWire = Omit<HeadsFrame, 'mine'> & { readonly mine: readonly (Mine | null)[] }

const headsOnWire = ({ type: _, mine, ...frame }: HeadsFrame & { type: 'heads' }): HeadsOnWire => ({
  ...frame,
  mine: frame.heads.map(({ id }) => mine[id] ?? null),
})

const headsFromWire = ({ mine, ...frame }: HeadsOnWire): HeadsFrame => ({
  ...frame,
  mine: Object.fromEntries(frame.heads.flatMap(({ id }, at) => (mine[at] ? [[id, mine[at]]] : []))),
})

/** lib0 reads past the end of a short frame in some places and throws its own errors in others: both become one refusal. */
function bounded<T>(bytes: Uint8Array, read: (d: decoding.Decoder) => T): T {
  const decoder = decoding.createDecoder(bytes)
  let frame: T
  try {
    frame = read(decoder)
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused('core.badInput')
  }
  if (decoder.pos !== bytes.length) throw new Refused('core.badInput')
  return frame
}

function jsonBody(d: decoding.Decoder): object {
  const body = parseJson(decoding.readVarString(d))
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused('core.badInput')
  return body
}
