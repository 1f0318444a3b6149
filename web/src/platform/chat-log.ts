/**
 * The log of one open chat on this device: pages that came as plain rows, and segments that stay. Both fill one map by seq; what is shown
 * is its gapless end. Local rows come first, then the newest page when the copy is behind, then the segment when there is time.
 */
import type { Head } from '@zvonok/schema/chats/head'
import { type ClientFrame, closeCode, type PageFrame, type ServerFrame } from '@zvonok/schema/core/frames'
import type { ChatId, MessageId } from '@zvonok/schema/core/ids'
import { type LogEntry, logName, parseSegmentName } from '@zvonok/schema/messages/document'
import { LogRows, noMarks } from './log-rows.ts'
import type { Saver } from './saver.ts'
import { SegmentCopy, type SegmentPlace } from './segment-copy.ts'
import type { DeviceStore } from './store.ts'

/** Rows asked for at once when scrolling back; most that the server gives. */
const olderRows = 100
/** Fewer local rows than a screen: the segment before is read as well. */
const screenRows = 50
/** A longer gap between what was here and what came is left to scrolling. */
const maxGap = 600
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
  readonly #segments = new Map<string, SegmentCopy>()
  #local: SegmentPlace[] = []
  #pageAsked = false
  /** The newest page came on this line. */
  #isPaged = false
  /** On this line nothing was missing once: what comes from now on is fetched, however much. */
  #isComplete = false
  #older: { beforeSeq: number; resolve(more: boolean): void } | undefined
  #repairs = 0
  /** Thrown-away copies are out of the store. */
  #dropped: Promise<void> = Promise.resolve()
  #closed = false
  readonly #takers = new Set<TakeUpdate>()
  /** Told as arrived up to here; undefined until the first rows are there. */
  #arrivedTo: number | undefined
  /** Nothing is before it. */
  #floor = 1

  constructor(parts: LogParts) {
    this.#parts = parts
  }

  /** PLATFORM-8. What the device has, newest first, without asking anybody. */
  async load(): Promise<void> {
    const { store, chatId } = this.#parts
    const [docs, reacted] = await Promise.all([store.docs(`log:${chatId}.`), store.get('reacted', chatId)])
    this.rows.reacted = reacted ?? {}
    this.#local = newestGenerations(docs)
    const head = this.#parts.head()
    if (head) this.#dropStale(head)
    for (const place of this.#local) {
      await this.#openSegment(place)
      if (this.rows.entries.size >= screenRows) break
    }
    if (this.rows.entries.size > 0) this.ready = true
    this.#tellArrived()
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
    const newest = this.#segments.get(this.#nameOf(head))
    if (newest) this.#follow(newest)
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
    this.#isComplete = false
    this.#repairs = 0
    this.#answerOlder(false)
    for (const segment of this.#segments.values()) {
      segment.asked = false
      segment.live = false
    }
  }

  takePage(frame: PageFrame): void {
    const changed = this.rows.putPage(frame)
    this.#saveReacted()
    if (frame.rows.length === 0 && !frame.seen) this.#floor = Math.max(this.#floor, frame.fromSeq)
    this.ready = true
    if (frame.seen) this.#isPaged = true
    this.#answerOlder(frame.rows.length > 0, frame.fromSeq + frame.rows.length)
    this.#tellArrived()
    this.#parts.rowsChanged(changed)
    this.#parts.changed()
    this.#parts.idle(() => this.#fetchChain())
  }

  /** @returns what takes the updates of the frame's channel; undefined when the chat does not want them any more */
  takeSegment(frame: SegmentFrame): TakeUpdate | undefined {
    const name = parseSegmentName(frame.doc)
    const segment = name && this.#segments.get(logName(name.chatId, name.firstSeq, name.generation))
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
    return head !== undefined && (this.#segments.get(this.#nameOf(head))?.live ?? false)
  }

  /** The segment of that message is told of changes. */
  isLive(seq: number): boolean {
    return this.#holder(seq)?.live ?? false
  }

  takeClosed(doc: string, code: number): void {
    const segment = this.#segments.get(doc)
    if (!segment) return
    this.#forget(segment)
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
    const holder = this.#holder(seq)
    if (holder && !holder.live) {
      this.#forget(holder)
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
    const local = this.#local.find((place) => place.firstSeq < start && !this.#segments.has(this.#nameOf(place)))
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
    for (const segment of [...this.#segments.values()]) this.#forget(segment)
    this.#local = []
    this.#pageAsked = false
    this.#floor = 1
    this.ready = false
    this.#cutAfter(0)
  }

  close(): void {
    this.#closed = true
    this.#answerOlder(false)
    for (const segment of this.#segments.values()) {
      if (segment.asked) this.#unsubscribe(segment)
    }
    this.#parts.send({ type: 'close', chatId: this.#parts.chatId })
  }

  /** Newest segment first, then back to the oldest shown row: each is asked for when the one after it has been answered. */
  async #fetchChain(): Promise<void> {
    const head = this.#parts.head()
    if (!head) return
    let place: SegmentPlace | null | undefined = head
    const wanted = this.#wantedFrom()
    while (place && !this.#closed && this.#parts.live()) {
      const segment: SegmentCopy = await this.#openSegment(place)
      if (!segment.live) return this.#follow(segment)
      if (segment.firstSeq <= wanted) return
      place = segment.previous
    }
  }

  /** Back to the first shown row, and over a short gap to what was here before. */
  #wantedFrom(): number {
    const start = this.rows.start()
    return this.#arrivedTo !== undefined && this.#fills(start) ? Math.min(start, this.#arrivedTo + 1) : start
  }

  #fills(start: number): boolean {
    return this.#isComplete || start - (this.#arrivedTo ?? start) <= maxGap
  }

  #tellArrived(): void {
    if (this.#arrivedTo === undefined) {
      if (this.ready) this.#arrivedTo = this.rows.end
      return
    }
    if (!this.#fills(this.rows.start())) this.#arrivedTo = this.rows.start() - 1
    for (;;) {
      const entry = this.rows.entries.get(this.#arrivedTo + 1)
      if (entry === undefined) break
      this.#parts.arrived(++this.#arrivedTo, entry)
    }
    this.#isComplete ||= this.#arrivedTo === this.rows.end && this.isFollowing()
  }

  #follow(segment: SegmentCopy): void {
    if (segment.asked || this.#closed) return
    segment.asked = true
    this.#parts.send({ type: 'subscribe', doc: segment.log.name, state: segment.log.state() })
    this.#parts.send({ type: 'subscribe', doc: segment.marks.name, state: segment.marks.state() })
  }

  #unsubscribe(segment: SegmentCopy): void {
    this.#parts.send({ type: 'unsubscribe', doc: segment.log.name })
    this.#parts.send({ type: 'unsubscribe', doc: segment.marks.name })
  }

  async #openSegment(place: SegmentPlace): Promise<SegmentCopy> {
    const name = this.#nameOf(place)
    const known = this.#segments.get(name)
    if (known) return known
    await this.#dropped
    const segment = await SegmentCopy.load(this.#parts.chatId, place, this.#parts.store, this.#parts.saver)
    const raced = this.#segments.get(name)
    if (raced) {
      segment.close()
      return raced
    }
    this.#segments.set(name, segment)
    // Older than the page's rows, if there are any.
    segment.entries().forEach((entry, i) => {
      const seq = segment.firstSeq + i
      if (!this.rows.entries.has(seq)) this.rows.put(seq, entry)
    })
    segment.counts().forEach((counts, position) => {
      const seq = segment.firstSeq + Number(position)
      if (!this.rows.marks.has(seq)) this.rows.marks.set(seq, counts)
    })
    return segment
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
    this.#tellArrived()
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
    this.#forget(segment)
    if (++this.#repairs <= maxRepairs) this.#parts.idle(() => this.#fetchChain())
  }

  #forget(segment: SegmentCopy): void {
    if (segment.asked) this.#unsubscribe(segment)
    segment.close()
    this.#segments.delete(segment.log.name)
    this.#local = this.#local.filter((place) => place.firstSeq !== segment.firstSeq)
    for (const name of [segment.log.name, segment.marks.name])
      this.#dropped = this.#parts.saver.dropDocs(name, (doc) => doc === name)
  }

  /** A new generation replaces what was there: its positions may hold other messages. */
  #dropStale(head: Head): void {
    const stale = (place: SegmentPlace) =>
      place.firstSeq > head.firstSeq || (place.firstSeq === head.firstSeq && place.generation !== head.generation)
    const names = this.#local.filter(stale).map((place) => this.#nameOf(place))
    this.#local = this.#local.filter((place) => !stale(place))
    for (const segment of [...this.#segments.values()]) if (stale(segment)) this.#forget(segment)
    if (names.length > 0) void this.#parts.saver.dropDocs('log:', (doc) => names.includes(doc))
    if (this.rows.end > head.seq) this.#cutAfter(head.seq)
  }

  #cutAfter(seq: number): void {
    this.rows.cutAfter(seq)
    if (this.#arrivedTo !== undefined) this.#arrivedTo = Math.min(this.#arrivedTo, seq)
    this.#parts.changed()
  }

  #holder(seq: number): SegmentCopy | undefined {
    let holder: SegmentCopy | undefined
    for (const segment of this.#segments.values())
      if (segment.firstSeq <= seq && segment.firstSeq >= (holder?.firstSeq ?? 0)) holder = segment
    return holder
  }

  /** What still comes for a copy that was thrown away is in the one that replaces it. */
  #taker(segment: SegmentCopy, apply: TakeUpdate): TakeUpdate {
    const take: TakeUpdate = (update, change) => {
      if (this.#segments.get(segment.log.name) === segment) apply(update, change)
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

  #nameOf(place: SegmentPlace): string {
    return logName(this.#parts.chatId, place.firstSeq, place.generation)
  }
}

/** Newest first, of each segment the newest generation. */
function newestGenerations(docs: readonly string[]): SegmentPlace[] {
  const places = new Map<number, SegmentPlace>()
  for (const name of docs) {
    const place = parseSegmentName(name)
    if (place && place.generation >= (places.get(place.firstSeq)?.generation ?? 0)) places.set(place.firstSeq, place)
  }
  return [...places.values()].sort((a, b) => b.firstSeq - a.firstSeq)
}
