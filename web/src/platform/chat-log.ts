/**
 * The log of one open chat on this device: pages that came as plain rows, and segments that stay. Both fill one map by seq; what is shown
 * is its gapless end. Local rows come first, then the newest page when the copy is behind, then the segment when there is time.
 */
import type { Head } from '@zvonok/schema/chats/head'
import { type ClientFrame, closeCode, type PageFrame, type ServerFrame } from '@zvonok/schema/core/frames'
import type { ChatId, MessageId } from '@zvonok/schema/core/ids'
import { type LogEntry, parseSegmentName } from '@zvonok/schema/messages/document'
import { Arrivals } from './arrivals.ts'
import { LogRows, noMarks } from './log-rows.ts'
import type { Saver } from './saver.ts'
import type { SegmentCopy, SegmentPlace } from './segment-copy.ts'
import { SegmentSet } from './segment-set.ts'
import type { DeviceStore } from './store.ts'

/** Rows asked for at once when scrolling back; most that the server gives. */
const olderRows = 100
/** Fewer local rows than a screen: the segment before is read as well. */
const screenRows = 50
/** How often a broken copy is asked for anew on one line. */
const maxRepairs = 3

export interface LogParts {
  readonly chatId: ChatId
  readonly store: DeviceStore
  readonly saver: Saver
  readonly head: () => Head | undefined
  /** First seq that one may read. */
  readonly entrySeq: () => number
  /** False when there is no line. */
  readonly send: (frame: ClientFrame) => boolean
  /** The line is open and the heads are taken in. */
  readonly live: () => boolean
  /** Runs when nothing more urgent is to be done. */
  readonly idle: (run: () => void) => void
  readonly changed: () => void
  /** The newest segment ends at `end` (0: an older one changed), `added` are new at its end. `change` as in the frame. */
  readonly followed: (end: number, added: readonly LogEntry[], last: LogEntry | undefined, change: number) => void
  /** Came after what was there first, in the order of the log. */
  readonly arrived: (seq: number, entry: LogEntry) => void
  /** New or different entries by seq, for the search. */
  readonly rowsChanged: (rows: ReadonlyMap<number, LogEntry>) => void
}

export type TakeUpdate = (update: Uint8Array, change: number) => void
type SegmentFrame = Extract<ServerFrame, { type: 'segment' }>

export class ChatLog {
  readonly rows = new LogRows()
  /** The first rows, or the first answer, are there. */
  ready = false
  readonly #parts: LogParts
  readonly #segments: SegmentSet
  readonly #arrivals: Arrivals
  #pageAsked = false
  /** The newest page came on this line. */
  #isPaged = false
  #older: { beforeSeq: number; resolve(more: boolean): void } | undefined
  #repairs = 0
  #closed = false
  readonly #takers = new Set<TakeUpdate>()
  /** Nothing is before it. */
  #floor = 1

  constructor(parts: LogParts) {
    this.#parts = parts
    this.#segments = new SegmentSet(parts)
    this.#arrivals = new Arrivals({
      rows: this.rows,
      isReady: () => this.ready,
      isFollowing: () => this.isFollowing(),
      arrived: parts.arrived,
    })
  }

  /** PLATFORM-8. What the device has, newest first, without asking anybody. */
  async load(): Promise<void> {
    const { store, chatId } = this.#parts
    const [docs, reacted] = await Promise.all([store.docs(`log:${chatId}.`), store.get('reacted', chatId)])
    this.rows.reacted = reacted ?? {}
    this.#segments.setLocal(docs)
    const head = this.#parts.head()
    if (head) this.#dropStale(head)
    for (const place of this.#segments.local) {
      await this.#openSegment(place)
      if (this.rows.entries.size >= screenRows) break
    }
    if (this.rows.entries.size > 0) this.ready = true
    this.#arrivals.tell()
    this.#parts.changed()
    this.catchUp()
  }

  /** A new line is there and the heads are known, or the head moved to another segment. */
  catchUp(): void {
    const head = this.#parts.head()
    if (this.#closed || !head || !this.#parts.live()) return
    this.#dropStale(head)
    // Also where nothing is missing: who has a chat open is told of reading, typing and members.
    if (!this.#pageAsked)
      this.#pageAsked = this.#parts.send({ type: 'open', chatId: this.#parts.chatId, ...this.#have() })
    const newest = this.#segments.get(head)
    if (newest) this.#segments.follow(newest)
    // The head moved on to another segment while the chat is open; else the page comes first.
    else if (this.#isPaged) void this.#fetchChain()
  }

  /** PLATFORM-32. Rows that fill a screen, or all there are, need not come again. */
  #have(): { haveSeq?: number } {
    const { end, entries } = this.rows
    const isEnough = entries.size > 0 && (end - this.rows.start() + 1 >= screenRows || !this.hasOlder())
    return isEnough ? { haveSeq: end } : {}
  }

  lineLost(): void {
    this.#pageAsked = false
    this.#isPaged = false
    this.#arrivals.lineLost()
    this.#repairs = 0
    this.#answerOlder(false)
    this.#segments.lineLost()
  }

  takePage(frame: PageFrame): void {
    const changed = this.rows.putPage(frame)
    this.#saveReacted()
    if (frame.rows.length === 0 && !frame.seen) this.#floor = Math.max(this.#floor, frame.fromSeq)
    this.ready = true
    if (frame.seen) this.#isPaged = true
    this.#answerOlder(frame.rows.length > 0, frame.fromSeq + frame.rows.length)
    this.#arrivals.tell()
    this.#parts.rowsChanged(changed)
    this.#parts.changed()
    this.#parts.idle(() => this.#fetchChain())
  }

  /** @returns what takes the updates of the frame's channel; undefined when the chat does not want them any more */
  takeSegment(frame: SegmentFrame): TakeUpdate | undefined {
    const name = parseSegmentName(frame.doc)
    const segment = name && this.#segments.get(name)
    if (!segment) return undefined
    if (name.kind === 'marks') {
      this.#applyMarks(segment, frame.update)
      return this.#taker(segment, (update) => this.#applyMarks(segment, update))
    }
    segment.previous = frame.previous ? { firstSeq: frame.previous, generation: frame.previousGeneration } : null
    this.#applyLog(segment, frame.update, 0)
    return this.#taker(segment, (update, change) => this.#applyLog(segment, update, change))
  }

  /** Whether a channel's taker is one of this log. */
  owns(take: TakeUpdate): boolean {
    return this.#takers.has(take)
  }

  /** What is written from now on comes by itself. */
  isFollowing(): boolean {
    const head = this.#parts.head()
    return head !== undefined && (this.#segments.get(head)?.live ?? false)
  }

  /** The segment of that message is told of changes. */
  isLive(seq: number): boolean {
    return this.#segments.holder(seq)?.live ?? false
  }

  takeClosed(doc: string, code: number): void {
    const segment = this.#segments.byName(doc)
    if (!segment) return
    this.#segments.forget(segment)
    if (code === closeCode.newGeneration) this.catchUp()
  }

  /** The server does not know this chat, or not for this person. */
  refused(): void {
    this.ready = true
    this.#answerOlder(false)
    this.#parts.changed()
  }

  /** Erased for all. A segment that is not live cannot hear of it: it is thrown away with its rows and comes anew. */
  erase(seq: number, atMs: number): void {
    const holder = this.#segments.holder(seq)
    if (holder && !holder.live) {
      this.#segments.forget(holder)
      this.#parts.idle(() => this.#fetchChain())
    }
    const tombstone = this.rows.erase(seq, atMs)
    if (!tombstone) return
    this.#parts.rowsChanged(new Map([[seq, tombstone]]))
    this.#parts.changed()
  }

  /** An own reaction reached the server. `count`: the server's counts without it are the last that came. */
  react(messageId: MessageId, emoji: string, on: boolean, count: boolean): void {
    if (this.rows.react(messageId, emoji, on, count)) this.#saveReacted()
  }

  /** An own reaction of another own device, counted until the server's counts come. */
  reactedElsewhere(seq: number, emoji: string, on: boolean): void {
    if (!this.rows.reactAt(seq, emoji, on, true)) return
    this.#saveReacted()
    this.#parts.changed()
  }

  hasOlder(): boolean {
    return this.rows.entries.size > 0 && this.rows.start() > Math.max(this.#floor, this.#parts.entrySeq())
  }

  /** From the device if it has them, else from the server. False: nothing older, or no line. */
  async loadOlder(): Promise<boolean> {
    if (!this.hasOlder()) return false
    const start = this.rows.start()
    const local = this.#segments.local.find((place) => place.firstSeq < start && !this.#segments.get(place))
    if (local) {
      await this.#openSegment(local)
      if (this.rows.start() < start) {
        this.#parts.changed()
        this.#parts.idle(() => this.#fetchChain())
        return true
      }
    }
    return this.#askOlder(start)
  }

  /** Another generation of the whole database: nothing of the copy is sure any more. */
  reset(): void {
    this.#segments.forgetAll()
    this.#pageAsked = false
    this.#floor = 1
    this.ready = false
    this.#cutAfter(0)
  }

  close(): void {
    this.#closed = true
    this.#answerOlder(false)
    for (const segment of this.#segments.all()) if (segment.asked) this.#segments.unsubscribe(segment)
    this.#parts.send({ type: 'close', chatId: this.#parts.chatId })
  }

  /** Newest segment first, then back to the oldest shown row: each is asked for when the one after it has been answered. */
  async #fetchChain(): Promise<void> {
    const head = this.#parts.head()
    if (!head) return
    let place: SegmentPlace | null | undefined = head
    const wanted = this.#arrivals.wantedFrom()
    while (place && !this.#closed && this.#parts.live()) {
      const segment: SegmentCopy = await this.#openSegment(place)
      if (!segment.live) return this.#closed ? undefined : this.#segments.follow(segment)
      if (segment.firstSeq <= wanted) return
      place = segment.previous
    }
  }

  #applyLog(segment: SegmentCopy, update: Uint8Array, change: number): void {
    const first = !segment.live
    const applied = segment.applyLog(update)
    if (!applied || this.#lacksRows(segment, change)) {
      this.#repair(segment)
      return
    }
    segment.live = true
    const changed = this.rows.putAll(segment.firstSeq + applied.from, applied.rows)
    this.ready = true
    this.#tellFollowers(segment, applied.added, change)
    this.#arrivals.tell()
    if (changed.size > 0) this.#parts.rowsChanged(changed)
    this.#parts.changed()
    if (first) this.#parts.idle(() => this.#fetchChain())
  }

  /** Shorter than the head says: a copy that missed something. */
  #lacksRows(segment: SegmentCopy, change: number): boolean {
    const head = this.#parts.head()
    if (!head || change > 0 || segment.firstSeq !== head.firstSeq) return false
    return segment.firstSeq + segment.length() - 1 < head.seq
  }

  #tellFollowers(segment: SegmentCopy, added: readonly LogEntry[], change: number): void {
    const head = this.#parts.head()
    const isNewest = head && segment.firstSeq >= head.firstSeq
    const end = isNewest ? segment.firstSeq + segment.length() - 1 : 0
    this.#parts.followed(end, isNewest ? added : [], this.rows.entries.get(end), change)
  }

  #applyMarks(segment: SegmentCopy, update: Uint8Array): void {
    const changed = segment.applyMarks(update)
    if (!changed) {
      this.#repair(segment)
      return
    }
    for (const key of changed) this.rows.marks.set(segment.firstSeq + Number(key), segment.counts().get(key) ?? noMarks)
    if (changed.size > 0) this.#parts.changed()
  }

  /** PLATFORM-9. Something is missing in the copy: thrown away and asked for from the beginning. */
  #repair(segment: SegmentCopy): void {
    this.#segments.forget(segment)
    if (++this.#repairs <= maxRepairs) this.#parts.idle(() => this.#fetchChain())
  }

  #dropStale(head: Head): void {
    this.#segments.dropStale(head)
    if (this.rows.end > head.seq) this.#cutAfter(head.seq)
  }

  #openSegment(place: SegmentPlace): Promise<SegmentCopy> {
    return this.#segments.open(place, (segment) => this.rows.putOlder(segment))
  }

  #cutAfter(seq: number): void {
    this.rows.cutAfter(seq)
    this.#arrivals.cutAfter(seq)
    this.#parts.changed()
  }

  /** What still comes for a copy that was thrown away is in the one that replaces it. */
  #taker(segment: SegmentCopy, apply: TakeUpdate): TakeUpdate {
    const take: TakeUpdate = (update, change) => {
      if (this.#segments.has(segment)) apply(update, change)
      else this.#parts.followed(0, [], undefined, change)
    }
    this.#takers.add(take)
    return take
  }

  #askOlder(beforeSeq: number): Promise<boolean> {
    this.#answerOlder(false)
    const asked = this.#parts.send({ type: 'page', chatId: this.#parts.chatId, beforeSeq, count: olderRows })
    if (!asked) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#older = { beforeSeq, resolve }
    })
  }

  #answerOlder(more: boolean, beforeSeq?: number): void {
    const older = this.#older
    if (!older || (beforeSeq !== undefined && beforeSeq !== older.beforeSeq)) return
    this.#older = undefined
    older.resolve(more)
  }

  #saveReacted(): void {
    this.#parts.saver.set('reacted', this.#parts.chatId, this.rows.reacted)
  }
}
