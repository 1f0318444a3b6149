import { describe, expect, test } from 'vitest'
import { CallDesk } from '../testing/calls.ts'
import { idOf, type Name } from '../testing/people.ts'
import { ringMs } from './call.ts'
import { ended } from './commands.ts'
import { mediaActions } from './media-actions.ts'
import { defaultQuietHours, isQuiet } from './quiet-hours.ts'
import { asItRings, rangOut } from './ringing.ts'

describe('[CALLS-15] quiet hours of a school', () => {
  const school = {
    timeZone: 'Asia/Vladivostok',
    quiet: defaultQuietHours,
    holidays: [{ from: '2026-11-03', to: '2026-11-05' }],
  }
  // Vladivostok is ten hours ahead of Greenwich.
  test.each([
    ['Monday noon', '2026-11-23T02:00:00Z', false],
    ['Monday, one minute to seven', '2026-11-23T08:59:00Z', false],
    ['Monday, seven in the evening', '2026-11-23T09:00:00Z', true],
    ['Tuesday, one minute to eight', '2026-11-23T21:59:00Z', true],
    ['Tuesday, eight', '2026-11-23T22:00:00Z', false],
    ['Sunday noon', '2026-11-22T02:00:00Z', true],
    ['the last noon of the holidays', '2026-11-05T02:00:00Z', true],
    ['the day after them', '2026-11-06T02:00:00Z', false],
  ])('%s', (_when, at, quiet) => {
    expect(isQuiet(school, Date.parse(at))).toBe(quiet)
  })

  test('of a school that has others', () => {
    const noon = Date.parse('2026-11-22T02:00:00Z')
    expect(isQuiet({ ...school, quiet: { from: '11:00', to: '13:00', sundays: false } }, noon)).toBe(true)
    const never = { from: '00:00', to: '00:00', sundays: false }
    expect(isQuiet({ ...school, quiet: never }, noon)).toBe(false)
    const holiday = Date.parse('2026-11-05T02:00:00Z')
    expect(isQuiet({ ...school, quiet: never }, holiday)).toBe(true)
    expect(isQuiet({ ...school, quiet: { ...never, holidays: false } }, holiday)).toBe(false)
  })
})

describe('[CALLS-12] [CALLS-15] as it really rings', () => {
  const rung = (caller: Name, called: readonly Name[], { quiet = false, urgent = false, family = true } = {}) => {
    const desk = new CallDesk()
    const rows = called.map((name) => [name, { state: 'ringing' }] as const)
    const call = desk.begin('chat', caller, Object.fromEntries(rows))
    desk.school.memory.blocked.set(idOf('anna'), new Set([idOf(caller)]))
    const after = asItRings(
      undefined,
      call,
      { ...desk.facts(caller), isQuiet: (_, own) => quiet && !(own && family) },
      urgent,
    )
    return called.map((name) => after.people.get(idOf(name))?.state)
  }

  test('it rings for whoever has not blocked the caller', () => {
    expect(rung('olga', ['petya', 'anna'])).toEqual(['ringing', 'invited'])
  })

  test('in quiet hours it is missed; own family and what is urgent ring through', () => {
    expect(rung('olga', ['petya', 'irina'], { quiet: true })).toEqual(['missed', 'missed'])
    expect(rung('irina', ['petya'], { quiet: true })).toEqual(['ringing'])
    expect(rung('petya', ['irina'], { quiet: true })).toEqual(['ringing'])
    expect(rung('irina', ['petya'], { quiet: true, family: false })).toEqual(['missed'])
    expect(rung('pavel', ['petya'], { quiet: true })).toEqual(['missed'])
    expect(rung('head', ['petya'], { quiet: true, urgent: true })).toEqual(['ringing'])
  })

  test('whoever rang before is not asked again', () => {
    const desk = new CallDesk()
    const call = desk.begin('chat', 'olga', { petya: { state: 'ringing' } })
    expect(asItRings(call, call, { ...desk.facts('olga'), isQuiet: () => true }).people.get(idOf('petya'))?.state).toBe(
      'ringing',
    )
  })

  test('it rings for 45 seconds', () => {
    const desk = new CallDesk()
    const call = desk.begin('chat', 'olga', { petya: { state: 'ringing' } })
    expect(rangOut(call, desk.nowMs + ringMs - 1)).toEqual([])
    expect(rangOut(call, desk.nowMs + ringMs)).toEqual([idOf('petya')])
  })
})

describe('what the media server must do', () => {
  test('opens and closes the room, once', () => {
    const desk = new CallDesk()
    const call = desk.begin('link', 'olga')
    const over = ended(call, desk.nowMs)
    expect([mediaActions(undefined, call), mediaActions(call, call), mediaActions(call, over)]).toEqual([
      [{ type: 'open' }],
      [],
      [{ type: 'close' }],
    ])
    expect([mediaActions(over, over), mediaActions(undefined, over)]).toEqual([[], []])
  })

  test('[CALLS-14] sends out who is not in any more', () => {
    const desk = new CallDesk()
    const call = desk.begin('link', 'olga', { petya: {}, anna: { state: 'waiting' } })
    const after = desk.do('olga', 'remove', { personId: idOf('petya') })
    expect(mediaActions(call, after)).toEqual([{ type: 'remove', personId: idOf('petya') }])
  })

  test('[CALLS-9] mutes, and says who may send what now', () => {
    const desk = new CallDesk()
    const call = desk.begin('link', 'olga', { petya: {} })
    const muted = desk.do('olga', 'mute')
    expect(mediaActions(call, muted)).toEqual([{ type: 'mute', personId: idOf('petya') }])
    const closed = desk.do('olga', 'set', { settings: { unmute: 'admins', screen: 'admins' } })
    expect(mediaActions(muted, closed)).toEqual([{ type: 'allow', personId: idOf('petya'), sources: ['camera'] }])
  })
})
