import type { CallPerson } from '@zvonok/schema/calls/call'
import type { CallFrame } from '@zvonok/schema/core/frames'
import { expect, test } from 'vitest'
import { Calls } from './calls.ts'

const row = (state: CallPerson['state']): CallPerson => ({ role: 'member', state, sinceMs: 1 })
const whole = (id: string, people: CallFrame['people'] = []): CallFrame => ({
  call: { id, chats: ['chat'], title: 'Звонок' },
  ...{ people, whole: true },
})

test('[INCALL-18] changes are laid over what was told; null takes a row away', () => {
  const calls = new Calls()
  calls.take(
    whole('a', [
      ['olga', row('in')],
      ['petya', row('ringing')],
    ]),
  )
  calls.take({
    call: { id: 'a', title: 'Урок' },
    people: [
      ['petya', row('in')],
      ['olga', null],
    ],
  })
  expect(calls.of('a')).toMatchObject({ title: 'Урок', chats: ['chat'] })
  expect([...(calls.of('a')?.people ?? [])]).toEqual([['petya', row('in')]])
})

test('[INCALL-18] a new line replaces everything; one that has ended stays readable but does not run', () => {
  const calls = new Calls()
  calls.take(whole('a'))
  calls.take(whole('b'))
  const before = calls.running
  calls.take({ call: { id: 'a', endedAtMs: 9 } })
  expect(calls.running).not.toBe(before)
  expect(calls.running.map(({ id }) => id)).toEqual(['b'])
  expect(calls.of('a')?.endedAtMs).toBe(9)
  calls.replace([whole('c')])
  expect([calls.running.map(({ id }) => id), calls.of('b')]).toEqual([['c'], undefined])
})

test('[INCALL-18] who was removed hears of the own row only, and of no running call', () => {
  const calls = new Calls()
  calls.replace([{ call: { id: 'a' }, people: [['petya', row('removed')]], whole: true }])
  expect([calls.running, calls.of('a')?.people.get('petya')?.state]).toEqual([[], 'removed'])
})
