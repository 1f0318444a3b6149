import { type LogEntry, logName, marksName, openLog, openMarks } from '@zvonok/schema/messages/document'
import type * as Y from 'yjs'
import { DocCopy } from './doc-copy.ts'
import type { Saver } from './saver.ts'
import type { DeviceStore } from './store.ts'

export interface SegmentPlace {
  readonly firstSeq: number
  readonly generation: number
}

/** One segment of a chat's log with its reactions, as far as this device has it. */
export class SegmentCopy implements SegmentPlace {
  readonly firstSeq: number
  readonly generation: number
  readonly log: DocCopy
  readonly marks: DocCopy
  /** The segment before; undefined until the server has said it, null where there is none. */
  previous: SegmentPlace | null | undefined
  /** Asked for on this line. */
  asked = false
  /** Answered on this line: from now on updates keep it right. */
  live = false

  private constructor(place: SegmentPlace, log: DocCopy, marks: DocCopy) {
    this.firstSeq = place.firstSeq
    this.generation = place.generation
    this.log = log
    this.marks = marks
  }

  static async load(chatId: string, place: SegmentPlace, store: DeviceStore, saver: Saver): Promise<SegmentCopy> {
    const [log, marks] = await Promise.all([
      DocCopy.load(logName(chatId, place.firstSeq, place.generation), store, saver, true),
      DocCopy.load(marksName(chatId, place.firstSeq, place.generation), store, saver, false),
    ])
    return new SegmentCopy(place, log, marks)
  }

  entries(): LogEntry[] {
    return openLog(this.log.doc).toArray()
  }

  length(): number {
    return openLog(this.log.doc).length
  }

  /** Position → emoji → count. */
  counts(): Y.Map<Record<string, number>> {
    return openMarks(this.marks.doc)
  }

  /** Entries that may be new or different, `rows[0]` at position `from`; `added` are new at the end. Undefined: something is missing. */
  applyLog(update: Uint8Array): { from: number; rows: LogEntry[]; added: LogEntry[] } | undefined {
    const array = openLog(this.log.doc)
    const before = array.length
    let appended: LogEntry[] | undefined
    const observe = (event: Y.YArrayEvent<LogEntry>) => {
      appended = appendedBy(event, before)
    }
    array.observe(observe)
    const whole = this.log.apply(update)
    array.unobserve(observe)
    if (!whole) return undefined
    if (appended && this.live) return { from: before, rows: appended, added: appended }
    const rows = array.toArray()
    return { from: 0, rows, added: rows.slice(before) }
  }

  /** Positions whose counts changed. Undefined: something is missing. */
  applyMarks(update: Uint8Array): ReadonlySet<string> | undefined {
    const counts = this.counts()
    const changed = new Set<string>()
    const observe = (event: Y.YMapEvent<Record<string, number>>) => {
      for (const key of event.keysChanged) changed.add(key)
    }
    counts.observe(observe)
    const whole = this.marks.apply(update)
    counts.unobserve(observe)
    return whole ? changed : undefined
  }

  close(): void {
    this.log.close()
    this.marks.close()
  }
}

/** What an update did to an array: the new elements when it only appended, else undefined. */
function appendedBy(event: Y.YArrayEvent<LogEntry>, lengthBefore: number): LogEntry[] | undefined {
  const delta = event.changes.delta
  const [first, second] = delta
  if (delta.length === 1 && first?.insert && lengthBefore === 0) return first.insert as LogEntry[]
  if (delta.length === 2 && first?.retain === lengthBefore && second?.insert) return second.insert as LogEntry[]
  return undefined
}
