/**
 * The working state of one group: commands (and the roster, and histories) change chats in memory through it; it becomes rows, document
 * updates and frames at once, or nothing at all. Lives inside one turn.
 */
import {
  type ChatPermissions,
  type FormerMember,
  type MemberRole,
  type NewChat,
  rosterKinds,
} from '@zvonok/schema/chats/facts'
import { type ChatId, type CommandId, directChatId, type MessageId, type PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { Refused } from '@zvonok/schema/core/refusal'
import type { MessageExtra, MessageKind } from '@zvonok/schema/messages/document'
import { type ChatState, type Chats, type FormerState, lastMessage, type MemberState } from './chats.ts'
import type { Counters } from './counters.ts'
import type { Written } from './documents.ts'
import type { People } from './facts.ts'
import { type MessageColumns, type MessageRow, messageColumns, messageFromColumns } from './message-rows.ts'
import type { Statement, Store } from './store.ts'

export type HeadField = 'title' | 'permissions' | 'pinned' | 'memberCount' | 'closed' | 'segment' | 'last' | 'info'

/** What a draft did to one chat. */
export interface ChatChange {
  readonly chat: ChatState
  created: boolean
  readonly fields: Set<HeadField>
  /** Fresh rows, by rising seq. */
  readonly appended: MessageRow[]
  /** Older rows with new text, or erased. */
  readonly rewritten: Set<MessageRow>
  readonly erased: { messageId: MessageId; seq: number; change: number }[]
  readonly members: Set<PersonId>
  readonly joined: Set<PersonId>
  readonly left: Map<PersonId, FormerState>
  /** Filled when the documents are written. */
  readonly documents: Written[]
  readonly closedSegments: { firstSeq: number; lastSeq: number }[]
  /** Seqs at which a new segment begins: somebody reads from there on and must not get what is before. */
  readonly cuts: Set<number>
  /** Whether the rest of the device's copies must hear of it. */
  moved: boolean
}

interface Reaction {
  readonly command: CommandId
  readonly person: PersonId
  readonly chatId: ChatId
  readonly seq: number
  readonly emoji: string
  readonly on: boolean
}

export interface DraftWorld {
  readonly store: Store
  readonly chats: Chats
  readonly people: People
  readonly counters: Counters
}

export class Draft {
  readonly nowMs: number
  readonly changes = new Map<ChatId, ChatChange>()
  /** Rows that are not part of a chat's own ones: commands, blocks, sealed copies, reactions. */
  readonly extra: Statement[] = []
  readonly commandRows: (readonly [person: PersonId, id: string, result: string, atMs: number])[] = []
  readonly answers: {
    readonly lessonId: string
    readonly taskId: string
    readonly text: string
    readonly person: PersonId
  }[] = []
  readonly blocks: { person: PersonId; other: PersonId; on: boolean }[] = []
  /** For the other devices of whoever reacted. */
  readonly reactions: Reaction[] = []
  /** Chat → positions whose reactions changed. */
  readonly marks = new Map<ChatId, Set<number>>()
  readonly #messages = new Map<MessageId, MessageRow>()
  readonly #fresh = new Set<MessageId>()
  readonly #withChild = new Map<ChatId, boolean>()
  readonly #world: DraftWorld

  constructor(world: DraftWorld, nowMs: number) {
    this.#world = world
    this.nowMs = nowMs
  }

  get erases(): boolean {
    return [...this.changes.values()].some(({ erased }) => erased.length > 0)
  }

  get empty(): boolean {
    return this.changes.size === 0 && this.extra.length === 0 && this.commandRows.length === 0
  }

  /** Whether an earlier command of this group made a message or a chat of that id. */
  isTaken(id: string): boolean {
    return this.#messages.has(id) || this.#world.chats.get(id) !== undefined
  }

  /** Undefined when it does not exist in that chat or was not loaded. */
  message(chatId: ChatId, id: MessageId): MessageRow | undefined {
    const row = this.#messages.get(id)
    return row?.chatId === chatId ? row : undefined
  }

  async loadMessages(ids: readonly MessageId[]): Promise<void> {
    const missing = ids.filter((id) => !this.#messages.has(id))
    if (missing.length === 0) return
    const rows = await this.#world.store.select<MessageColumns>(
      messageColumns,
      'FROM messages WHERE id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(missing)],
    )
    for (const row of rows.map(messageFromColumns)) this.#messages.set(row.id, row)
  }

  /** Whether a pupil is a member: then what is deleted or edited stays sealed for a report. */
  async loadChildren(chatId: ChatId): Promise<void> {
    const chat = this.#world.chats.get(chatId)
    if (!chat || this.#withChild.has(chatId)) return
    const pupils = await this.#world.store.select<[number]>(
      '1',
      `FROM school_roles WHERE role = 'pupil' AND person_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
      [JSON.stringify([...chat.members.keys()])],
    )
    this.#withChild.set(chatId, pupils.length > 0)
  }

  appendMessage(
    chatId: ChatId,
    message: { id: MessageId; author: PersonId; atMs: number; kind: MessageKind; body: string; extra?: MessageExtra },
  ): number {
    const change = this.#change(chatId)
    const { chat } = change
    if (chat.opener !== null) this.#showToBoth(change)
    const { id, author, atMs, kind, body } = message
    const seq = ++chat.seq
    const rowid = this.#world.counters.nextMessageRow()
    const row: MessageRow = { rowid, chatId, seq, id, author, atMs, kind, body, extra: message.extra }
    change.appended.push(row)
    this.#messages.set(id, row)
    this.#fresh.add(id)
    chat.last = lastMessage([id, author, atMs, kind, body, message.extra ?? null])
    this.#head(change, 'last')
    const member = chat.members.get(author)
    // Who writes has read what was before.
    if (member) {
      member.readSeq = seq
      change.members.add(author)
    }
    return seq
  }

  editMessage(chatId: ChatId, id: MessageId, body: string): void {
    const row = must(this.message(chatId, id), 'message to edit')
    this.#seal(row)
    row.body = body
    row.extra = { ...row.extra, ed: this.nowMs }
    this.#rewrite(row)
  }

  eraseMessage(chatId: ChatId, id: MessageId, moderated: boolean): void {
    const row = must(this.message(chatId, id), 'message to erase')
    if (row.kind === 'deleted') return
    const change = this.#change(chatId)
    const { chat } = change
    this.#seal(row)
    this.extra.push(
      {
        sql: 'UPDATE sealed_messages SET until_ms = ? WHERE message_id = ? AND until_ms IS NULL',
        args: [this.nowMs + sealedMs, id],
      },
      { sql: 'DELETE FROM reactions WHERE chat_id = ? AND seq = ?', args: [chatId, row.seq] },
    )
    this.#markChanged(chatId, row.seq)
    row.kind = 'deleted'
    row.body = moderated ? 'admin' : 'author'
    if (moderated) row.author = ''
    row.extra = undefined
    change.erased.push({ messageId: id, seq: row.seq, change: this.#world.counters.nextChange() })
    if (chat.pinned.includes(id)) this.setChat(chatId, { pinned: chat.pinned.filter((each) => each !== id) })
    this.#rewrite(row)
  }

  setReaction(chatId: ChatId, id: MessageId, { command, person, emoji, on }: Omit<Reaction, 'chatId' | 'seq'>): void {
    const { seq } = must(this.message(chatId, id), 'message to react to')
    this.reactions.push({ command, person, chatId, seq, emoji, on })
    this.extra.push(
      on
        ? {
            sql: 'INSERT OR IGNORE INTO reactions (chat_id, seq, person_id, emoji) VALUES (?, ?, ?, ?)',
            args: [chatId, seq, person, emoji],
          }
        : {
            sql: 'DELETE FROM reactions WHERE chat_id = ? AND seq = ? AND person_id = ? AND emoji = ?',
            args: [chatId, seq, person, emoji],
          },
    )
    this.#markChanged(chatId, seq)
  }

  /**
   * Does nothing when the chat exists; the caller has tried to load it.
   * @throws {Refused} `core.unavailable` when a chat of another kind has that id: a hash of two people can be taken on purpose.
   */
  createChat(chat: NewChat): void {
    const existing = this.#world.chats.get(chat.id)
    if (existing && existing.kind !== chat.kind) throw new Refused('core.unavailable')
    const [opener] = chat.kind === 'direct' ? chat.members.keys() : []
    if (existing) {
      if (existing.opener !== null && existing.opener !== opener) this.#showToBoth(this.#change(chat.id))
      return
    }
    const { generation } = this.#world.counters
    const { id, kind, schoolId, title, permissions, classId } = chat
    this.#world.chats.add({
      ...{ id, kind, schoolId, title, permissions, classId: classId ?? null, pinned: [], createdAtMs: this.nowMs },
      ...{ seq: 0, firstSeq: 1, generation, infoVersion: 1, change: 0, closedAtMs: null, opener: opener ?? null },
      members: new Map(),
      former: new Map(),
      contact: undefined,
      last: undefined,
      usedMs: this.nowMs,
    })
    this.#change(id).created = true
    for (const [person, { role }] of chat.members) this.setMember(id, person, { role })
  }

  setChat(
    chatId: ChatId,
    {
      title,
      permissions,
      pinned,
    }: { title?: string; permissions?: Partial<ChatPermissions>; pinned?: readonly MessageId[] },
  ): void {
    const change = this.#change(chatId)
    const { chat } = change
    if (title !== undefined) chat.title = title
    if (permissions) chat.permissions = { ...chat.permissions, ...permissions }
    if (pinned) chat.pinned = pinned
    if (title !== undefined) this.#head(change, 'title')
    if (permissions) this.#head(change, 'permissions')
    if (pinned) this.#head(change, 'pinned')
    this.#info(change)
  }

  /** `rosterRole`: what the roster says now; undefined leaves it as it is. Who comes back is muted and counted in as before. */
  setMember(
    chatId: ChatId,
    person: PersonId,
    { role, muted, rosterRole }: { role?: MemberRole; muted?: boolean; rosterRole?: MemberRole },
  ): void {
    const change = this.#change(chatId)
    const { chat } = change
    let member = chat.members.get(person)
    if (!member) {
      const former = chat.former.get(person)
      member = memberAgain(chat.seq, this.#entryInto(chat, former), former)
      if (member.fromSeq > chat.firstSeq) change.cuts.add(member.fromSeq)
      chat.members.set(person, member)
      chat.former.delete(person)
      change.left.delete(person)
      change.joined.add(person)
      this.#people(change)
    }
    if (role) member.role = role
    if (muted !== undefined) member.muted = muted
    if (rosterRole) Object.assign(member, { rosterRole, byRoster: true })
    change.members.add(person)
    this.#info(change)
  }

  /** Who left by hand and is still counted in by the roster can come back with the role that it gives. */
  removeMember(chatId: ChatId, person: PersonId, by: FormerMember['by']): void {
    const change = this.#change(chatId)
    const member = change.chat.members.get(person)
    if (!member) return
    const { muted, rosterRole, fromSeq } = member
    change.chat.members.delete(person)
    change.members.delete(person)
    change.joined.delete(person)
    const leftAtMs = this.nowMs
    this.setFormer(chatId, person, { by, muted, fromSeq, leftAtMs, ...(rosterRole && by === 'self' && { rosterRole }) })
    this.#people(change)
    this.#info(change)
  }

  setFormer(chatId: ChatId, person: PersonId, former: FormerState): void {
    const change = this.#change(chatId)
    change.chat.former.set(person, former)
    change.left.set(person, former)
  }

  setClosed(chatId: ChatId, closedAtMs: number | null): void {
    const change = this.#change(chatId)
    change.chat.closedAtMs = closedAtMs
    this.#head(change, 'closed')
  }

  setAnswer(answer: Draft['answers'][number]): void {
    this.answers.push(answer)
  }

  setBlock(person: PersonId, other: PersonId, on: boolean): void {
    this.#world.people.setBlocked(person, other, on)
    this.blocks.push({ person, other, on })
    // Both devices learn anew whether one may write.
    const direct = directChatId(person, other)
    if (this.#world.chats.get(direct)?.kind !== 'direct') return
    const change = this.#change(direct)
    for (const id of change.chat.members.keys()) change.members.add(id)
    this.#info(change)
  }

  /** All commands are in: gives every changed chat the number of its change. */
  number(): void {
    for (const change of this.changes.values()) {
      if (!change.moved && change.members.size === 0) continue
      const number = this.#world.counters.nextChange()
      if (change.moved) change.chat.change = number
      for (const id of change.members) {
        const member = change.chat.members.get(id)
        if (member) member.change = number
      }
    }
  }

  /**
   * Chats of the roster are read from the entry on, groups from the beginning. Whom the roster took out and brings back within 30 days (an
   * import undone, a class changed twice) reads on from where it was.
   */
  #entryInto(chat: ChatState, former: FormerState | undefined): number {
    if (!rosterKinds.has(chat.kind)) return 1
    const isUndone = former?.by === 'roster' && this.nowMs - former.leftAtMs <= comeBackMs
    return isUndone ? former.fromSeq : chat.seq + 1
  }

  #change(chatId: ChatId): ChatChange {
    const known = this.changes.get(chatId)
    if (known) return known
    const change: ChatChange = {
      chat: must(this.#world.chats.get(chatId), 'chat'),
      created: false,
      fields: new Set(),
      appended: [],
      rewritten: new Set(),
      erased: [],
      members: new Set(),
      joined: new Set(),
      left: new Map(),
      documents: [],
      closedSegments: [],
      cuts: new Set(),
      moved: false,
    }
    this.changes.set(chatId, change)
    return change
  }

  /** The other one of a direct chat gets it whole: so far only its opener saw it. */
  #showToBoth(change: ChatChange): void {
    const { chat } = change
    for (const id of chat.members.keys()) {
      if (id === chat.opener) continue
      change.members.add(id)
      change.joined.add(id)
    }
    chat.opener = null
    this.#info(change)
  }

  #head(change: ChatChange, field: HeadField): void {
    change.fields.add(field)
    change.moved = true
  }

  #people(change: ChatChange): void {
    change.chat.contact = undefined
    this.#head(change, 'memberCount')
  }

  #info(change: ChatChange): void {
    if (!change.fields.has('info')) change.chat.infoVersion++
    this.#head(change, 'info')
  }

  #rewrite(row: MessageRow): void {
    const change = this.#change(row.chatId)
    if (!this.#fresh.has(row.id)) change.rewritten.add(row)
    if (row.seq !== change.chat.seq) return
    change.chat.last = lastMessage([row.id, row.author, row.atMs, row.kind, row.body, row.extra ?? null])
    this.#head(change, 'last')
  }

  #markChanged(chatId: ChatId, seq: number): void {
    const seqs = this.marks.get(chatId) ?? new Set()
    this.marks.set(chatId, seqs.add(seq))
  }

  /** Keeps the present text for a report, where a child could have read it. */
  #seal(row: MessageRow): void {
    if (this.#fresh.has(row.id) || !must(this.#withChild.get(row.chatId), 'whether a child is a member')) return
    this.extra.push({
      sql: `INSERT INTO sealed_messages (message_id, version, chat_id, author, body, at_ms, until_ms)
        SELECT ?1, (SELECT count(*) FROM sealed_messages WHERE message_id = ?1), ?2, ?3, ?4, ?5, NULL`,
      args: [row.id, row.chatId, row.author, row.body, row.extra?.ed ?? row.atMs],
    })
  }
}

/** As long as accounts of leavers stay. */
const comeBackMs = 30 * 24 * 3_600_000
/** How long a deleted text stays sealed. */
const sealedMs = 30 * 24 * 3_600_000

/** Who comes back is muted and counted in by the roster as before. */
const memberAgain = (readSeq: number, fromSeq: number, former: FormerMember | undefined): MemberState => ({
  role: 'member',
  muted: former?.muted ?? false,
  byRoster: former?.rosterRole !== undefined,
  ...(former?.rosterRole && { rosterRole: former.rosterRole }),
  fromSeq,
  readSeq,
  change: 0,
  silent: false,
  clearedSeq: 0,
})
