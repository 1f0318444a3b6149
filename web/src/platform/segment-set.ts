import type { Head } from '@zvonok/schema/chats/head'
import type { ClientFrame } from '@zvonok/schema/core/frames'
import type { ChatId } from '@zvonok/schema/core/ids'
import { logName, parseSegmentName } from '@zvonok/schema/messages/document'
import type { Saver } from './saver.ts'
import type { SegmentCopy, SegmentPlace } from './segment-copy.ts'
import type { DeviceStore } from './store.ts'

export interface SegmentSetParts {
  readonly chatId: ChatId
  readonly store: DeviceStore
  readonly saver: Saver
  readonly send: (frame: ClientFrame) => boolean
}

/** The segments of one chat: those on the device, those that are opened, those that the server is asked to keep right. */
export class SegmentSet {
  /** On the device, newest first. */
  local: readonly SegmentPlace[] = []
  readonly #parts: SegmentSetParts
  readonly #opened = new Map<string, SegmentCopy>()
  /** Thrown-away copies are out of the store. */
  #dropped: Promise<void> = Promise.resolve()

  constructor(parts: SegmentSetParts) {
    this.#parts = parts
  }

  /** Names of stored documents. */
  setLocal(docs: readonly string[]): void {
    this.local = newestGenerations(docs)
  }

  all(): Iterable<SegmentCopy> {
    return this.#opened.values()
  }

  get(place: SegmentPlace): SegmentCopy | undefined {
    return this.#opened.get(this.#nameOf(place))
  }

  byName(log: string): SegmentCopy | undefined {
    return this.#opened.get(log)
  }

  /** False for a copy that was thrown away. */
  has(segment: SegmentCopy): boolean {
    return this.#opened.get(segment.log.name) === segment
  }

  /** The opened segment that a seq belongs to. */
  holder(seq: number): SegmentCopy | undefined {
    let holder: SegmentCopy | undefined
    for (const segment of this.#opened.values())
      if (segment.firstSeq <= seq && segment.firstSeq >= (holder?.firstSeq ?? 0)) holder = segment
    return holder
  }

  /** `opened` is called with a copy that was not open before. */
  async open(place: SegmentPlace, opened: (segment: SegmentCopy) => void): Promise<SegmentCopy> {
    const name = this.#nameOf(place)
    const known = this.#opened.get(name)
    if (known) return known
    // With the code of documents, which the chat list does without.
    const [{ SegmentCopy }] = await Promise.all([import('./segment-copy.ts'), this.#dropped])
    const segment = await SegmentCopy.load(this.#parts.chatId, place, this.#parts.store, this.#parts.saver)
    const raced = this.#opened.get(name)
    if (raced) {
      segment.close()
      return raced
    }
    this.#opened.set(name, segment)
    opened(segment)
    return segment
  }

  follow(segment: SegmentCopy): void {
    if (segment.asked) return
    segment.asked = true
    this.#parts.send({ type: 'subscribe', doc: segment.log.name, state: segment.log.state() })
    this.#parts.send({ type: 'subscribe', doc: segment.marks.name, state: segment.marks.state() })
  }

  unsubscribe(segment: SegmentCopy): void {
    this.#parts.send({ type: 'unsubscribe', doc: segment.log.name })
    this.#parts.send({ type: 'unsubscribe', doc: segment.marks.name })
  }

  lineLost(): void {
    for (const segment of this.#opened.values()) {
      segment.asked = false
      segment.live = false
    }
  }

  forget(segment: SegmentCopy): void {
    if (segment.asked) this.unsubscribe(segment)
    segment.close()
    this.#opened.delete(segment.log.name)
    this.local = this.local.filter((place) => place.firstSeq !== segment.firstSeq)
    for (const name of [segment.log.name, segment.marks.name])
      this.#dropped = this.#parts.saver.dropDocs(name, (doc) => doc === name)
  }

  forgetAll(): void {
    for (const segment of [...this.#opened.values()]) this.forget(segment)
    this.local = []
  }

  /** A new generation replaces what was there: its positions may hold other messages. */
  dropStale(head: Head): void {
    const stale = (place: SegmentPlace) =>
      place.firstSeq > head.firstSeq || (place.firstSeq === head.firstSeq && place.generation !== head.generation)
    const names = this.local.filter(stale).map((place) => this.#nameOf(place))
    this.local = this.local.filter((place) => !stale(place))
    for (const segment of [...this.#opened.values()]) if (stale(segment)) this.forget(segment)
    if (names.length > 0) void this.#parts.saver.dropDocs('log:', (doc) => names.includes(doc))
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
