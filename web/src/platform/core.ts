/** The state of one person on one device, and what each frame of the server does to it. */
import type { LeftChat, PersonRow } from '@zvonok/schema/chats/head'
import type { ClientFrame, HeadsFrame, ServerFrame } from '@zvonok/schema/core/frames'
import { type ChatId, type MessageId, newId, type PersonId } from '@zvonok/schema/core/ids'
import { parseSegmentName } from '@zvonok/schema/messages/document'
import type { Calls } from './calls.ts'
import { ChatList } from './chat-list.ts'
import { type Clock, ownTimers, ServerClock } from './clock.ts'
import type { CommandAnswer, LinkState, Topic } from './device.ts'
import { DocChannels } from './doc-channels.ts'
import { Drafts } from './drafts.ts'
import { Drawing } from './drawing.ts'
import { Landing } from './landing.ts'
import { Link } from './link.ts'
import { Listeners } from './listeners.ts'
import { OpenChats } from './open-chats.ts'
import { Outbox } from './outbox.ts'
import { Own } from './own.ts'
import type { Persist } from './persist.ts'
import { Presence } from './presence.ts'
import { Questions } from './questions.ts'
import { ReadMarks } from './read-marks.ts'
import { Saver } from './saver.ts'
import type { SearchIndex } from './search.ts'
import type { Connect } from './socket.ts'
import type { DeviceStore } from './store.ts'
import type { TabNote, Tabs } from './tabs.ts'

/** Without contact with the school for so long, the copy stays closed. */
const offlineLimitMs = 30 * 24 * 60 * 60 * 1000
const contactsKey = 'contacts'
const leftKey = 'leftChats'
const offsetKey = 'clockOffsetMs'

export interface CoreParts {
  readonly personId: PersonId
  readonly store: DeviceStore
  readonly connect: Connect
  readonly clock: Clock
  readonly random: () => number
  readonly idle: (run: () => void) => void
  readonly tabs: Tabs | undefined
  /** Where the person's own document is kept; the store when absent. */
  readonly persist: (() => Promise<Persist>) | undefined
}

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

export class Core {
  readonly parts: CoreParts
  readonly saver: Saver
  readonly clock: ServerClock
  readonly list: ChatList
  readonly drafts: Drafts
  readonly reads: ReadMarks
  readonly outbox: Outbox
  readonly drawing: Drawing
  readonly presence: Presence
  readonly channels: DocChannels
  readonly link: Link
  readonly topics = new Map<Topic, Listeners>()
  readonly open = new OpenChats(this)
  readonly own: Own
  contacts: readonly PersonId[]
  leftChats: readonly LeftChat[]
  /** Made when somebody searches for the first time. */
  search: SearchIndex | undefined
  readonly landing: Landing
  readonly #cancelTimers: () => void
  /** Their code is loaded with the first one. */
  calls: Calls | undefined
  #callsLoading: Promise<Calls> | undefined
  readonly #asked: Questions<CommandAnswer>
  readonly #reactors: Questions<Frame<'reactors'>>
  readonly #found: Questions<Frame<'found'>>
  readonly #colleagues: Questions<Frame<'colleagues'>>
  #synced = false
  /** Too long without contact, or wiped by another tab. */
  #sealed = false

  readonly #handlers: { readonly [T in ServerFrame['type']]: (frame: Frame<T>) => void } = {
    heads: (frame) => this.#takeHeads(frame),
    head: (frame) => {
      this.list.takeHead(frame)
      if (frame.people) this.tell('people')
      this.#headChanged(frame.head.id)
    },
    ack: ({ id, result }) => {
      this.#asked.answered(id, { result })
      this.outbox.acked(id, result)
    },
    refused: ({ id, code }) => {
      this.#asked.answered(id, { code })
      this.outbox.refused(id, code)
    },
    page: (frame) => this.open.takePage(frame),
    segment: (frame) => this.open.takeSegment(frame),
    update: (frame) => this.open.takeUpdate(frame),
    doc: ({ doc, payload }) => this.channels.received(doc, payload),
    closed: (frame) => this.#takeClosed(frame),
    info: (frame) => this.open.takeInfo(frame),
    contacts: (frame) => this.#takeContacts(frame),
    colleagues: (frame) => {
      this.list.takePeople(frame.people)
      this.#colleagues.answered(frame.name, frame)
    },
    reactors: (frame) => this.#reactors.answered(`${frame.chatId}.${frame.messageId}`, frame),
    found: (frame) => {
      this.list.takePeople(frame.people)
      this.#found.answered(`${frame.chatId}.${frame.ids.join()}`, frame)
    },
    reacted: (frame) => this.open.takeReacted(frame),
    seen: ({ chatId, marks }) => this.open.takeSeen(chatId, marks),
    mark: (frame) => {
      this.list.takeMark(frame)
      this.reads.confirmed(frame.chatId, frame.readSeq)
      this.#headChanged(frame.chatId)
    },
    erased: ({ chatId, messageId, seq, change }) => {
      this.list.uncount(chatId, seq)
      this.list.moveCursor(change)
      void this.#erase(chatId, messageId, seq)
    },
    removed: ({ chatId, change }) => {
      this.list.drop(chatId)
      this.list.moveCursor(change)
      this.#dropChat(chatId)
      // It may be one that one can come back to.
      this.parts.idle(() => this.link.send({ type: 'contacts' }))
    },
    presence: ({ people }) => {
      this.presence.take(people)
      this.tell('presence')
    },
    typing: ({ chatId, personId }) => this.presence.takeTyping(chatId, personId),
    me: ({ me }) => {
      this.list.setMe(me)
      this.tell('me')
    },
    news: ({ of }) => this.tell(of),
    call: (frame) => this.#withCalls((calls) => calls.take(frame), frame.rows),
    calls: ({ calls: frames }) => {
      if (this.#callsLoading || frames.length > 0)
        this.#withCalls(
          (calls) => calls.replace(frames),
          frames.flatMap(({ rows = [] }) => rows),
        )
    },
    pong: ({ serverMs }) => this.#learnTime(serverMs),
    // Heads and segments with what was left out follow by themselves.
    behind: () => undefined,
    // Opened by the link.
    packed: () => undefined,
  }

  constructor(parts: CoreParts, kv: ReadonlyMap<string, unknown>) {
    const { personId, store } = parts
    const clock = ownTimers(parts.clock)
    const send = (frame: ClientFrame) => this.link.send(frame)
    this.parts = { ...parts, clock }
    this.#cancelTimers = clock.cancelAll
    this.saver = new Saver(store, clock, () => this.tell('storage'))
    this.clock = new ServerClock(clock, (kv.get(offsetKey) as number | undefined) ?? 0)
    this.list = new ChatList(store, this.saver)
    this.drafts = new Drafts(this.saver, kv)
    this.contacts = (kv.get(contactsKey) as PersonId[] | undefined) ?? []
    this.leftChats = (kv.get(leftKey) as LeftChat[] | undefined) ?? []
    this.reads = new ReadMarks(
      { saver: this.saver, clock, send: (chatId, seq) => this.#synced && send({ type: 'read', chatId, seq }) },
      kv,
    )
    this.presence = new Presence({ clock, send, typingChanged: (id) => this.open.get(id)?.told() })
    this.channels = new DocChannels({ clock, send })
    this.own = new Own({
      personId,
      persist: parts.persist ?? (async () => (await import('./persist.ts')).persistIn(store, this.saver)),
      channels: this.channels,
      changed: () => this.everythingChanged('own'),
      share: (update) => parts.tabs?.post({ what: 'own', update }),
    })
    const ask = (frame: ClientFrame) => this.#synced && send(frame)
    this.#asked = new Questions(ask)
    this.#reactors = new Questions(ask)
    this.#found = new Questions(ask)
    this.#colleagues = new Questions(ask)
    this.outbox = new Outbox({
      store,
      saver: this.saver,
      clock: this.clock,
      tabs: parts.tabs,
      send: ({ id, version, name, args }) => this.#synced && send({ type: 'command', id, version, name, args }),
      generation: () => this.list.generation(),
      changed: () => this.#outboxChanged(),
      landed: (row, result, again) => this.landing.add(row, result, again),
    })
    this.drawing = new Drawing({
      personId,
      list: this.list,
      nowMs: () => this.clock.nowMs(),
      waiting: () => this.outbox.rows(),
      message: (chatId, id) => this.open.get(chatId)?.log.rows.message(id),
      readTo: (chatId) => this.reads.of(chatId),
      draft: (chatId) => this.drafts.of(chatId),
    })
    this.landing = new Landing({
      clock,
      landed: this.drawing.landed,
      log: (chatId) => this.open.get(chatId)?.log,
      headSeq: (chatId) => this.list.chats.get(chatId)?.head.seq ?? 0,
      changed: (chatId) => this.chatChanged(chatId),
    })
    this.link = new Link({
      connect: parts.connect,
      clock,
      random: parts.random,
      cursor: () => this.list.cursor,
      received: (frame) => this.#take(frame),
      changed: (state) => this.#lineChanged(state),
    })
  }

  async load(kv: ReadonlyMap<string, unknown>): Promise<void> {
    await this.list.load(kv)
    await this.outbox.load()
    this.#sealed = this.parts.clock.nowMs() - (this.list.syncedAtMs ?? Number.POSITIVE_INFINITY) > offlineLimitMs
    this.parts.tabs?.onNote((note) => this.#noted(note))
  }

  linkState(): LinkState {
    const state = this.link.state()
    return this.#sealed && state !== 'updateFirst' ? 'locked' : state
  }

  isSynced(): boolean {
    return this.#synced
  }

  on(topic: Topic, listener: () => void): () => void {
    let listeners = this.topics.get(topic)
    if (!listeners) {
      listeners = new Listeners()
      this.topics.set(topic, listeners)
    }
    return listeners.on(listener)
  }

  tell(...topics: Topic[]): void {
    for (const topic of topics) this.topics.get(topic)?.tell()
  }

  chatChanged(chatId: ChatId): void {
    this.drawing.invalidate()
    this.open.get(chatId)?.changed()
    this.tell('chats')
  }

  everythingChanged(...topics: Topic[]): void {
    this.drawing.invalidate()
    for (const chat of this.open.all()) chat.changed()
    this.tell('chats', ...topics)
  }

  /** A command that is asked now and never waits; undefined without a line. */
  ask(name: string, args: unknown, id = newId()): Promise<CommandAnswer | undefined> {
    return this.#asked.ask(id, { type: 'command', id, version: 1, name, args })
  }

  /** Who reacted; undefined without a line. */
  reactors(chatId: ChatId, messageId: MessageId): Promise<Frame<'reactors'> | undefined> {
    return this.#reactors.ask(`${chatId}.${messageId}`, { type: 'reactors', chatId, messageId })
  }

  /** Messages by id; undefined without a line. */
  find(chatId: ChatId, ids: readonly MessageId[]): Promise<Frame<'found'> | undefined> {
    return this.#found.ask(`${chatId}.${ids.join()}`, { type: 'find', chatId, ids })
  }

  /** Teachers of other schools; undefined without a line. */
  colleagues(name: string): Promise<Frame<'colleagues'> | undefined> {
    return this.#colleagues.ask(name, { type: 'colleagues', name })
  }

  /** Another tab has wiped everything, or this one is about to. */
  seal(): void {
    this.#sealed = true
    this.saver.drop()
    this.link.stop()
    this.tell('link')
  }

  async close(): Promise<void> {
    for (const chat of this.open.all()) chat.log.close()
    this.link.stop()
    this.parts.tabs?.close()
    this.#cancelTimers()
    await this.saver.end()
    await this.parts.store.close()
  }

  #take(frame: ServerFrame): void {
    const handle = this.#handlers[frame.type] as (frame: ServerFrame) => void
    handle(frame)
  }

  /** PLATFORM-29. Until they are there nothing is sent: the session may be another person's, who signed in meanwhile. */
  #takeHeads(frame: HeadsFrame): void {
    if (frame.me.id !== this.parts.personId) {
      this.link.lock()
      return
    }
    const before = this.list.generation()
    this.#learnTime(frame.serverMs)
    const gone = this.list.takeHeads(frame, this.parts.clock.nowMs())
    const generation = this.list.generation()
    if (before !== '' && before !== generation) this.#newGeneration()
    for (const [chatId, messageId, seq] of frame.erased) void this.#erase(chatId, messageId, seq)
    for (const chatId of gone) this.#dropChat(chatId)
    for (const [id, mine] of Object.entries(frame.mine)) this.reads.confirmed(id, mine.readSeq)
    this.#synced = true
    this.#sealed = false
    this.channels.lineOpened()
    this.outbox.reoffer(generation)
    this.outbox.flush()
    this.reads.flush()
    this.presence.lineOpened()
    this.parts.idle(() => this.link.send({ type: 'contacts' }))
    for (const chat of this.open.all()) chat.log.catchUp()
    this.everythingChanged('me', 'people')
    this.link.synced()
  }

  /** PLATFORM-10. The server's database is another one: copies of its logs may lack or hold what it does not. */
  #newGeneration(): void {
    this.open.newGeneration()
    void this.saver.dropDocs('log:')
    void this.saver.dropDocs('marks:')
    this.search = undefined
  }

  #headChanged(chatId: ChatId): void {
    const opened = this.open.get(chatId)
    opened?.log.catchUp()
    if (opened && this.list.info.has(chatId)) this.open.askInfo(chatId)
    this.landing.settle(chatId)
    this.chatChanged(chatId)
  }

  #withCalls(take: (calls: Calls) => void, rows: readonly PersonRow[] = []): void {
    if (rows.length > 0) this.list.takePeople(rows)
    this.#callsLoading ??= import('./calls.ts').then((module) => (this.calls = new module.Calls()))
    void this.#callsLoading.then((calls) => {
      take(calls)
      this.tell('people', 'calls')
    })
  }

  #takeClosed({ doc, code }: Frame<'closed'>): void {
    const segment = parseSegmentName(doc)
    if (segment) this.open.get(segment.chatId)?.log.takeClosed(doc, code)
    else if (this.open.get(doc)) this.open.get(doc)?.log.refused()
    else this.channels.closed(doc, code)
  }

  #takeContacts({ people, left = [] }: Frame<'contacts'>): void {
    this.list.takePeople(people)
    this.contacts = people.map(({ id }) => id)
    this.saver.set('kv', contactsKey, this.contacts)
    this.leftChats = left
    this.saver.set('kv', leftKey, left)
    this.tell('people')
  }

  /** PLATFORM-12. Real erasure: list, open log, stored copies that cannot hear of it, kept commands, search index. */
  async #erase(chatId: ChatId, messageId: MessageId, seq: number): Promise<void> {
    this.list.erase(chatId, messageId)
    this.outbox.forget(messageId)
    this.search?.remove(messageId)
    const opened = this.open.get(chatId)
    opened?.log.erase(seq, this.clock.nowMs())
    this.chatChanged(chatId)
    if (opened?.log.isLive(seq)) return
    await this.saver.flush()
    const stored = (await this.parts.store.docs(`log:${chatId}.`)).map(parseSegmentName)
    const first = Math.max(...stored.map((place) => (place && place.firstSeq <= seq ? place.firstSeq : 0)))
    await this.saver.dropDocs(`log:${chatId}.`, (doc) => parseSegmentName(doc)?.firstSeq === first)
  }

  #dropChat(chatId: ChatId): void {
    this.open.get(chatId)?.log.reset()
    this.outbox.forgetChat(chatId)
    this.reads.forget(chatId)
    this.search?.removeChat(chatId)
    void this.saver.dropDocs(`log:${chatId}.`)
    void this.saver.dropDocs(`marks:${chatId}.`)
    this.chatChanged(chatId)
  }

  #lineChanged(state: LinkState): void {
    if (state !== 'live' && state !== 'syncing') this.#lineLost()
    this.tell('link')
  }

  #lineLost(): void {
    this.#synced = false
    this.channels.lineLost()
    this.outbox.lineLost()
    this.reads.lineLost()
    this.presence.lineLost()
    this.open.lineLost()
    this.#asked.lineLost()
    this.#reactors.lineLost()
    this.#found.lineLost()
    this.#colleagues.lineLost()
  }

  #outboxChanged(): void {
    this.everythingChanged('outbox')
  }

  #learnTime(serverMs: number): void {
    this.saver.set('kv', offsetKey, this.clock.learn(serverMs))
  }

  #noted(note: TabNote): void {
    if (note.what === 'wiped') this.seal()
    else if (note.what === 'own') void this.own.take(note.update)
    else if (note.what === 'draft') {
      if (this.drafts.set(note.chatId, note.text, true)) this.tell('drafts', 'chats')
    } else this.outbox.noted(note)
  }
}
