import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ClientFrame,
  decodeClientFrame,
  decodeServerFrame,
  encodeClientFrame,
  encodeServerFrame,
  type ServerFrame,
} from './frames.ts'
import { Refused } from './refusal.ts'

const text = fc.string({ unit: 'binary', maxLength: 40 })
const bytes = fc.uint8Array({ maxLength: 60 })
const count = fc.maxSafeNat()
const json = fc.jsonValue({ maxDepth: 5 })
const body = fc.dictionary(text, json, { maxKeys: 4 }).map((it) => {
  const { type: _, ...rest } = it
  return rest
})

const jsonTypes = ['open', 'close', 'page', 'info', 'contacts', 'reactors', 'read', 'typing', 'watch', 'ping']
const clientFrame = fc.oneof(
  fc.record({ type: fc.constant('command'), id: text, version: count, name: text, args: json }),
  fc.record({ type: fc.constant('subscribe'), doc: text, state: bytes }),
  fc.record({ type: fc.constantFrom('unsubscribe', 'docClose'), doc: text }),
  fc.record({ type: fc.constant('doc'), doc: text, payload: bytes }),
  fc.tuple(fc.constantFrom(...jsonTypes), body).map(([type, rest]) => ({ ...rest, type })),
) as fc.Arbitrary<ClientFrame>

/** Some heads are without what is one's own. */
const headsFrame = fc
  .tuple(fc.uniqueArray(fc.uuid(), { maxLength: 5 }), fc.func(fc.option(fc.record({ readSeq: count }))), body)
  .map(([ids, mineOf, rest]) => ({
    ...rest,
    type: 'heads',
    heads: ids.map((id) => ({ id })),
    mine: Object.fromEntries(ids.map((id) => [id, mineOf(id)] as const).filter(([, mine]) => mine)),
  }))

const jsonAnswers = ['head', 'ack', 'refused', 'page', 'info', 'seen', 'mark', 'erased', 'removed', 'presence']
const serverFrame = fc.oneof(
  fc.record({ type: fc.constant('packed'), bytes }),
  fc.record({
    type: fc.constant('segment'),
    doc: text,
    channel: count,
    previous: count,
    previousGeneration: count,
    closed: fc.boolean(),
    update: bytes,
  }),
  fc.record({ type: fc.constant('update'), channel: count, change: count, update: bytes }),
  fc.record({ type: fc.constant('doc'), doc: text, payload: bytes }),
  headsFrame,
  fc.tuple(fc.constantFrom(...jsonAnswers), body).map(([type, rest]) => ({ ...rest, type })),
) as fc.Arbitrary<ServerFrame>

/** Buffers of the socket are views into a larger memory: what lies around must never be read. */
const inside = (frame: Uint8Array): Uint8Array => {
  const around = new Uint8Array(frame.length + 40).fill(0x22)
  around.set(frame, 20)
  return around.subarray(20, 20 + frame.length)
}

const normal = (frame: unknown): unknown => JSON.parse(JSON.stringify(frame))

const codecs = [
  ['device', clientFrame as fc.Arbitrary<never>, encodeClientFrame as (frame: never) => Uint8Array, decodeClientFrame],
  ['server', serverFrame as fc.Arbitrary<never>, encodeServerFrame as (frame: never) => Uint8Array, decodeServerFrame],
] as const

describe.each(codecs)('[CORE-6] frames of the %s', (_, frame, encode, decode) => {
  test('come back as they were sent', () => {
    fc.assert(
      fc.property(frame, (it) => {
        expect(normal(decode(inside(encode(it))))).toEqual(normal(it))
      }),
    )
  })

  test('are refused with one byte too many or too few', () => {
    fc.assert(
      fc.property(frame, fc.nat(255), (it, extra) => {
        const sent = encode(it)
        expect(() => decode(inside(Uint8Array.of(...sent, extra)))).toThrow(Refused)
        expect(() => decode(inside(sent.subarray(0, -1)))).toThrow(Refused)
      }),
    )
  })

  test('are read or refused, nothing else, whatever the bytes', () => {
    const readOrRefused = (sent: Uint8Array) => {
      try {
        expect(encode(decode(inside(sent)) as never).length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(Refused)
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), readOrRefused))
    const broken = fc.tuple(frame, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
    fc.assert(
      fc.property(broken, ([it, changes]) => {
        const sent = encode(it)
        for (const [at, value] of changes) sent[at % sent.length] = value
        readOrRefused(sent)
      }),
    )
  })

  test('with huge declared lengths are refused before anything is allocated', () => {
    for (let type = 0; type < 25; type++) {
      const huge = Uint8Array.of(type, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f)
      expect(() => decode(inside(huge))).toThrow(Refused)
    }
  })
})

test('[CORE-6] the body of a frame cannot change its type', () => {
  const frame = encodeClientFrame({ type: 'typing', chatId: 'c' })
  const forged = encodeClientFrame({ ...JSON.parse('{"__proto__":{"type":"ping"},"chatId":"c"}'), type: 'typing' })
  expect(decodeClientFrame(frame)).toEqual({ type: 'typing', chatId: 'c' })
  expect(decodeClientFrame(forged).type).toBe('typing')
})
