import { describe, expect, test } from 'vitest'
import { sendMessage } from '../messages/commands.ts'
import { newGroup } from '../testing/actions.ts'
import { idOf, type Name } from '../testing/people.ts'
import { chatId, directId, done, refused, type School, school } from '../testing/school.ts'
import { addMembers, createGroup, excludeMember, leaveChat, openDirect, setMember } from './commands.ts'
import { defaultPermissions } from './facts.ts'
import { maxMembers } from './people-rules.ts'

const create = (s: School, maker: Name, people: readonly Name[]) =>
  s.as(maker).run(createGroup, { title: 'Алгебра', people: people.map(idOf), permissions: {} })

describe('[CHATS-3] who makes groups', () => {
  test.each([
    [{}, 'olga', 'anna', true],
    [{}, 'psychologist', 'anna', true],
    [{}, 'head', 'anna', true],
    [{}, 'schoolAdmin', 'anna', true],
    [{}, 'petya', 'anna', true],
    [{}, 'irina', 'svetlana', true],
    [{ groupsByPupils: false }, 'petya', 'anna', false],
    [{ groupsByPupils: false }, 'irina', 'svetlana', true],
    [{ groupsByGuardians: false }, 'irina', 'svetlana', false],
    [{ groupsByGuardians: false }, 'petya', 'anna', true],
    [{ groupsByPupils: false, groupsByGuardians: false }, 'olga', 'anna', true],
    [{ groupsByGuardians: false }, 'kira', 'olga', true],
  ] as const)('%o: %s with %s: %s', (policy, maker, other, allowed) => {
    const answer = create(school(policy), maker, [other])
    expect(answer.allowed ? true : answer.code).toBe(allowed || 'chats.groupsOff')
  })

  test('the maker is its admin, the rest are members; the title is its first line', () => {
    const s = school()
    const group = s.chat(newGroup(s, 'olga', ['petya', 'olga', 'petya']))
    expect([...group.members].map(([id, { role }]) => [id, role])).toEqual([
      [idOf('olga'), 'admin'],
      [idOf('petya'), 'member'],
    ])
    expect(group.log).toEqual([
      [expect.any(String), idOf('olga'), s.memory.nowMs, 'notice', 'created', { title: 'Алгебра' }],
    ])
  })
})

describe('[CHATS-4] only people one may write to', () => {
  test.each([
    ['petya', ['anna', 'ilya'], true],
    ['petya', ['anna', 'artyom'], false],
    ['petya', ['lebedeva'], false],
    ['olga', ['petya', 'irina', 'lebedeva'], true],
    ['olga', ['artyom'], false],
    ['irina', ['anna'], false],
    ['head', ['petya', 'tamara', 'marina', 'head2'], true],
    ['head2', ['petya'], false],
    ['petya', ['mallory'], false],
    ['petya', ['nobody' as Name], false],
  ] as const)('%s brings %o: %s', (maker, people, allowed) => {
    expect(create(school(), maker, people)).toEqual(
      allowed ? done({ chatId: expect.any(String) }) : refused('contacts.notAllowed'),
    )
  })

  test('also one by one, by any member where the chat lets all invite', () => {
    const s = school()
    const group = newGroup(s, 'olga', ['petya', 'anna'])
    const add = (by: Name, who: Name) => s.as(by).run(addMembers, { chatId: group, people: [idOf(who)] })
    expect(add('petya', 'ilya')).toEqual(done(undefined))
    expect(add('petya', 'artyom')).toEqual(refused('contacts.notAllowed'))
    expect(add('ilya', 'petya')).toEqual(done(undefined))
    expect(s.chat(group).log.at(-1)).toEqual([
      expect.any(String),
      idOf('petya'),
      expect.any(Number),
      'notice',
      'added',
      { who: [idOf('ilya')] },
    ])
  })

  test('whom a blocked person would bring is not brought', () => {
    const s = school()
    s.memory.blocked.set(idOf('anna'), new Set([idOf('petya')]))
    expect(create(s, 'petya', ['anna'])).toEqual(refused('contacts.blocked'))
  })

  test('no chat of the roster and no direct chat takes people by hand', () => {
    const s = school()
    s.as('petya').run(openDirect, { personId: idOf('anna') })
    const add = (by: Name, chat: string) => s.as(by).run(addMembers, { chatId: chat, people: [idOf('marina')] })
    expect(add('olga', chatId('class7b'))).toEqual(refused('chats.rosterChat'))
    expect(add('petya', directId('petya', 'anna'))).toEqual(refused('core.forbidden'))
  })

  test('five thousand people are the most', () => {
    const s = school()
    const group = newGroup(s, 'head', ['olga'])
    const { members } = s.chat(group)
    for (let i = members.size; i < maxMembers; i++)
      members.set(idOf(`extra${i}`), { role: 'member', muted: false, byRoster: false })
    expect(s.as('head').run(addMembers, { chatId: group, people: [idOf('viktor')] })).toEqual(
      refused('chats.tooManyMembers'),
    )
    expect(s.as('head').run(addMembers, { chatId: group, people: [idOf('olga')] })).toEqual(done(undefined))
  })
})

describe('[CHATS-5] strange adults and pupils', () => {
  test.each([
    ['petya', ['anna', 'irina'], false, 'a mother is a stranger to the classmate'],
    ['irina', ['petya', 'olga'], true, 'all know the child'],
    ['irina', ['petya', 'svetlana'], false, 'another mother is a stranger to the child'],
    ['olga', ['petya', 'anna', 'irina', 'svetlana'], true, 'under the class teacher'],
    ['head', ['petya', 'tamara'], true, 'under the head'],
    ['kira', ['ilya', 'lebedeva'], false, 'staff of another school is nobody here'],
    ['olga', ['petya', 'pavel'], false, 'the office took his contact away, staff admin or not'],
    ['olga', ['anna', 'pavel'], true, 'and only to his own child'],
  ] as const)('%s with %o: %s, %s', (maker, people, allowed, _why) => {
    expect(create(school(), maker, people).allowed).toBe(allowed)
  })

  test('a member does not bring in a stranger either, and the staff admin of another school is no help', () => {
    const s = school()
    const group = newGroup(s, 'lebedeva', ['olga', 'viktor'])
    const addPetya = () => s.as('olga').run(addMembers, { chatId: group, people: [idOf('petya')] })
    expect(addPetya()).toEqual(refused('contacts.notAllowed'))
    s.as('lebedeva').run(setMember, { chatId: group, personId: idOf('viktor'), role: 'admin' })
    expect(addPetya()).toEqual(done(undefined))
  })

  test('sharing a group gives no right to a direct chat', () => {
    const s = school()
    newGroup(s, 'olga', ['anna', 'irina'])
    expect(s.as('irina').run(openDirect, { personId: idOf('anna') })).toEqual(refused('contacts.notAllowed'))
  })
})

describe('[CHATS-6] one pupil alone with staff', () => {
  test.each([
    ['open', 'olga', ['petya'], true],
    ['guardianSees', 'olga', ['petya'], true],
    ['off', 'olga', ['petya'], false],
    ['off', 'olga', ['petya', 'viktor'], false],
    ['off', 'head', ['petya'], false],
    ['off', 'psychologist', ['petya'], false],
    ['off', 'olga', ['petya', 'anna'], true],
    ['off', 'olga', ['petya', 'irina'], true],
    ['off', 'olga', ['irina'], true],
    ['off', 'petya', ['olga'], false],
    ['off', 'kira', ['ilya'], true],
  ] as const)('%s: %s with %o: %s', (staffToPupil, maker, people, allowed) => {
    expect(create(school({ staffToPupil }), maker, people).allowed).toBe(allowed)
  })

  test.each([
    ['olga', 'petya', false],
    ['petya', 'olga', false],
    ['head', 'petya', false],
    ['irina', 'petya', true],
    ['kira', 'ilya', true],
    ['petya', 'anna', true],
  ] as const)('off: the direct chat of %s with %s: %s', (from, to, allowed) => {
    expect(
      school({ staffToPupil: 'off' })
        .as(from)
        .run(openDirect, { personId: idOf(to) }).allowed,
    ).toBe(allowed)
  })

  test('a group that shrank to it is silent until somebody comes', () => {
    const s = school({ staffToPupil: 'off' })
    const group = newGroup(s, 'olga', ['petya', 'anna'])
    const write = () => s.as('olga').run(sendMessage, { chatId: group, text: 'Завтра контрольная' }).allowed
    expect(write()).toBe(true)
    s.as('anna').run(leaveChat, { chatId: group })
    expect(write()).toBe(false)
    s.as('olga').run(addMembers, { chatId: group, people: [idOf('irina')] })
    expect(write()).toBe(true)
  })

  test('a direct chat is silent from the day the school switches it off', () => {
    const s = school()
    s.as('olga').run(openDirect, { personId: idOf('petya') })
    const write = () => s.as('olga').run(sendMessage, { chatId: directId('olga', 'petya'), text: 'Зайди' }).allowed
    expect(write()).toBe(true)
    for (const [id, policy] of s.memory.policies) s.memory.policies.set(id, { ...policy, staffToPupil: 'off' })
    expect(write()).toBe(false)
  })
})

describe('[CHATS-14] the staff admin who holds strangers together', () => {
  const mixed = (s: School) => newGroup(s, 'olga', ['petya', 'anna', 'irina', 'viktor'])

  test('neither leaves nor gives up nor is excluded, until another of the school is named', () => {
    const s = school()
    const group = mixed(s)
    const set = (by: Name, who: Name, role: 'admin' | 'member') =>
      s.as(by).run(setMember, { chatId: group, personId: idOf(who), role })
    expect(set('olga', 'irina', 'admin')).toEqual(done(undefined))
    expect(s.as('olga').run(leaveChat, { chatId: group })).toEqual(refused('chats.lastAdmin'))
    expect(set('olga', 'olga', 'member')).toEqual(refused('chats.lastAdmin'))
    expect(set('irina', 'olga', 'member')).toEqual(refused('chats.lastAdmin'))
    expect(s.as('irina').run(excludeMember, { chatId: group, personId: idOf('olga') })).toEqual(
      refused('chats.lastAdmin'),
    )
    expect(set('olga', 'viktor', 'admin')).toEqual(done(undefined))
    expect(s.as('olga').run(leaveChat, { chatId: group })).toEqual(done(undefined))
  })

  test('others come and go freely', () => {
    const s = school()
    const group = mixed(s)
    expect(s.as('irina').run(leaveChat, { chatId: group })).toEqual(done(undefined))
    expect(s.as('olga').run(excludeMember, { chatId: group, personId: idOf('petya') })).toEqual(done(undefined))
  })

  test('where nobody is a stranger, any admin will do', () => {
    const s = school()
    const group = newGroup(s, 'olga', ['petya', 'anna'])
    s.as('olga').run(setMember, { chatId: group, personId: idOf('petya'), role: 'admin' })
    expect(s.as('olga').run(leaveChat, { chatId: group })).toEqual(done(undefined))
  })
})

test('[CHATS-7] a direct chat is opened once, by either', () => {
  const s = school()
  const id = directId('petya', 'anna')
  expect(s.as('petya').run(openDirect, { personId: idOf('anna') })).toEqual(done({ chatId: id }))
  s.as('petya').run(sendMessage, { chatId: id, text: 'Привет' })
  const before = s.snapshot()
  expect(s.as('anna').run(openDirect, { personId: idOf('petya') })).toEqual(done({ chatId: id }))
  expect(s.snapshot()).toBe(before)
  expect([...s.chat(id).members.keys()]).toEqual([idOf('petya'), idOf('anna')])
})

describe('[CHATS-8] what is for all and what for admins, at birth', () => {
  const admins = { editInfo: 'admins', invite: 'admins', pin: 'admins', call: 'admins', mentionAll: 'admins' }
  const all = { editInfo: 'all', invite: 'all', pin: 'all', write: 'all', call: 'all', mentionAll: 'all' }
  test.each([
    ['class', { ...admins, write: 'all' }],
    ['parents', { ...admins, write: 'all' }],
    ['teachers', { ...admins, write: 'all' }],
    ['announcements', { ...admins, write: 'admins' }],
    ['group', all],
    ['direct', all],
  ] as const)('%s', (kind, permissions) => {
    expect(defaultPermissions(kind)).toEqual(permissions)
  })

  test('a group is made with the settings that were chosen', () => {
    const s = school()
    const answer = s
      .as('olga')
      .run(createGroup, { title: 'Алгебра', people: [idOf('petya')], permissions: { invite: 'admins', pin: 'admins' } })
    const group = answer.allowed ? answer.result.chatId : ''
    expect(s.chat(group).permissions).toEqual({ ...all, invite: 'admins', pin: 'admins' })
    expect(s.as('petya').run(addMembers, { chatId: group, people: [idOf('anna')] })).toEqual(
      refused('chats.adminsOnly'),
    )
  })
})
