/** The chats on the screen: each opened once for all who show it, fed by the frames that only open chats get. */
import type { PageFrame, ServerFrame } from '@zvonok/schema/core/frames'
import type { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import { type LogEntry, parseSegmentName } from '@zvonok/schema/messages/document'
import { readByOther } from './chat-items.ts'
import { ChatLog, type TakeUpdate } from './chat-log.ts'
import type { Core } from './core.ts'
import type { FoundMessage } from './device.ts'
import { Listeners } from './listeners.ts'
import { withReaction } from './log-rows.ts'
import { OpenedChat } from './open-chat.ts'

/** How long after closing a chat its updates may still be on the way. */
const lingerMs = 30_000

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

export class OpenChats {
  /** Entries that came at the end of an open chat's log. */
  readonly arrived = new Listeners<{ chatId: ChatId; seq: number; entry: LogEntry }>()
  readonly #core: Core
  readonly #opened = new Map<ChatId, OpenedChat>()
  readonly #seen = new Map<ChatId, Map<PersonId, number>>()
  readonly #updates = new Map<number, TakeUpdate>()
  readonly #infoAsked = new Set<ChatId>()
  #reacted: Promise<void> = Promise.resolve()

  constructor(core: Core) {
    this.#core = core
  }

  get(id: ChatId): OpenedChat | undefined {
    return this.#opened.get(id)
  }

  all(): Iterable<OpenedChat> {
    return this.#opened.values()
  }

  /** The chat on the screen, opened once for all who show it. */
  opening(id: ChatId): OpenedChat {
    const known = this.#opened.get(id)
    if (known) return known
    const chat = new OpenedChat({
      id,
      log: this.#makeLog(id),
      item: () => this.#core.drawing.item(id),
      facts: () => this.#core.drawing.facts(id),
      sources: () => this.#rowSources(id),
      hasMembers: () => this.#core.list.info.has(id) || this.#core.list.chats.get(id) === undefined,
      askMembers: () => this.askInfo(id),
      find: (ids) => this.#find(id, ids),
      seen: () => this.#seen.get(id) ?? new Map<PersonId, number>(),
      typing: () => this.#core.presence.typing(id),
      tellTyping: () => this.#core.presence.tellTyping(id),
      markRead: (seq) => this.#markRead(id, seq),
      released: () => this.#release(id),
      synced: () => this.#core.isSynced(),
    })
    this.#opened.set(id, chat)
    void this.#loadChat(chat)
    return chat
  }

  takePage(frame: PageFrame): void {
    this.#core.list.takePeople(frame.people)
    if (frame.seen) this.takeSeen(frame.chatId, frame.seen)
    this.#opened.get(frame.chatId)?.log.takePage(frame)
    if (frame.people.length > 0) this.#core.tell('people')
  }

  takeSegment(frame: Frame<'segment'>): void {
    const chatId = parseSegmentName(frame.doc)?.chatId
    const taken = chatId && this.#opened.get(chatId)?.log.takeSegment(frame)
    if (taken) this.#updates.set(frame.channel, taken)
    else this.#core.link.send({ type: 'unsubscribe', doc: frame.doc })
  }

  takeUpdate({ channel, update, change }: Frame<'update'>): void {
    this.#updates.get(channel)?.(update, change)
  }

  takeInfo(frame: Frame<'info'>): void {
    this.#infoAsked.delete(frame.chatId)
    this.#core.list.takeInfo(frame)
    this.#core.tell('people')
    this.#core.chatChanged(frame.chatId)
  }

  takeSeen(chatId: ChatId, marks: readonly (readonly [PersonId, number])[]): void {
    const seen = new Map(this.#seen.get(chatId))
    for (const [id, seq] of marks) seen.set(id, Math.max(seq, seen.get(id) ?? 0))
    this.#seen.set(chatId, seen)
    this.#core.list.takeSeen(chatId, marks)
    this.#core.chatChanged(chatId)
  }

  takeReacted(frame: Frame<'reacted'>): void {
    // One after the other: each is added to what is stored.
    this.#reacted = this.#reacted.then(() => this.#reactedElsewhere(frame))
  }

  askInfo(id: ChatId): void {
    const head = this.#core.list.chats.get(id)?.head
    const known = this.#core.list.info.get(id)?.version ?? -1
    if (!head || known >= head.infoVersion || this.#infoAsked.has(id) || !this.#core.isSynced()) return
    if (this.#core.link.send({ type: 'info', chatId: id })) this.#infoAsked.add(id)
  }

  lineLost(): void {
    this.#updates.clear()
    this.#infoAsked.clear()
    for (const chat of this.#opened.values()) chat.log.lineLost()
  }

  /** PLATFORM-10. Another database of the server: nothing of the logs is sure any more. */
  newGeneration(): void {
    for (const chat of this.#opened.values()) chat.log.reset()
    this.#updates.clear()
  }

  /** PLATFORM-31. By another own device; what this one did itself is drawn already. */
  async #reactedElsewhere({ command, chatId, seq, emoji, on }: Frame<'reacted'>): Promise<void> {
    if (this.#core.drawing.landed.has(command)) return
    await this.#core.saver.flush()
    const stored = (await this.#core.parts.store.get('reacted', chatId)) ?? {}
    this.#core.saver.set('reacted', chatId, withReaction(stored, seq, emoji, on))
    await this.#core.saver.flush()
    this.#opened.get(chatId)?.log.reactedElsewhere(seq, emoji, on)
  }

  #makeLog(chatId: ChatId): ChatLog {
    const { store, idle } = this.#core.parts
    return new ChatLog({
      chatId,
      store,
      saver: this.#core.saver,
      idle,
      head: () => this.#core.list.chats.get(chatId)?.head,
      entrySeq: () => this.#core.list.chats.get(chatId)?.mine.fromSeq ?? 1,
      send: (frame) => this.#core.link.send(frame),
      live: () => this.#core.isSynced(),
      changed: () => {
        this.#core.landing.settle(chatId)
        this.#core.chatChanged(chatId)
      },
      followed: (end, added, last, change) => this.#followed(chatId, end, added, last, change),
      arrived: (seq, entry) => this.arrived.tell({ chatId, seq, entry }),
      rowsChanged: (rows) => {
        for (const [seq, entry] of rows) this.#core.search?.put(chatId, seq, entry)
      },
    })
  }

  #followed(chatId: ChatId, end: number, added: readonly LogEntry[], last: LogEntry | undefined, change: number): void {
    if (end > 0) this.#core.list.takeLog(chatId, end, added, last, change)
    else this.#core.list.moveCursor(change)
    for (const entry of added) if (entry !== 0) this.#core.presence.stopped(chatId, entry[1])
  }

  async #loadChat(chat: OpenedChat): Promise<void> {
    await this.#reacted
    const info = await this.#core.parts.store.get('info', chat.id)
    if (info && !this.#core.list.info.has(chat.id)) this.#core.list.info.set(chat.id, info)
    await chat.log.load()
    chat.changed()
  }

  /** Updates on their way still move the head: whoever follows a log gets no separate frame. */
  #release(id: ChatId): void {
    const chat = this.#opened.get(id)
    if (!chat) return
    this.#opened.delete(id)
    const own = [...this.#updates].filter(([, update]) => chat.log.owns(update))
    chat.log.close()
    this.#core.parts.clock.after(lingerMs, () => {
      for (const [channel, update] of own) if (this.#updates.get(channel) === update) this.#updates.delete(channel)
    })
  }

  #rowSources(id: ChatId) {
    const head = this.#core.list.chats.get(id)?.head
    const { personId } = this.#core.parts
    return {
      me: personId,
      drawn: this.#core.drawing.of(id),
      readSeq: readByOther(personId, [...(head?.topRead ?? []), ...(this.#seen.get(id) ?? [])]),
      clearedSeq: this.#core.own.maps.cleared.get(id) ?? 0,
      hidden: (message: MessageId) => this.#core.own.maps.hidden.has(message),
    }
  }

  async #find(chatId: ChatId, ids: readonly MessageId[]): Promise<FoundMessage[]> {
    const answer = await this.#core.find(chatId, ids)
    return (answer?.messages ?? []).flatMap(([seq, entry]) => {
      if (entry === 0 || entry[3] !== 'text') return []
      const [id, author, atMs, , body] = entry
      return [{ chatId, id, seq, author, atMs, body }]
    })
  }

  #markRead(id: ChatId, seq: number): void {
    const known = this.#core.list.chats.get(id)
    const to = Math.min(seq, known?.head.seq ?? 0)
    if (!known || !this.#core.reads.move(id, to, known.mine.readSeq)) return
    const unread = this.#opened.get(id)?.log.rows.unreadAfter(to, this.#core.parts.personId)
    if (unread !== undefined) this.#core.list.takeRead(id, unread)
    this.#core.chatChanged(id)
  }
}
