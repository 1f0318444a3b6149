import { expect, test } from 'vitest'
import type { ShownMessage } from '../../platform/device.ts'
import { rowPlace } from './row-place.ts'

const noon = new Date(2026, 8, 1, 12).getTime()
const row = (seq: number, author: string, minutes: number, kind: ShownMessage['kind'] = 'text'): ShownMessage => ({
  ...{ id: `m${seq}`, seq, author, kind, atMs: noon + minutes * 60_000, body: 'x', state: 'sent' },
  ...{ marks: {}, myMarks: [] },
})
const places = (rows: ShownMessage[], newAfterSeq?: number) =>
  rows.map((_, index) => rowPlace(rows, index, 'me', newAfterSeq))

test('[CHAT-3] messages of one author within five minutes form a group', () => {
  const shown = places([row(1, 'a', 0), row(2, 'a', 4), row(3, 'a', 10), row(4, 'b', 11)])
  expect(shown.map(({ opens, closes }) => [opens, closes])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ])
})

test('[CHAT-3] a notice and a new day end a group', () => {
  const shown = places([row(1, 'a', 0), row(2, 'a', 1, 'notice'), row(3, 'a', 2), row(4, 'a', 12 * 60 + 1)])
  expect(shown.map(({ opens }) => opens)).toEqual([true, true, true, true])
  expect(shown.map(({ dayMs }) => dayMs !== undefined)).toEqual([true, false, false, true])
})

test('[CHAT-3] the mark of new messages stands once, above the first of another author', () => {
  const rows = [row(1, 'a', 0), row(2, 'me', 1), row(3, 'a', 2), row(4, 'a', 3)]
  expect(places(rows, 1).map(({ isFirstNew }) => isFirstNew)).toEqual([false, false, true, false])
  expect(places(rows, 0).map(({ isFirstNew }) => isFirstNew)).toEqual([true, false, false, false])
  expect(places(rows).some(({ isFirstNew }) => isFirstNew)).toBe(false)
})
