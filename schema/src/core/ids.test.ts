import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ChatId, CommandId, directChatId, newId } from './ids.ts'

const id = fc.stringMatching(/^[A-Za-z0-9_-]{16}$/)

describe('[CORE-9] the id of a direct chat', () => {
  test('is the same whoever opens it, is a chat id and never a command id', () => {
    fc.assert(
      fc.property(id, id, (a, b) => {
        const direct = directChatId(a, b)
        expect(directChatId(b, a)).toBe(direct)
        expect(v.is(ChatId, direct)).toBe(true)
        expect(v.is(CommandId, direct)).toBe(false)
      }),
    )
  })

  test.each([
    ['random ids', () => newId()],
    ['ids in a row', (i: number) => `person${String(i).padStart(10, '0')}`],
  ])('no two of 100,000 pairs share one: %s', (_, make) => {
    const people = Array.from({ length: 448 }, (_, i) => make(i))
    const all = people.flatMap((a, i) => people.slice(0, i).map((b) => directChatId(a, b)))
    expect(all.length).toBeGreaterThan(100_000)
    expect(new Set(all).size).toBe(all.length)
    // Each character takes all 64 values about as often: the rarest and the most frequent differ by less than a fifth.
    for (let place = 3; place < 16; place++) {
      const counts = new Map<string, number>()
      for (const each of all) counts.set(each[place] ?? '', (counts.get(each[place] ?? '') ?? 0) + 1)
      expect(counts.size).toBe(64)
      expect(Math.min(...counts.values()) / Math.max(...counts.values())).toBeGreaterThan(0.8)
    }
  })
})

test('[CORE-2] fresh ids are 16 characters, all different, and command ids', () => {
  const fresh = Array.from({ length: 10_000 }, newId)
  expect(new Set(fresh).size).toBe(fresh.length)
  expect(fresh.every((each) => v.is(CommandId, each))).toBe(true)
})

test.each([
  '',
  'short',
  'x'.repeat(17),
  'пятнадцать_букв_',
  'dm-aaaaaaaaaaaaa',
  'a b c d e f g h ',
  '../../../../etc/',
])('[CORE-2] %j is no command id', (text) => {
  expect(v.is(CommandId, text)).toBe(false)
})
