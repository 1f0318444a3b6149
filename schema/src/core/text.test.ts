import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { cleanText, MessageText, maxTextBytes, Title } from './text.ts'

describe('[CORE-8] texts', () => {
  test.each([
    ['  Привет \n', 'Привет'],
    ['а\r\nб\rв', 'а\nб\nв'],
    ['а\u0000б\u0007\u001bв', 'абв'],
    ['a\tb', 'a\tb'],
    ['папа\u202eапап', 'папаапап'],
    ['\ud83d', '\ufffd'],
    ['\ude00a', '\ufffda'],
    ['😀', '😀'],
  ])('%j is kept as %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean)
  })

  test('cleaning twice is cleaning once, and what is clean is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.nat(50), (text, cut) => {
        const clean = cleanText(text.slice(0, cut))
        expect(cleanText(clean)).toBe(clean)
        expect(() => encodeURIComponent(clean)).not.toThrow()
      }),
    )
  })

  test.each(['', '   ', '\n\n', '\u200b\u200d', '\u2800', '\u3164', '\u0000', '\u202e'])(
    '%j shows nothing and is no text',
    (text) => {
      expect(v.is(MessageText, text)).toBe(false)
      expect(v.is(Title, text)).toBe(false)
    },
  )

  test('16,000 bytes are the most, counted as they are stored', () => {
    expect(v.is(MessageText, 'я'.repeat(maxTextBytes / 2))).toBe(true)
    expect(v.is(MessageText, `${'я'.repeat(maxTextBytes / 2)}!`)).toBe(false)
    expect(v.is(MessageText, ` ${'a'.repeat(maxTextBytes)} `)).toBe(true)
  })

  test('a title is one line of at most a hundred characters', () => {
    expect(v.parse(Title, ' 7 Б\n\tкласс ')).toBe('7 Б класс')
    expect(v.is(Title, 'а'.repeat(101))).toBe(false)
  })
})
