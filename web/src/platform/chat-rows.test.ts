import type { LogEntry } from '@zvonok/schema/messages/document'
import { describe, expect, test } from 'vitest'
import { RowCache, type RowSources } from './chat-rows.ts'

const me = 'petya00000000000'
const entryOf = (seq: number, author = 'olga000000000000'): LogEntry => [`m${seq}`, author, seq, 'text', `текст ${seq}`]

function sources(count: number, change: Partial<RowSources> = {}): RowSources & { entries: Map<number, LogEntry> } {
  return {
    me,
    end: count,
    marks: new Map(),
    reacted: {},
    drawn: undefined,
    readSeq: 0,
    clearedSeq: 0,
    hidden: () => false,
    inLog: () => false,
    ...change,
    entries: new Map(Array.from({ length: count }, (_, i) => [i + 1, entryOf(i + 1)])),
  }
}

describe('[PLATFORM-8] rows of a chat', () => {
  test('rows that did not change are the same objects, also when one comes or another is edited', () => {
    const from = sources(10_000)
    const cache = new RowCache()
    const before = cache.make(from)
    from.entries.set(10_001, entryOf(10_001, me))
    from.entries.set(5000, ['m5000', 'olga000000000000', 5000, 'text', 'исправлено', { ed: 1 }])
    const after = cache.make({ ...from, end: 10_001 })
    expect(after).toHaveLength(10_001)
    expect(after.filter((row, i) => row !== before[i]).map(({ seq }) => seq)).toEqual([5000, 10_001])
  })

  test('nothing is shown before a gap', () => {
    const from = sources(10)
    from.entries.delete(6)
    expect(new RowCache().make(from).map(({ seq }) => seq)).toEqual([7, 8, 9, 10])
  })

  test('a place where a phantom message vanished is left out and is no gap', () => {
    const from = sources(4)
    from.entries.set(3, 0)
    expect(new RowCache().make(from).map(({ seq }) => seq)).toEqual([1, 2, 4])
  })

  test('own messages up to the furthest mark of another are read', () => {
    const from = sources(3)
    for (const seq of [1, 2, 3]) from.entries.set(seq, entryOf(seq, me))
    const cache = new RowCache()
    expect(cache.make({ ...from, readSeq: 2 }).map(({ state }) => state)).toEqual(['read', 'read', 'sent'])
    expect(cache.make({ ...from, readSeq: 3 }).map(({ state }) => state)).toEqual(['read', 'read', 'read'])
  })

  test('an erased message has no author, no text and still a place of its own', () => {
    const from = sources(2)
    from.entries.set(1, ['', '', 1, 'deleted', 'admin'])
    from.entries.set(2, ['', '', 2, 'deleted', 'author'])
    const rows = new RowCache().make(from)
    expect(rows.map(({ kind, body, author }) => [kind, body, author])).toEqual([
      ['deleted', 'admin', ''],
      ['deleted', 'author', ''],
    ])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2)
  })
})
