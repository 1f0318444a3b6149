/** Chats, people and the place in the server's stream of changes (`cursor`): what comes as plain frames and is kept as rows. */
import {
  type ChatInfo,
  type Head,
  type LastMessage,
  type Me,
  type Mine,
  type PersonRow,
  previewLength,
} from '@zvonok/schema/chats/head'
import type { HeadsFrame, ServerFrame } from '@zvonok/schema/core/frames'
import type { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { LogEntry } from '@zvonok/schema/messages/document'
import type { Saver } from './saver.ts'
import type { DeviceStore } from './store.ts'

export interface Known {
  readonly head: Head
  readonly mine: Mine
}

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

export class ChatList {
  me: Me | undefined
  cursor = ''
  /** Device clock. */
  syncedAtMs: number | undefined
  readonly chats = new Map<ChatId, Known>()
  readonly people = new Map<PersonId, PersonRow>()
  readonly info = new Map<ChatId, ChatInfo>()
  readonly #store: DeviceStore
  readonly #saver: Saver

  constructor(store: DeviceStore, saver: Saver) {
    this.#store = store
    this.#saver = saver
  }

  async load(kv: ReadonlyMap<string, unknown>): Promise<void> {
    const [heads, people] = await Promise.all([this.#store.all('heads'), this.#store.all('people')])
    for (const [id, known] of heads) this.chats.set(id, known)
    for (const [id, person] of people) this.people.set(id, person)
    this.me = kv.get('me') as Me | undefined
    this.cursor = (kv.get('cursor') as string | undefined) ?? ''
    this.syncedAtMs = kv.get('syncedAtMs') as number | undefined
  }

  /** Which database of the server the cursor speaks of. */
  generation(): string {
    return this.cursor.split('.')[0] ?? ''
  }

  setMe(me: Me): void {
    this.me = me
    this.#saver.set('kv', 'me', me)
  }

  /** @returns the chats that are gone */
  takeHeads(frame: HeadsFrame, nowMs: number): ChatId[] {
    this.setMe(frame.me)
    this.takePeople(frame.people)
    const named = new Set(frame.heads.map((head) => head.id))
    const gone = frame.full ? [...this.chats.keys()].filter((id) => !named.has(id)) : frame.removed
    for (const id of gone) this.drop(id)
    for (const head of frame.heads) {
      const mine = frame.mine[head.id] ?? this.chats.get(head.id)?.mine
      if (mine) this.#put(head.id, { head, mine })
    }
    // Own marks may move without the head.
    for (const [id, mine] of Object.entries(frame.mine)) {
      const known = this.chats.get(id)
      if (known && !named.has(id)) this.#put(id, { head: known.head, mine })
    }
    this.cursor = frame.cursor
    this.syncedAtMs = nowMs
    this.#saver.set('kv', 'cursor', frame.cursor)
    this.#saver.set('kv', 'syncedAtMs', nowMs)
    return [...gone]
  }

  takeHead({ head, mine, people }: Frame<'head'>): void {
    if (people) this.takePeople(people)
    const known = this.chats.get(head.id)
    // Changed fields only: an unknown chat must come whole.
    if (known) this.#put(head.id, this.#moved(known, { ...known.head, ...head }, mine))
    else if (mine && isWhole(head)) this.#put(head.id, { head, mine })
    this.moveCursor(head.change)
  }

  takeMark({ chatId, readSeq, unread, change }: Frame<'mark'>): void {
    const known = this.chats.get(chatId)
    if (known) {
      // What comes after a mark that is ahead of the head is counted when it comes.
      const left = readSeq > known.head.seq ? 0 : unread
      this.#put(chatId, { ...known, mine: { ...known.mine, readSeq, unread: left } })
    }
    this.moveCursor(change)
  }

  /** The furthest marks are enough for the ticks. */
  takeSeen(chatId: ChatId, marks: readonly (readonly [PersonId, number])[]): void {
    const known = this.chats.get(chatId)
    if (known) this.#put(chatId, { ...known, head: { ...known.head, topRead: furthest(known.head.topRead, marks) } })
  }

  takePeople(people: readonly PersonRow[]): void {
    for (const person of people) {
      // A row that does not say whether one may write to them keeps what an earlier one said.
      const known = this.people.get(person.id)
      const contact = person.contact ?? known?.contact
      const row = contact === undefined ? person : { ...person, contact }
      if (known && JSON.stringify(known) === JSON.stringify(row)) continue
      this.people.set(person.id, row)
      this.#saver.set('people', person.id, row)
    }
  }

  takeInfo(info: ChatInfo): void {
    this.takePeople(info.people)
    this.info.set(info.chatId, info)
    this.#saver.set('info', info.chatId, info)
  }

  /** Those who follow the log get no separate head frame. `added` are the entries at its end that are new. */
  takeLog(chatId: ChatId, seq: number, added: readonly LogEntry[], last: LogEntry | undefined, change: number): void {
    const known = this.chats.get(chatId)
    if (known && seq >= known.head.seq) {
      const { head, mine } = known
      const preview = last && lastOf(last)
      const next = { ...head, seq, change: Math.max(change, head.change), ...(preview && { last: preview }) }
      const first = seq - added.length + 1
      const fresh = added.slice(Math.max(0, head.seq + 1 - first))
      this.#put(chatId, this.#grown(next, mine, head.seq, fresh))
    }
    this.moveCursor(change)
  }

  /** @returns true when the chat list shows it */
  erase(chatId: ChatId, messageId: MessageId): boolean {
    const known = this.chats.get(chatId)
    if (known?.head.last?.id !== messageId) return false
    const { last } = known.head
    const erased: LastMessage = { id: last.id, author: last.author, atMs: last.atMs, kind: 'deleted', body: '' }
    this.#put(chatId, { ...known, head: { ...known.head, last: erased } })
    return true
  }

  /** One unread message less: own ones lie before the mark. */
  uncount(chatId: ChatId, seq: number): void {
    const known = this.chats.get(chatId)
    if (!known || seq <= known.mine.readSeq || known.mine.unread === 0) return
    this.#put(chatId, { ...known, mine: { ...known.mine, unread: known.mine.unread - 1 } })
  }

  /** Read here; the server may not know it yet. */
  takeRead(chatId: ChatId, unread: number): void {
    const known = this.chats.get(chatId)
    if (known && unread < known.mine.unread) this.#put(chatId, { ...known, mine: { ...known.mine, unread } })
  }

  /** No longer a member: nothing of the chat stays in the rows. */
  drop(chatId: ChatId): void {
    this.chats.delete(chatId)
    this.info.delete(chatId)
    for (const table of ['heads', 'info', 'reacted'] as const) this.#saver.set(table, chatId, undefined)
  }

  moveCursor(change: number): void {
    const [generation, at] = this.cursor.split('.')
    if (!generation || change <= Number(at)) return
    this.cursor = `${generation}.${change}`
    this.#saver.set('kv', 'cursor', this.cursor)
  }

  /** Who writes has read what was before; what others wrote is unread. */
  #grown(head: Head, mine: Mine, from: number, fresh: readonly LogEntry[]): Known {
    let { readSeq, unread } = mine
    const seen: [PersonId, number][] = []
    fresh.forEach((entry, i) => {
      if (entry === 0) return
      const seq = from + 1 + i
      if (entry[1] === this.me?.id) {
        readSeq = Math.max(readSeq, seq)
        unread = 0
      } else if (entry[1]) {
        seen.push([entry[1], seq])
        if (entry[3] === 'text' && seq > readSeq) unread++
      }
    })
    const topRead = seen.length > 0 ? furthest(head.topRead, seen) : head.topRead
    return { head: { ...head, topRead }, mine: { ...mine, readSeq, unread } }
  }

  /** A head moved without its log: only the last of the new messages is known, the others count as texts. */
  #moved(known: Known, head: Head, mine: Mine | undefined): Known {
    if (mine) return { head, mine }
    const count = head.seq - Math.max(known.head.seq, known.mine.readSeq)
    if (count <= 0) return { head, mine: known.mine }
    if (head.last?.author === this.me?.id) return { head, mine: { ...known.mine, readSeq: head.seq, unread: 0 } }
    const texts = head.last?.kind === 'text' ? count : count - 1
    return { head, mine: { ...known.mine, unread: known.mine.unread + texts } }
  }

  #put(id: ChatId, known: Known): void {
    this.chats.set(id, known)
    this.#saver.set('heads', id, known)
  }
}

const isWhole = (head: Partial<Head>): head is Head => head.kind !== undefined && head.seq !== undefined

function furthest(
  known: readonly (readonly [PersonId, number])[],
  more: readonly (readonly [PersonId, number])[],
): readonly (readonly [PersonId, number])[] {
  const marks = new Map(known)
  for (const [id, seq] of more) marks.set(id, Math.max(seq, marks.get(id) ?? 0))
  return [...marks].sort(([, a], [, b]) => b - a).slice(0, 3)
}

/** As the server makes it: cut, so that a head stays small. */
function lastOf(entry: LogEntry): LastMessage | undefined {
  if (entry === 0) return undefined
  const [id, author, atMs, kind, body, extra] = entry
  const text = kind === 'deleted' ? '' : body.slice(0, previewLength)
  return { id, author, atMs, kind, body: text, ...(extra && { extra }) }
}
