import type { ShownMessage } from '../../platform/device.ts'
import { daysBetween } from '../../platform/i18n/dates.ts'

/** How a message stands among its neighbours. */
export interface RowPlace {
  /** A new day begins: its time, for the separator. */
  readonly dayMs: number | undefined
  /** «Новые сообщения» stands above it. */
  readonly isFirstNew: boolean
  /** Begins and ends a group of one author: name above the first, picture beside the last. */
  readonly opens: boolean
  readonly closes: boolean
}

const groupMs = 5 * 60 * 1000

/** CHAT-3. `newAfterSeq`: read mark when the chat was opened; undefined when nothing was unread. */
export function rowPlace(
  rows: readonly ShownMessage[],
  index: number,
  me: string,
  newAfterSeq: number | undefined,
): RowPlace {
  const [before, row, after] = [rows[index - 1], rows[index], rows[index + 1]]
  if (!row) return { dayMs: undefined, isFirstNew: false, opens: true, closes: true }
  const isFirstNew = isFirstNewRow(rows, index, me, newAfterSeq)
  const nextIsNew = after !== undefined && isFirstNewRow(rows, index + 1, me, newAfterSeq)
  return {
    dayMs: !before || daysBetween(before.atMs, row.atMs) !== 0 ? row.atMs : undefined,
    isFirstNew,
    opens: isFirstNew || !before || !together(before, row),
    closes: nextIsNew || !after || !together(row, after),
  }
}

function isFirstNewRow(rows: readonly ShownMessage[], index: number, me: string, after: number | undefined): boolean {
  const row = rows[index]
  if (after === undefined || !row || row.seq <= after || row.author === me) return false
  for (let i = index - 1; i >= 0; i--) {
    const earlier = rows[i]
    if (!earlier || (earlier.seq <= after && earlier.seq > 0)) return true
    if (earlier.author !== me) return false
  }
  return true
}

const together = (a: ShownMessage, b: ShownMessage): boolean =>
  a.kind !== 'notice' &&
  b.kind !== 'notice' &&
  a.author === b.author &&
  b.atMs - a.atMs < groupMs &&
  daysBetween(a.atMs, b.atMs) === 0
