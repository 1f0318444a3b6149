import type { PageFrame } from '@zvonok/schema/core/frames'
import type { MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { LogEntry, MessageFacts } from '@zvonok/schema/messages/document'
import type { SegmentCopy } from './segment-copy.ts'

export const noMarks: Readonly<Record<string, number>> = {}

/** What is known of one chat's log, by seq, wherever it came from. What is shown is its gapless end. */
type Reacted = Readonly<Record<string, readonly string[]>>

/** Own reactions with one more or less; the same object when that changes nothing. */
export function withReaction(reacted: Reacted, seq: number, emoji: string, on: boolean): Reacted {
  const before = reacted[seq] ?? []
  if (before.includes(emoji) === on) return reacted
  return { ...reacted, [seq]: on ? [...before, emoji] : before.filter((each) => each !== emoji) }
}

export class LogRows {
  /** seq → entry; 0 where a message vanished. */
  readonly entries = new Map<number, LogEntry>()
  /** seq → emoji → count */
  readonly marks = new Map<number, Readonly<Record<string, number>>>()
  /** seq → own reactions */
  reacted: Reacted = {}
  /** Newest seq there is an entry for. */
  end = 0
  readonly #seqs = new Map<MessageId, number>()
  /** Undefined: to be found anew. */
  #start: number | undefined

  /** First seq of the gapless end. */
  start(): number {
    if (this.#start === undefined) {
      this.#start = this.end + 1
      while (this.entries.has(this.#start - 1)) this.#start--
    }
    return this.#start
  }

  put(seq: number, entry: LogEntry): void {
    const before = this.entries.get(seq)
    if (before) this.#seqs.delete(before[0])
    if (before === undefined) this.#start = undefined
    this.entries.set(seq, entry)
    if (entry !== 0 && entry[0]) this.#seqs.set(entry[0], seq)
    if (seq > this.end) this.end = seq
  }

  /** @returns what is new or different */
  putAll(from: number, rows: readonly LogEntry[]): Map<number, LogEntry> {
    const changed = new Map<number, LogEntry>()
    rows.forEach((entry, i) => {
      if (this.entries.get(from + i) === entry) return
      this.put(from + i, entry)
      changed.set(from + i, entry)
    })
    return changed
  }

  /** A page is the server's word of this moment: entries, counts and own reactions. */
  putPage({ fromSeq, rows, marks, myMarks, ownFromSeq = fromSeq }: PageFrame): Map<number, LogEntry> {
    const changed = this.putAll(fromSeq, rows)
    const reacted: Record<string, readonly string[]> = { ...this.reacted }
    for (let seq = ownFromSeq; seq < fromSeq + rows.length; seq++) delete reacted[seq]
    for (let seq = fromSeq; seq < fromSeq + rows.length; seq++) this.marks.set(seq, marks[seq] ?? noMarks)
    this.reacted = { ...reacted, ...myMarks }
    return changed
  }

  /** Of a copy: what came by a page is newer. */
  putOlder(segment: SegmentCopy): void {
    segment.entries().forEach((entry, i) => {
      const seq = segment.firstSeq + i
      if (!this.entries.has(seq)) this.put(seq, entry)
    })
    segment.counts().forEach((counts, position) => {
      const seq = segment.firstSeq + Number(position)
      if (!this.marks.has(seq)) this.marks.set(seq, counts)
    })
  }

  cutAfter(seq: number): void {
    for (const each of [...this.entries.keys()]) if (each > seq) this.entries.delete(each)
    this.end = seq
    this.#start = undefined
  }

  /** @returns what stands in the place of an erased message; undefined where there is none */
  erase(seq: number, atMs: number): LogEntry | undefined {
    const entry = this.entries.get(seq)
    if (entry === undefined || entry === 0 || entry[3] === 'deleted') return undefined
    const tombstone: LogEntry = ['', '', atMs, 'deleted', 'author']
    this.put(seq, tombstone)
    this.marks.delete(seq)
    return tombstone
  }

  /** `count`: the server's counts without it are the last that came. False when nothing changed. */
  react(id: MessageId, emoji: string, on: boolean, count: boolean): boolean {
    const seq = this.#seqs.get(id)
    return seq !== undefined && this.reactAt(seq, emoji, on, count)
  }

  reactAt(seq: number, emoji: string, on: boolean, count: boolean): boolean {
    const reacted = withReaction(this.reacted, seq, emoji, on)
    if (reacted === this.reacted) return false
    this.reacted = reacted
    const counts = this.marks.get(seq) ?? noMarks
    if (count) this.marks.set(seq, { ...counts, [emoji]: Math.max(0, (counts[emoji] ?? 0) + (on ? 1 : -1)) })
    return true
  }

  seqOf(id: MessageId): number | undefined {
    return this.#seqs.get(id)
  }

  message(id: MessageId): MessageFacts | undefined {
    const seq = this.#seqs.get(id)
    const entry = seq === undefined ? undefined : this.entries.get(seq)
    if (seq === undefined || !entry) return undefined
    return { id, seq, author: entry[1], atMs: entry[2], kind: entry[3] }
  }

  /** Others' texts after `seq`; undefined when the rows do not reach back so far. */
  unreadAfter(seq: number, me: PersonId): number | undefined {
    let count = 0
    for (let at = this.end; at > seq; at--) {
      const entry = this.entries.get(at)
      if (entry === undefined) return undefined
      if (entry !== 0 && entry[3] === 'text' && entry[1] !== me) count++
    }
    return count
  }
}
