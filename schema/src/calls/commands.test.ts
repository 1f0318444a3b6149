import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPupil, isStaff } from '../journal/person-facts.ts'
import { CallDesk } from '../testing/calls.ts'
import { idOf, type Name } from '../testing/people.ts'
import { chatId, directId } from '../testing/school.ts'
import { handsOf, headOf, maxInCall, sourcesOf } from './call.ts'
import { ended, forgottenMs, isForgotten, missed } from './commands.ts'

const people = (...names: Name[]) => names.map(idOf)
const openDirect = (desk: CallDesk, a: Name, b: Name) => {
  const member = { role: 'member', muted: false, byRoster: false } as const
  const members = new Map([a, b].map((name) => [idOf(name), member]))
  const all = { editInfo: 'all', invite: 'all', pin: 'all', write: 'all', call: 'all', mentionAll: 'all' } as const
  const rest = { title: '', pinned: [], former: new Map(), log: [], reactions: new Set<string>(), schoolId: null }
  desk.school.memory.chats.set(directId(a, b), { kind: 'direct', permissions: all, members, ...rest })
  return { chatId: directId(a, b), video: false, people: [] }
}

describe('starting', () => {
  test('[CALLS-1] in a chat by its permission, with its members only', () => {
    const desk = new CallDesk()
    const args = { chatId: chatId('class7b'), video: true, people: people('petya', 'anna') }
    expect(desk.may('petya', 'startInChat', args)).toBe('chats.adminsOnly')
    expect(desk.may('tamara', 'startInChat', args)).toBe('chats.notMember')
    expect(desk.may('olga', 'startInChat', { ...args, people: people('artyom') })).toBe('chats.notMember')
    desk.do('olga', 'startInChat', args)
    expect(['olga', 'petya', 'anna', 'ilya'].map((name) => desk.state(name as Name))).toEqual([
      'in',
      'ringing',
      'ringing',
      undefined,
    ])
  })

  test('[CALLS-1] in a direct chat it rings the other one', () => {
    const desk = new CallDesk()
    desk.do('olga', 'startInChat', openDirect(desk, 'olga', 'petya'))
    expect(desk.state('petya')).toBe('ringing')
  })

  test('[CALLS-2] by link, for who may make a group', () => {
    const desk = new CallDesk()
    const args = { title: 'Звонок', video: true, waitingRoom: true, joinMuted: true }
    expect(desk.may('mallory', 'startByLink', args)).toBe('chats.groupsOff')
    expect(desk.do('petya', 'startByLink', args).settings).toMatchObject({ waitingRoom: true, joinMuted: true })
  })

  test('[CALLS-3] a meeting stands in the parents chats, with a chat of its own over several', () => {
    const desk = new CallDesk()
    const args = { chats: [chatId('parents7b')], title: 'Собрание', video: true, audience: true }
    expect(desk.may('irina', 'startMeeting', args)).toBe('chats.adminsOnly')
    expect(desk.may('viktor', 'startMeeting', args)).toBe('chats.notMember')
    expect(desk.may('head2', 'startMeeting', args)).toBe('chats.notMember')
    expect(desk.may('head', 'startMeeting', { ...args, chats: [chatId('class7b')] })).toBe('core.forbidden')
    expect(desk.do('olga', 'startMeeting', args).chats).toEqual(args.chats)
    expect(desk.do('head', 'startMeeting', args)).toMatchObject({ kind: 'meeting', settings: { mode: 'audience' } })
  })

  test('[CALLS-16] with one family, by the class teacher and the office', () => {
    const desk = new CallDesk()
    const args = { childId: idOf('petya'), title: 'О Пете', video: false }
    for (const name of ['viktor', 'irina', 'lebedeva', 'head2', 'petya'] as const)
      expect([name, desk.may(name, 'startFamily', args)]).toEqual([name, 'core.notFound'])
    expect(desk.may('head', 'startFamily', args)).toBe('yes')
    desk.do('olga', 'startFamily', args)
    expect(['irina', 'pavel', 'gleb'].map((name) => desk.state(name as Name))).toEqual([
      'ringing',
      'ringing',
      undefined,
    ])
  })
})

describe('coming in', () => {
  test('[CALLS-4] to strangers a call of a chat, a lesson and a meeting do not exist', () => {
    const desk = new CallDesk()
    for (const kind of ['chat', 'lesson', 'meeting'] as const) {
      desk.begin(kind, 'olga', { petya: { state: 'invited' } })
      expect([desk.may('anna', 'join'), desk.may('petya', 'join')]).toEqual(['core.notFound', 'yes'])
    }
  })

  test.each([
    ['petya', 'in'],
    ['irina', 'in'],
    ['viktor', 'in'],
    ['artyom', 'waiting'],
    ['medvedev', 'waiting'],
  ] as const)('[CALLS-5] by the link of a teacher: %s %s', (name, state) => {
    const desk = new CallDesk()
    desk.begin('link', 'olga')
    desk.do(name, 'join')
    expect(desk.state(name)).toBe(state)
  })

  test('[CALLS-5] whoever has left the school has no way in; a blocked one waits', () => {
    const desk = new CallDesk()
    desk.begin('link', 'irina')
    expect(desk.may('mallory', 'join')).toBe('core.notFound')
    desk.school.memory.blocked.set(idOf('irina'), new Set([idOf('svetlana')]))
    desk.do('svetlana', 'join')
    expect(desk.state('svetlana')).toBe('waiting')
  })

  test('[CALLS-5] who waited and went is a stranger again', () => {
    const desk = new CallDesk()
    desk.begin('link', 'olga')
    desk.do('artyom', 'join')
    desk.do('artyom', 'leave')
    desk.do('artyom', 'join')
    expect(desk.state('artyom')).toBe('waiting')
  })

  test('[CALLS-6] in the waiting room everybody but the admins waits, once; also twice in a lesson', () => {
    const desk = new CallDesk()
    const call = desk.begin('lesson', 'olga', { petya: { state: 'invited' } })
    desk.call = { ...call, settings: { ...call.settings, waitingRoom: true } }
    desk.do('petya', 'join')
    desk.do('petya', 'join')
    expect(desk.state('petya')).toBe('waiting')
    desk.do('olga', 'admit', { people: people('petya') })
    desk.do('petya', 'leave')
    desk.do('petya', 'join')
    expect(desk.state('petya')).toBe('in')
  })

  test('[CALLS-7] a pupil and a strange adult meet only under staff of the pupil’s school', () => {
    const desk = new CallDesk()
    desk.begin('link', 'petya', { anna: {} })
    desk.do('irina', 'join')
    expect(desk.state('irina')).toBe('waiting')
    expect(desk.may('petya', 'admit', { people: people('irina') })).toBe('contacts.notAllowed')
    desk.begin('link', 'olga', { anna: {} })
    desk.do('irina', 'join')
    expect(desk.state('irina')).toBe('in')
  })

  test('[CALLS-8] that it has ended, is full, or that one was removed is said', () => {
    const desk = new CallDesk()
    const call = desk.begin('link', 'olga', { petya: { state: 'removed' } })
    expect(desk.may('petya', 'join')).toBe('calls.removed')
    const crowd = Array.from(
      { length: maxInCall },
      (_, n) => [`${n}`, { role: 'member', state: 'in', sinceMs: 0 }] as const,
    )
    desk.call = { ...call, people: new Map(crowd) }
    expect(desk.may('anna', 'join')).toBe('calls.full')
    desk.call = ended(call, desk.nowMs)
    expect(desk.may('anna', 'join')).toBe('calls.ended')
  })
})

describe('[CALLS-9] [CALLS-11] [CALLS-14] who may do what in a call', () => {
  const actions: Record<string, [command: string, args: object]> = {
    'raise a hand': ['hand', { up: true }],
    'answer a hand': ['answerHand', { personId: idOf('anna'), speaks: true }],
    settings: ['set', { settings: { joinMuted: true } }],
    admit: ['admit', { people: people('artyom') }],
    'mute all': ['mute', {}],
    remove: ['remove', { personId: idOf('anna') }],
    'remove who started it': ['remove', { personId: idOf('olga') }],
    'appoint a teacher': ['appoint', { personId: idOf('viktor'), role: 'admin' }],
    'appoint a pupil': ['appoint', { personId: idOf('anna'), role: 'admin' }],
    'demote who started it': ['appoint', { personId: idOf('olga'), role: 'member' }],
    end: ['end', {}],
  }
  const table: [string, ...string[]][] = [
    // action, admin, member, who waits, who is not in it
    ['raise a hand', 'yes', 'yes', 'yes', 'core.notFound'],
    ['answer a hand', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['settings', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['admit', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['mute all', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['remove', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['remove who started it', 'core.forbidden', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['appoint a teacher', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['appoint a pupil', 'core.forbidden', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
    ['demote who started it', 'core.forbidden', 'core.forbidden', 'core.forbidden', 'core.forbidden'],
    ['end', 'yes', 'calls.adminsOnly', 'calls.adminsOnly', 'core.notFound'],
  ]
  test.each(table)('%s', (action, ...expected) => {
    const desk = new CallDesk()
    desk.begin('link', 'olga', { viktor: {}, petya: {}, anna: {}, artyom: { state: 'waiting' } })
    const [command, args] = actions[action] as [string, object]
    expect((['olga', 'petya', 'artyom', 'svetlana'] as const).map((name) => desk.may(name, command, args))).toEqual(
      expected,
    )
  })

  test('[CALLS-19] a lesson is not ended by a call admin', () => {
    const desk = new CallDesk()
    desk.begin('lesson', 'olga')
    expect(desk.may('olga', 'end')).toBe('core.forbidden')
  })
})

describe('in it', () => {
  test('[CALLS-10] hands stand in their order, also within one millisecond, and keep their place', () => {
    const desk = new CallDesk()
    desk.begin('link', 'olga', { petya: {}, anna: {}, ilya: {} })
    for (const name of ['ilya', 'petya', 'ilya', 'anna'] as const) desk.do(name, 'hand', { up: true })
    expect(handsOf(desk.do('olga', 'hand', { up: false }))).toEqual(people('ilya', 'petya', 'anna'))
    expect(handsOf(desk.do('olga', 'answerHand', { personId: idOf('petya'), speaks: true }))).toEqual(
      people('ilya', 'anna'),
    )
  })

  test('[CALLS-10] the word lets one speak where only admins do', () => {
    const desk = new CallDesk()
    desk.begin('meeting', 'olga', { irina: {} })
    desk.do('olga', 'set', { settings: { mode: 'audience' } })
    const may = () => sourcesOf(desk.call as never, desk.call?.people.get(idOf('irina')) as never)
    expect(may()).toEqual([])
    desk.do('olga', 'answerHand', { personId: idOf('irina'), speaks: true })
    expect(may()).toEqual(['camera', 'microphone'])
  })

  test('[CALLS-12] [CALLS-13] between two it ends when one hangs up, declines or does not answer', () => {
    const desk = new CallDesk()
    const args = openDirect(desk, 'olga', 'petya')
    desk.do('olga', 'startInChat', args)
    expect(desk.do('petya', 'decline').endedAtMs).toBe(desk.nowMs)
    const rung = desk.do('olga', 'startInChat', args)
    expect(missed(rung, people('petya'), desk.nowMs)).toMatchObject({ endedAtMs: desk.nowMs })
    desk.do('petya', 'join')
    expect(desk.do('olga', 'leave').endedAtMs).toBe(desk.nowMs)
  })

  test('[CALLS-13] who leaves gives back hand and word; the last one ends a call of a chat and no other', () => {
    const desk = new CallDesk()
    for (const kind of ['chat', 'link', 'lesson', 'meeting'] as const) {
      desk.begin(kind, 'olga', { petya: { handMs: 1, speaks: true } })
      expect(desk.do('petya', 'leave').people.get(idOf('petya'))).toEqual({
        role: 'member',
        state: 'left',
        sinceMs: desk.nowMs,
      })
      expect(desk.do('olga', 'leave').endedAtMs !== undefined).toBe(kind === 'chat')
    }
  })

  test('[CALLS-13] what nobody ends and nobody visits ends after half a day; a lesson does not', () => {
    const desk = new CallDesk()
    const link = desk.begin('link', 'olga', {})
    expect(isForgotten(link, desk.nowMs + forgottenMs + 1)).toBe(false)
    const empty = desk.do('olga', 'leave')
    expect(isForgotten(empty, desk.nowMs + forgottenMs)).toBe(false)
    expect(isForgotten(empty, desk.nowMs + forgottenMs + 1)).toBe(true)
    expect(isForgotten({ ...empty, kind: 'lesson' }, desk.nowMs + forgottenMs + 1)).toBe(false)
  })
})

test('[CALLS-10] [CALLS-11] [CALLS-14] any sequence of commands keeps the call as promised', () => {
  const names = ['olga', 'viktor', 'petya', 'anna', 'irina', 'artyom', 'head', 'medvedev'] as const
  const person = fc.constantFrom(...names)
  const step = fc.record({
    name: person,
    other: person,
    command: fc.constantFrom(
      'join',
      'leave',
      'hand',
      'answerHand',
      'set',
      'admit',
      'remove',
      'mute',
      'appoint',
      'decline',
    ),
    on: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.constantFrom('link', 'meeting', 'lesson', 'chat'),
      person,
      fc.array(step, { maxLength: 40 }),
      (kind, by, steps) => {
        const desk = new CallDesk()
        desk.begin(kind as 'link', by)
        const removed = new Set<string>()
        const all = (args: { on: boolean; other: Name }) => ({
          hand: { up: args.on },
          answerHand: { personId: idOf(args.other), speaks: args.on },
          set: { settings: { waitingRoom: args.on } },
          admit: { people: people(args.other) },
          remove: { personId: idOf(args.other) },
          appoint: { personId: idOf(args.other), role: args.on ? 'admin' : 'member' },
        })
        for (const { name, command, ...args } of steps) {
          const before = desk.call
          const hands = before ? handsOf(before) : []
          const given = all(args)[command as 'hand'] ?? {}
          if (desk.may(name, command, given) !== 'yes') continue
          const call = desk.do(name, command, given)
          if (before?.endedAtMs !== undefined) throw new Error('a call that has ended was changed')
          const still = handsOf(call).filter((id) => hands.includes(id))
          expect(still).toEqual(hands.filter((id) => still.includes(id)))
          for (const id of removed) expect(call.people.get(id)?.state).toBe('removed')
          for (const [id, { state }] of call.people) if (state === 'removed') removed.add(id)
          if (command === 'appoint' && 'role' in given && before?.people.get(idOf(args.other))?.role === 'member') {
            const staffIsIn = [...before.people].some(
              ([id, { state }]) => state === 'in' && isStaff(desk.facts('olga').person(id) as never),
            )
            const made = call.people.get(idOf(args.other))?.role === 'admin'
            if (made && isPupil(desk.school.person(args.other))) expect(staffIsIn).toBe(false)
          }
          expect(headOf(call).count).toBeLessThanOrEqual(maxInCall)
          if (call.endedAtMs !== undefined) expect(headOf(call).count).toBe(0)
        }
      },
    ),
    { numRuns: 150 },
  )
})
