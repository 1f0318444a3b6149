import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logName, marksName, parseSegmentName } from './document.ts'

describe('[MESSAGES-9] names of segments', () => {
  const chat = fc.stringMatching(/^[A-Za-z0-9_-]{16}$/)
  const number = fc.nat(1_000_000)

  test('are read as they were made', () => {
    fc.assert(
      fc.property(chat, number, number, (chatId, firstSeq, generation) => {
        expect(parseSegmentName(logName(chatId, firstSeq, generation))).toEqual({
          kind: 'log',
          chatId,
          firstSeq,
          generation,
        })
        expect(parseSegmentName(marksName(chatId, firstSeq, generation))?.kind).toBe('marks')
      }),
    )
  })

  test.each([
    '',
    'log:',
    'log:aaaaaaaaaaaaaaaa.1',
    'log:aaaaaaaaaaaaaaaa.-1.0',
    'log:aaaaaaaaaaaaaaaa.1.0 ',
    'log:aaaaaaaaaaaaaaaa.1.0\n',
    'own:aaaaaaaaaaaaaaaa',
    'log:aaaaaaaaaaaaaaaa.1e3.0',
    'log:aaaaaaaaaaaaaaaa.9999999999999.0',
    '__proto__',
  ])('%j is none', (name) => {
    expect(parseSegmentName(name)).toBeUndefined()
  })

  test('one segment has one name', () => {
    expect(parseSegmentName('log:aaaaaaaaaaaaaaaa.01.0')).toBeUndefined()
    expect(parseSegmentName('log:aaaaaaaaaaaaaaaa.1.00')).toBeUndefined()
    expect(parseSegmentName('log:aaaaaaaaaaaaaaaa.1.0')).toBeDefined()
  })
})
