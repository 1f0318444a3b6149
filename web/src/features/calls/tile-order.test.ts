import { expect, test } from 'vitest'
import { bringForward, inFocus, type Seat, tileOrder } from './tile-order.ts'

const seat = (id: string, fields: Partial<Seat> & { admin?: true; handMs?: number } = {}): Seat => ({
  ...{ id, name: id, isSelf: false, hasVideo: false, spokeAtMs: 0 },
  ...fields,
  person: {
    ...{ role: fields.admin ? 'admin' : 'member', state: 'in', sinceMs: 0 },
    ...(fields.handMs !== undefined && { handMs: fields.handMs }),
  },
})
const ids = (seats: readonly Seat[]) => seats.map(({ id }) => id).join(' ')

test('[INCALL-3] the teacher, hands in their order, names; oneself last', () => {
  const seats = [
    seat('me', { isSelf: true }),
    seat('b'),
    seat('second', { handMs: 20 }),
    seat('a'),
    seat('first', { handMs: 10 }),
    seat('teacher', { admin: true }),
  ]
  expect(ids(tileOrder(seats))).toBe('teacher first second a b me')
})

test('[INCALL-3] a speaker of a later page takes the place of the longest silence, never the teacher’s', () => {
  const seats = [seat('teacher', { admin: true }), seat('a', { spokeAtMs: 500 }), seat('b'), seat('c'), seat('d')]
  const speaking = seats.map((each) => (each.id === 'd' ? { ...each, spokeAtMs: 99_000 } : each))
  expect(ids(bringForward(speaking, 3, 100_000))).toBe('teacher a d c b')
  expect(ids(bringForward(seats, 3, 100_000))).toBe(ids(seats))
})

test('[INCALL-2] large is the chosen one, a shared screen, who spoke last, the teacher', () => {
  const seats = [
    seat('teacher', { admin: true }),
    seat('a', { spokeAtMs: 5 }),
    seat('me', { isSelf: true, spokeAtMs: 9 }),
  ]
  expect(inFocus(seats, 'me', ['a'])).toBe('me')
  expect(inFocus(seats, 'gone', ['teacher'])).toBe('teacher')
  expect(inFocus(seats, undefined, [])).toBe('a')
  expect(inFocus([seat('teacher', { admin: true }), seat('b')], undefined, [])).toBe('teacher')
})
