import type { ChatFacts, ChatKind, ChatPermissions, FormerMember, MemberRole } from '@zvonok/schema/chats/facts'
import { type Head, type LastMessage, previewLength } from '@zvonok/schema/chats/head'
import { peerOf } from '@zvonok/schema/chats/rules'
import type { ChatId, ClassId, MessageId, PersonId, SchoolId } from '@zvonok/schema/core/ids'
import type { Decision } from '@zvonok/schema/core/refusal'
import type { MessageExtra, MessageKind } from '@zvonok/schema/messages/document'
import type { Store } from './store.ts'

export interface MemberState {
  role: MemberRole
  muted: boolean
  byRoster: boolean
  /** Present where `byRoster` is true. */
  rosterRole?: MemberRole
  /** First seq that may be read. */
  fromSeq: number
  readSeq: number
  change: number
  silent: boolean
  clearedSeq: number
}

export interface FormerState extends FormerMember {
  readonly fromSeq: number
  readonly leftAtMs: number
}

/** A row of `chats` with its members and its last message. Changed by drafts only, dropped when a commit fails. */
export interface ChatState {
  readonly id: ChatId
  readonly kind: ChatKind
  readonly schoolId: SchoolId | null
  classId: ClassId | null
  title: string
  permissions: ChatPermissions
  pinned: readonly MessageId[]
  readonly createdAtMs: number
  seq: number
  firstSeq: number
  generation: number
  infoVersion: number
  change: number
  closedAtMs: number | null
  /** Who alone sees a direct chat in which nothing was written yet. */
  opener: PersonId | null
  readonly members: Map<PersonId, MemberState>
  readonly former: Map<PersonId, FormerState>
  /** Whether people like its members may be together; undefined until it is asked. */
  contact: Decision | undefined
  last: LastMessage | undefined
  usedMs: number
}

const idleMs = 15 * 60_000

/** The chats in memory. What is here is committed, except inside the turn of the draft that changes it. */
export class Chats {
  readonly #chats = new Map<ChatId, ChatState>()
  readonly #store: Store
  readonly #clock: () => number

  constructor(store: Store, clock: () => number) {
    this.#store = store
    this.#clock = clock
  }

  get size(): number {
    return this.#chats.size
  }

  get(id: ChatId): ChatState | undefined {
    const chat = this.#chats.get(id)
    if (chat) chat.usedMs = this.#clock()
    return chat
  }

  /** The chat if the person is a member of it now. */
  of(id: ChatId, person: PersonId): ChatState | undefined {
    const chat = this.get(id)
    return chat?.members.has(person) ? chat : undefined
  }

  add(chat: ChatState): void {
    this.#chats.set(chat.id, chat)
  }

  /** The roster or a policy changed: who may be together is asked anew. */
  forgetContacts(): void {
    for (const chat of this.#chats.values()) chat.contact = undefined
  }

  drop(id: ChatId): void {
    this.#chats.delete(id)
  }

  dropIdle(): void {
    const before = this.#clock() - idleMs
    for (const [id, { usedMs }] of this.#chats) if (usedMs < before) this.#chats.delete(id)
  }

  /** Brings those of `ids` into memory that exist. */
  async load(ids: Iterable<ChatId>): Promise<void> {
    const missing = [...ids].filter((id) => !this.#chats.has(id))
    if (missing.length === 0) return
    const list = JSON.stringify(missing)
    const chats = await this.#store.select<ChatRow>(
      `id, kind, school_id, class_id, title, json(permissions), json(pinned), created_at_ms, seq, first_seq, generation, info_version,
       change, closed_at_ms, opener`,
      'FROM chats WHERE id IN (SELECT value FROM json_each(?))',
      [list],
    )
    for (const row of chats) this.#chats.set(row[0], chatFromRow(row, this.#clock()))
    const members = await this.#store.select<MemberRow>(
      `chat_id, person_id, left_by, role, muted, roster_role, read_seq, change, silent, cleared_seq, from_seq, left_at_ms`,
      'FROM chat_members WHERE chat_id IN (SELECT value FROM json_each(?))',
      [list],
    )
    for (const row of members) takeMember(this.#chats.get(row[0]), row)
    const last = await this.#store.select<[ChatId, ...LastRow]>(
      'm.chat_id, m.id, m.author, m.at_ms, m.kind, m.body, json(m.extra)',
      `FROM chats c JOIN messages m ON m.chat_id = c.id AND m.seq = c.seq
       WHERE c.id IN (SELECT value FROM json_each(?))`,
      [list],
    )
    for (const [id, ...row] of last) {
      const chat = this.#chats.get(id)
      if (chat) chat.last = lastMessage(row)
    }
  }
}

type ChatRow = [
  id: ChatId,
  kind: ChatKind,
  schoolId: SchoolId | null,
  classId: ClassId | null,
  title: string,
  permissions: ChatPermissions,
  pinned: MessageId[],
  createdAtMs: number,
  seq: number,
  firstSeq: number,
  generation: number,
  infoVersion: number,
  change: number,
  closedAtMs: number | null,
  opener: PersonId | null,
]

function chatFromRow(row: ChatRow, nowMs: number): ChatState {
  const [id, kind, schoolId, classId, title, permissions, pinned, createdAtMs] = row
  const [, , , , , , , , seq, firstSeq, generation, infoVersion, change, closedAtMs, opener] = row
  const head = { id, kind, schoolId, classId, title, permissions, pinned, createdAtMs }
  const numbers = { seq, firstSeq, generation, infoVersion, change, closedAtMs, opener }
  return {
    ...head,
    ...numbers,
    members: new Map(),
    former: new Map(),
    contact: undefined,
    last: undefined,
    usedMs: nowMs,
  }
}

type MemberRow = [
  chatId: ChatId,
  personId: PersonId,
  leftBy: FormerMember['by'] | null,
  role: MemberRole,
  muted: number,
  rosterRole: MemberRole | null,
  readSeq: number,
  change: number,
  silent: number,
  clearedSeq: number,
  fromSeq: number,
  leftAtMs: number | null,
]

function takeMember(chat: ChatState | undefined, row: MemberRow): void {
  const [, personId, leftBy, role, muted, rosterRole, readSeq, change, silent, clearedSeq, fromSeq, leftAtMs] = row
  const roster = rosterRole ? { rosterRole } : {}
  if (leftBy)
    chat?.former.set(personId, { by: leftBy, muted: muted === 1, ...roster, fromSeq, leftAtMs: leftAtMs ?? 0 })
  else {
    const flags = { muted: muted === 1, byRoster: rosterRole !== null, silent: silent === 1 }
    chat?.members.set(personId, { role, ...roster, ...flags, fromSeq, readSeq, change, clearedSeq })
  }
}

type LastRow = [
  id: MessageId,
  author: PersonId,
  atMs: number,
  kind: MessageKind,
  body: string,
  extra: MessageExtra | null,
]

export function lastMessage([id, author, atMs, kind, body, extra]: LastRow): LastMessage {
  if (kind === 'deleted') return { id: '', author: '', atMs, kind, body: '' }
  return { id, author, atMs, kind, body: preview(body), ...(extra && { extra }) }
}

/** Not cut inside a surrogate pair. */
const preview = (body: string): string =>
  body.length <= previewLength ? body : body.slice(0, previewLength).replace(/[\ud800-\udbff]$/, '')

/** Whether the person sees the chat: a direct one appears to the other with its first message. */
export const isShownTo = ({ opener }: ChatState, person: PersonId): boolean => opener === null || opener === person

/** The head for one member: a last message from before the entry is not for the one who came later. */
export function headFor(chat: ChatState, person: PersonId): Head {
  const { last, ...head } = headOf(chat)
  return last && readsLast(chat, person) ? { ...head, last } : head
}

export const readsLast = ({ seq, members }: ChatState, person: PersonId): boolean =>
  seq >= (members.get(person)?.fromSeq ?? 1)

/** The head as every member gets it who was there at the last message. */
export function headOf(chat: ChatState): Head {
  const peers = chat.kind === 'direct' ? ([...chat.members.keys()].slice(0, 2) as [PersonId, PersonId]) : undefined
  return {
    id: chat.id,
    kind: chat.kind,
    schoolId: chat.schoolId,
    ...(chat.classId !== null && { classId: chat.classId }),
    title: chat.title,
    ...(peers && { peers }),
    permissions: chat.permissions,
    pinned: chat.pinned,
    memberCount: chat.members.size,
    seq: chat.seq,
    ...(chat.last && { last: chat.last }),
    firstSeq: chat.firstSeq,
    generation: chat.generation,
    infoVersion: chat.infoVersion,
    change: chat.change,
    topRead: topRead(chat),
    ...(chat.closedAtMs !== null && { closed: true as const }),
  }
}

/** The two furthest read marks, the furthest first. */
export function topRead(chat: ChatState): (readonly [PersonId, number])[] {
  let first: readonly [PersonId, number] | undefined
  let second: readonly [PersonId, number] | undefined
  for (const [id, { readSeq }] of chat.members) {
    if (readSeq === 0) continue
    if (!first || readSeq > first[1]) {
      second = first
      first = [id, readSeq]
    } else if (!second || readSeq > second[1]) second = [id, readSeq]
  }
  return [first, second].filter((mark) => mark !== undefined)
}

/** What rules ask about a chat, for one who asks. */
export function chatFacts(chat: ChatState, contact: Decision | undefined): ChatFacts {
  const { id, kind, schoolId, permissions, members, seq, pinned, former, closedAtMs } = chat
  const facts: ChatFacts = { id, kind, schoolId, permissions, members, seq, pinned, former }
  return { ...facts, ...(contact && { contact }), ...(closedAtMs !== null && { closed: true as const }) }
}

/** The other one of a direct chat, undefined in all others. */
export const directPeer = (chat: ChatState, me: PersonId): PersonId | undefined =>
  chat.kind === 'direct' ? peerOf(chat, me) : undefined
