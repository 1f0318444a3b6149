import type { CallPerson } from '@zvonok/schema/calls/call'
import { expect, test } from 'vitest'
import { announcements, type Heard } from './announcements.ts'

const heard = (people: Record<string, Partial<CallPerson>>, connected = true): Heard => ({
  connected,
  people: new Map(
    Object.entries(people).map(([id, fields]) => [id, { role: 'member', state: 'in', sinceMs: 0, ...fields } as const]),
  ),
})

test('[INCALL-13] who joined, who left, who waits; not oneself', () => {
  const before = heard({ a: {}, b: { state: 'ringing' } })
  const after = heard({ me: {}, a: { state: 'left' }, b: {}, c: {}, d: { state: 'waiting' } })
  expect(announcements(before, after, 'me')).toEqual([
    { kind: 'people', what: 'joined', people: ['b', 'c'] },
    { kind: 'people', what: 'left', people: ['a'] },
    { kind: 'people', what: 'waiting', people: ['d'] },
  ])
})

test('[INCALL-13] a hand with its place in the order of the server', () => {
  const before = heard({ a: { handMs: 5 }, b: {} })
  expect(announcements(before, heard({ a: { handMs: 5 }, b: { handMs: 9 } }), 'me')).toEqual([
    { kind: 'hands', what: 'hand', people: ['b'], place: 2 },
  ])
})

test('[INCALL-13] muted by the teacher, given the word, line lost and back', () => {
  const muted = announcements(heard({ me: { mutedMs: 1 } }), heard({ me: { mutedMs: 2, speaks: true } }), 'me')
  expect(muted).toEqual([
    { kind: 'self', what: 'muted' },
    { kind: 'self', what: 'word' },
  ])
  expect(announcements(heard({}), heard({}, false), 'me')).toEqual([{ kind: 'self', what: 'lost' }])
  expect(announcements(heard({}, false), heard({}), 'me')).toEqual([{ kind: 'self', what: 'back' }])
})
