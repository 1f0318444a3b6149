import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { maxPins, openOwn, shownPins } from './own-document.ts'

describe('[CHATS-18] pins of the chat list', () => {
  test('the five newest, newest first; ties by id', () => {
    const pins: [string, number][] = [
      ['a', 1],
      ['b', 5],
      ['c', 3],
      ['f', 4],
      ['e', 4],
      ['g', 9],
    ]
    expect(shownPins(pins)).toEqual(['g', 'b', 'e', 'f', 'c'])
  })

  test('are the same five in the same order, whatever order they came in', () => {
    const pin = fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.nat(3))
    fc.assert(
      fc.property(
        fc.uniqueArray(pin, { selector: ([id]) => id, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (pins, keys) => {
          const shuffled = pins
            .map((each) => [keys.next().value ?? 0, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each)
          expect(shownPins(shuffled)).toEqual(shownPins(pins))
          expect(shownPins(pins).length).toBe(Math.min(pins.length, maxPins))
        },
      ),
    )
  })

  test('two devices that pin offline agree after they meet', () => {
    const device = (pins: [string, number][]) => {
      const doc = new Y.Doc()
      for (const [chat, atMs] of pins) openOwn(doc).pins.set(chat, atMs)
      return doc
    }
    const phone = device([
      ['a', 10],
      ['b', 20],
      ['c', 30],
      ['same', 5],
    ])
    const desk = device([
      ['d', 15],
      ['e', 25],
      ['f', 35],
      ['same', 50],
    ])
    const [ofPhone, ofDesk] = [phone, desk].map((doc) => Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(phone, ofDesk as Uint8Array)
    Y.applyUpdate(desk, ofPhone as Uint8Array)
    const shown = shownPins(openOwn(phone).pins.entries())
    expect(shownPins(openOwn(desk).pins.entries())).toEqual(shown)
    expect(shown.filter((id) => id !== 'same')).toEqual(expect.arrayContaining(['f', 'c', 'e', 'b']))
  })
})

describe('[CHATS-19] what one arranges for oneself', () => {
  const maps = ['pins', 'archived', 'muted', 'markedUnread', 'cleared', 'hidden', 'important', 'settings'] as const
  const step = fc.record({
    device: fc.nat(2),
    map: fc.constantFrom(...maps),
    key: fc.constantFrom('a', 'b', 'c'),
    value: fc.option(fc.nat(5)),
  })

  test('three devices agree after any steps and any meetings', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(step, fc.tuple(fc.nat(2), fc.nat(2))), { maxLength: 30 }), (steps) => {
        const devices = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
        const meet = (from: number, to: number) =>
          Y.applyUpdate(devices[to] as Y.Doc, Y.encodeStateAsUpdate(devices[from] as Y.Doc))
        for (const each of steps) {
          if (Array.isArray(each)) meet(...each)
          else {
            const map = openOwn(devices[each.device] as Y.Doc)[each.map] as Y.Map<unknown>
            if (each.value === null) map.delete(each.key)
            else map.set(each.key, each.value)
          }
        }
        for (const [from, to] of [
          [0, 1],
          [1, 2],
          [2, 0],
          [0, 1],
          [1, 0],
        ] as const)
          meet(from, to)
        const [first, ...rest] = devices.map((doc) =>
          maps.map((name) => (openOwn(doc)[name] as Y.Map<unknown>).toJSON()),
        )
        for (const other of rest) expect(other).toEqual(first)
      }),
    )
  })
})
