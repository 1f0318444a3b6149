import type { MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { LogEntry } from '@zvonok/schema/messages/document'
import type { MessageState, ShownMessage } from './device.ts'
import type { Drawn, DrawnMessage } from './overlay.ts'

/** What the rows of a chat are made of. */
export interface RowSources {
  readonly me: PersonId
  readonly end: number
  readonly entries: ReadonlyMap<number, LogEntry>
  readonly marks: ReadonlyMap<number, Readonly<Record<string, number>>>
  readonly reacted: Readonly<Record<string, readonly string[]>>
  readonly drawn: Drawn | undefined
  /** Furthest read mark of another person. */
  readonly readSeq: number
  /** Cleared up to here by oneself. */
  readonly clearedSeq: number
  readonly hidden: (id: MessageId) => boolean
  readonly inLog: (id: MessageId) => boolean
}

interface Cached {
  readonly entry: LogEntry
  readonly marks: Readonly<Record<string, number>>
  readonly myMarks: readonly string[]
  readonly row: ShownMessage
}

/**
 * Rows with the same identity as before where nothing changed, so that a list of 10,000 costs one walk and no garbage.
 * Cached by seq, valid while entry, counts, own marks and state are the same.
 */
export class RowCache {
  readonly #rows = new Map<number, Cached>()

  /** Oldest first: the gapless end of the log without what one hid or cleared, then what waits. */
  make(from: RowSources): ShownMessage[] {
    const rows: ShownMessage[] = []
    for (let seq = from.end; seq > from.clearedSeq; seq--) {
      const entry = from.entries.get(seq)
      if (entry === undefined) break
      if (entry === 0 || (entry[0] && from.hidden(entry[0]))) continue
      rows.push(this.#row(seq, entry, from))
    }
    rows.reverse()
    for (const message of from.drawn?.appended ?? [])
      if (!from.inLog(message.id)) rows.push(...waiting(message, from.drawn))
    return rows
  }

  #row(seq: number, entry: Exclude<LogEntry, 0>, from: RowSources): ShownMessage {
    const marks = from.marks.get(seq) ?? noMarks
    const myMarks = from.reacted[seq] ?? noMine
    const state: MessageState = entry[1] === from.me && seq <= from.readSeq ? 'read' : 'sent'
    const cached = this.#rows.get(seq)
    let row = cached?.row
    if (
      !row ||
      cached?.entry !== entry ||
      cached.marks !== marks ||
      cached.myMarks !== myMarks ||
      row.state !== state
    ) {
      row = shown(seq, entry, marks, myMarks, state)
      this.#rows.set(seq, { entry, marks, myMarks, row })
    }
    return from.drawn ? drawOver(row, from.drawn) : row
  }
}

const noMarks: Readonly<Record<string, number>> = {}
const noMine: readonly string[] = []

function shown(
  seq: number,
  [id, author, atMs, kind, body, extra]: Exclude<LogEntry, 0>,
  marks: Readonly<Record<string, number>>,
  myMarks: readonly string[],
  state: MessageState,
): ShownMessage {
  // An erased message has no id any more; rows need one.
  return { id: id || `#${seq}`, seq, author, atMs, kind, body, ...(extra && { extra }), state, marks, myMarks }
}

function drawOver(row: ShownMessage, drawn: Drawn): ShownMessage {
  const erased = drawn.erased.get(row.id)
  if (erased)
    return { ...row, author: '', kind: 'deleted', body: erased, marks: noMarks, myMarks: noMine, state: 'waiting' }
  const edit = drawn.edited.get(row.id)
  const reactions = drawn.reactions.get(row.id)
  if (!edit && !reactions) return row
  const edited: ShownMessage = edit
    ? { ...row, body: edit.body, extra: { ...row.extra, ed: edit.atMs }, state: 'waiting' }
    : row
  return reactions ? react(edited, reactions) : edited
}

function react(row: ShownMessage, reactions: ReadonlyMap<string, boolean>): ShownMessage {
  const marks = { ...row.marks }
  const mine = new Set(row.myMarks)
  for (const [emoji, on] of reactions) {
    if (mine.has(emoji) === on) continue
    marks[emoji] = Math.max(0, (marks[emoji] ?? 0) + (on ? 1 : -1))
    if (marks[emoji] === 0) delete marks[emoji]
    if (on) mine.add(emoji)
    else mine.delete(emoji)
  }
  return { ...row, marks, myMarks: [...mine] }
}

function waiting(message: DrawnMessage, drawn: Drawn | undefined): ShownMessage[] {
  if (drawn?.erased.has(message.id)) return []
  const { refusal, seq } = message
  const state: MessageState = refusal ? 'refused' : seq > 0 ? 'sent' : 'waiting'
  return [drawOver({ ...message, state, marks: noMarks, myMarks: noMine }, drawn ?? emptyDrawn)]
}

const emptyDrawn: Drawn = {
  appended: [],
  edited: new Map(),
  erased: new Map(),
  reactions: new Map(),
  members: new Map(),
}
