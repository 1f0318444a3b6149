import { absent, type MarkValue, markValues } from '@zvonok/schema/diary/entries'

export interface Cell {
  readonly row: number
  readonly column: number
}

const steps: Readonly<Record<string, (cell: Cell, last: Cell) => Cell>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  Enter: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { column }) => ({ row, column }),
  PageUp: ({ column }) => ({ row: 0, column }),
  PageDown: ({ column }, { row }) => ({ row, column }),
}

/** Where a key leads in the grid, never out of it; undefined for other keys. */
export function cellAfter(key: string, from: Cell, last: Cell): Cell | undefined {
  const to = steps[key]?.(from, last)
  return to && { row: within(to.row, last.row), column: within(to.column, last.column) }
}

const within = (at: number, last: number): number => Math.min(Math.max(at, 0), last)

/** What a key enters: a digit, «н» (also where the keyboard is Latin), null to take away; undefined for other keys. */
export function markOfKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): MarkValue | null | undefined {
  if (key === 'Backspace' || key === 'Delete') return null
  if (code === 'KeyY' || key.toLowerCase() === absent) return absent
  return markValues.find((value) => value === key)
}
