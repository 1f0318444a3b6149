import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxDepth, parseJson } from './json.ts'
import { Refused } from './refusal.ts'

/** The value, or that it was refused. */
function read(parse: (text: string) => unknown, text: string): unknown {
  try {
    return { value: parse(text) }
  } catch (error) {
    if (parse === parseJson) expect(error).toBeInstanceOf(Refused)
    return 'refused'
  }
}

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth)

describe('[CORE-7] JSON from outside', () => {
  test('is nested 32 deep at most', () => {
    expect(() => parseJson(nested(maxDepth))).not.toThrow()
    expect(() => parseJson(nested(maxDepth + 1))).toThrow(Refused)
    expect(() => parseJson(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)).toThrow(Refused)
    expect(() => parseJson(nested(500_000))).toThrow(Refused)
  })

  test('brackets in strings do not count', () => {
    const text = JSON.stringify({ a: '['.repeat(100), b: '\\"[[[' })
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  test('is read as JSON.parse reads it, or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 20 }), fc.string()), (text) => {
        expect(read(parseJson, text)).toEqual(read(JSON.parse, text))
      }),
    )
  })
})
