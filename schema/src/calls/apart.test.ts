import { expect, test } from 'vitest'
import { CallDesk } from '../testing/calls.ts'
import { idOf, type Name } from '../testing/people.ts'
import { type ApartFacts, apart } from './apart.ts'
import type { Call } from './call.ts'
import { left } from './commands.ts'

const factsOf = (desk: CallDesk, staffToPupil?: 'off'): ApartFacts => ({
  nowMs: desk.nowMs,
  person: (id) => desk.school.memory.people().get(id),
  school: (id) => {
    const policy = desk.school.memory.school(id)
    return policy && staffToPupil ? { ...policy, staffToPupil } : policy
  },
})

const states = (call: Call) =>
  Object.fromEntries([...call.people].map(([id, { state }]) => [id.replaceAll('_', ''), state]))

const afterLeaving = (desk: CallDesk, before: Call, name: Name, staffToPupil?: 'off') =>
  apart(before, left(before, idOf(name), desk.nowMs), factsOf(desk, staffToPupil))

test('[CALLS-7] when the staff admin leaves a call by link, strange adults wait and pupils and their own stay', () => {
  const desk = new CallDesk()
  const before = desk.begin('link', 'petya', { olga: { role: 'admin' }, medvedev: {}, irina: {}, anna: {} })
  expect(states(afterLeaving(desk, before, 'olga'))).toEqual({
    petya: 'in',
    olga: 'left',
    medvedev: 'waiting',
    irina: 'in',
    // Irina is no stranger to Petya, and one to Anna.
    anna: 'waiting',
  })
})

test('[CALLS-7] giving up being admin is leaving in this; another staff admin of the school holds them together', () => {
  const desk = new CallDesk()
  const before = desk.begin('link', 'olga', { head: { role: 'admin' }, petya: {}, medvedev: {} })
  expect(states(afterLeaving(desk, before, 'olga'))).toMatchObject({ petya: 'in', medvedev: 'in' })
  const foreign = desk.begin('link', 'olga', { head2: { role: 'admin' }, petya: {}, medvedev: {} })
  expect(Object.values(states(afterLeaving(desk, foreign, 'olga'))).filter((state) => state === 'waiting')).not.toEqual(
    [],
  )
  const demoted = { ...before, people: new Map(before.people) }
  for (const name of ['olga', 'head'] as const) {
    const known = before.people.get(idOf(name))
    if (known) demoted.people.set(idOf(name), { ...known, role: 'member' })
  }
  expect(states(apart(before, demoted, factsOf(desk)))).toMatchObject({ petya: 'in', medvedev: 'waiting' })
})

test('[CALLS-7] who was made to wait comes in again only under a staff admin, the one who started it too', () => {
  const desk = new CallDesk()
  desk.begin('link', 'medvedev', { olga: { role: 'admin', state: 'left' }, petya: {} })
  desk.call = left(desk.call as Call, idOf('medvedev'), desk.nowMs)
  desk.do('medvedev', 'join')
  expect(desk.state('medvedev')).toBe('waiting')
  expect(desk.may('medvedev', 'admit', { people: [idOf('medvedev')] })).toBe('contacts.notAllowed')
  desk.do('olga', 'join')
  desk.do('olga', 'admit', { people: [idOf('medvedev')] })
  expect(desk.state('medvedev')).toBe('in')
})

test('[CALLS-11] a pupil never becomes an admin because others left', () => {
  const desk = new CallDesk()
  const before = desk.begin('link', 'olga', { petya: {}, anna: {}, viktor: { role: 'admin' } })
  const after = afterLeaving(desk, afterLeaving(desk, before, 'olga'), 'viktor')
  expect(['petya', 'anna'].map((name) => after.people.get(idOf(name))?.role)).toEqual(['member', 'member'])
  desk.call = after
  for (const command of ['appoint', 'set', 'end'])
    expect(
      desk.may('petya', command, command === 'appoint' ? { personId: idOf('petya'), role: 'admin' } : { settings: {} }),
    ).toBe('calls.adminsOnly')
})

test('[CALLS-25] who alone is left with staff in a call by link waits where the school has switched that off', () => {
  const desk = new CallDesk()
  const before = desk.begin('link', 'olga', { petya: {}, anna: {}, viktor: {} })
  expect(states(afterLeaving(desk, before, 'anna'))).toMatchObject({ petya: 'in' })
  expect(states(afterLeaving(desk, before, 'anna', 'off'))).toMatchObject({ petya: 'waiting', olga: 'in' })
})

test('[CALLS-25] a lesson is judged by its list: who has not come yet counts, who was removed does not', () => {
  const desk = new CallDesk()
  const before = desk.begin('lesson', 'olga', { petya: {}, anna: { state: 'invited' } })
  expect(apart(before, before, factsOf(desk, 'off'))).toBe(before)
  const removed = { ...before, people: new Map(before.people) }
  removed.people.set(idOf('anna'), { role: 'member', state: 'removed', sinceMs: 0 })
  expect(states(apart(before, removed, factsOf(desk, 'off')))).toMatchObject({ petya: 'left', olga: 'in' })
})
