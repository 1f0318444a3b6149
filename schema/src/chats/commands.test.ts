import { describe, expect, test } from 'vitest'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '../messages/commands.ts'
import { newGroup } from '../testing/actions.ts'
import { idOf, type Name } from '../testing/people.ts'
import { chatId, directId, done, refused, type School, school } from '../testing/school.ts'
import {
  addMembers,
  comeBack,
  excludeMember,
  leaveChat,
  openDirect,
  pinMessage,
  renameChat,
  setMember,
  setPermissions,
} from './commands.ts'
import { maySeeMembers } from './rules.ts'

const class7b = chatId('class7b')
const set = (s: School, by: Name, who: Name, change: { role?: 'admin' | 'member'; muted?: boolean }, id = class7b) =>
  s.as(by).run(setMember, { chatId: id, personId: idOf(who), ...change })

test('[CHATS-9] what admins set, stays set: roles and permissions', () => {
  const s = school()
  const group = newGroup(s, 'olga', ['petya', 'anna'])
  s.as('olga').run(setPermissions, { chatId: group, permissions: { write: 'admins' } })
  expect(s.as('petya').run(sendMessage, { chatId: group, text: 'А' })).toEqual(refused('messages.adminsOnly'))
  expect(set(s, 'olga', 'petya', { role: 'admin' }, group)).toEqual(done(undefined))
  expect(s.as('petya').run(sendMessage, { chatId: group, text: 'А' })).toEqual(done({ seq: 2 }))
  expect(set(s, 'olga', 'ilya', { role: 'admin' }, group)).toEqual(refused('core.notFound'))
})

test('[CHATS-10] who was brought in by hand can be excluded, and is out at once', () => {
  const s = school()
  const group = newGroup(s, 'olga', ['petya', 'anna'])
  expect(s.as('petya').run(excludeMember, { chatId: group, personId: idOf('anna') })).toEqual(
    refused('chats.adminsOnly'),
  )
  expect(s.as('olga').run(excludeMember, { chatId: group, personId: idOf('anna') })).toEqual(done(undefined))
  expect(s.as('olga').run(excludeMember, { chatId: group, personId: idOf('olga') })).toEqual(refused('core.notFound'))
  expect(s.as('anna').run(sendMessage, { chatId: group, text: 'А' })).toEqual(refused('chats.notMember'))
  expect(s.texts(group).at(-1)).toBe('excluded')
})

test('[CHATS-11] leaving says so in the log, but not in the announcements of a school', () => {
  const s = school()
  s.as('petya').run(leaveChat, { chatId: class7b })
  s.as('petya').run(leaveChat, { chatId: chatId('announcements') })
  expect(s.texts('class7b')).toEqual(['left'])
  expect(s.texts('announcements')).toEqual([])
  expect(s.as('petya').run(leaveChat, { chatId: class7b })).toEqual(refused('chats.notMember'))
})

test('[CHATS-10] who was excluded is brought back by an admin only, and who was muted comes back muted', () => {
  const s = school()
  const group = newGroup(s, 'olga', ['petya', 'anna'])
  set(s, 'olga', 'anna', { muted: true }, group)
  const add = (by: Name) => s.as(by).run(addMembers, { chatId: group, people: [idOf('anna')] })
  s.as('olga').run(excludeMember, { chatId: group, personId: idOf('anna') })
  expect(add('petya')).toEqual(refused('chats.adminsOnly'))
  expect(add('olga')).toEqual(done(undefined))
  s.as('anna').run(leaveChat, { chatId: group })
  expect(add('petya')).toEqual(done(undefined))
  expect(s.as('anna').run(sendMessage, { chatId: group, text: 'А' })).toEqual(refused('messages.muted'))
})

describe('[CHATS-12] somebody stays who can administer', () => {
  test('the last admin names another first', () => {
    const s = school()
    const group = newGroup(s, 'petya', ['anna'])
    expect(s.as('petya').run(leaveChat, { chatId: group })).toEqual(refused('chats.lastAdmin'))
    expect(set(s, 'petya', 'petya', { role: 'member' }, group)).toEqual(refused('chats.lastAdmin'))
    set(s, 'petya', 'anna', { role: 'admin' }, group)
    expect(s.as('petya').run(leaveChat, { chatId: group })).toEqual(done(undefined))
  })

  test('alone, one may go', () => {
    const s = school()
    expect(s.as('petya').run(leaveChat, { chatId: newGroup(s, 'petya', []) })).toEqual(done(undefined))
  })
})

describe('[CHATS-13] pinned messages', () => {
  const pin = (s: School, messageId: string, on = true) =>
    s.as('olga').run(pinMessage, { chatId: class7b, messageId, on })
  const write = (s: School, id: string) => s.as('petya').run(sendMessage, { chatId: class7b, text: id }, idOf(id))

  test('newest last, each once, the twenty newest', () => {
    const s = school()
    for (let i = 0; i < 22; i++) {
      write(s, `m${i}`)
      pin(s, idOf(`m${i}`))
    }
    pin(s, idOf('m5'))
    const expected = [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 5]
    expect(s.chat('class7b').pinned).toEqual(expected.map((i) => idOf(`m${i}`)))
    pin(s, idOf('m5'), false)
    expect(s.chat('class7b').pinned).toHaveLength(19)
  })

  test('only texts of this chat, and what is erased is unpinned', () => {
    const s = school()
    write(s, 'text')
    pin(s, idOf('text'))
    s.as('olga').run(leaveChat, { chatId: class7b }, idOf('notice'))
    s.as('olga').run(comeBack, { chatId: class7b })
    s.as('viktor').run(sendMessage, { chatId: chatId('class7a'), text: 'А' }, idOf('elsewhere'))
    expect(pin(s, idOf('notice'))).toEqual(refused('messages.deleted'))
    expect(pin(s, idOf('elsewhere'))).toEqual(refused('messages.notFound'))
    expect(pin(s, idOf('nothing'))).toEqual(refused('messages.notFound'))
    s.as('petya').run(deleteMessage, { chatId: class7b, messageId: idOf('text') })
    expect(s.chat('class7b').pinned).toEqual([])
    expect(pin(s, idOf('text'))).toEqual(refused('messages.deleted'))
  })
})

describe('[CHATS-15] offices follow the roster', () => {
  test('an admin by hand comes and goes, the class teacher stays', () => {
    const s = school()
    expect(set(s, 'olga', 'viktor', { role: 'admin' })).toEqual(done(undefined))
    expect(set(s, 'viktor', 'olga', { role: 'member' })).toEqual(refused('chats.rosterMember'))
    expect(set(s, 'olga', 'viktor', { role: 'member' })).toEqual(done(undefined))
  })

  test('nobody is let in to write in the announcements', () => {
    const s = school()
    const chat = chatId('announcements')
    expect(set(s, 'head', 'olga', { role: 'admin' }, chat)).toEqual(refused('chats.rosterChat'))
    const open = s.as('head').run(setPermissions, { chatId: chat, permissions: { write: 'all' } })
    expect(open).toEqual(refused('chats.rosterChat'))
    expect(s.as('olga').run(sendMessage, { chatId: chat, text: 'А' })).toEqual(refused('messages.adminsOnly'))
    expect(s.as('schoolAdmin').run(sendMessage, { chatId: chat, text: 'А' })).toEqual(done({ seq: 1 }))
  })
})

describe('[CHATS-16] «Вернуться»', () => {
  test('gives the place back that the roster gives, mute and all', () => {
    const s = school()
    set(s, 'olga', 'petya', { muted: true })
    for (const name of ['petya', 'olga'] as const) {
      s.as(name).run(leaveChat, { chatId: class7b })
      expect(s.as(name).run(comeBack, { chatId: class7b })).toEqual(done(undefined))
    }
    expect(s.chat('class7b').members.get(idOf('olga'))).toMatchObject({ role: 'admin', byRoster: true })
    expect(s.chat('class7b').members.get(idOf('petya'))).toMatchObject({ role: 'member', muted: true, byRoster: true })
    expect(s.texts('class7b')).toEqual(['left', 'joined', 'left', 'joined'])
  })

  test('twice is once', () => {
    const s = school()
    const before = s.snapshot()
    expect(s.as('petya').run(comeBack, { chatId: class7b })).toEqual(done(undefined))
    expect(s.snapshot()).toBe(before)
  })

  test('not for who was never there, whom the roster took out, or who was excluded from a group', () => {
    const s = school()
    expect(s.as('artyom').run(comeBack, { chatId: class7b })).toEqual(refused('chats.notMember'))
    s.as('petya').run(leaveChat, { chatId: class7b })
    s.chat('class7b').former.set(idOf('petya'), { by: 'roster', muted: false })
    expect(s.as('petya').run(comeBack, { chatId: class7b })).toEqual(refused('chats.notMember'))
    const group = newGroup(s, 'olga', ['petya', 'anna'])
    s.as('olga').run(excludeMember, { chatId: group, personId: idOf('petya') })
    s.as('anna').run(leaveChat, { chatId: group })
    expect(s.as('petya').run(comeBack, { chatId: group })).toEqual(refused('chats.notMember'))
    expect(s.as('anna').run(comeBack, { chatId: group })).toEqual(refused('chats.notMember'))
  })
})

describe('[CHATS-17] a closed chat', () => {
  test('is read, left and cleaned of one’s own, and nothing else', () => {
    const s = school()
    const mine = idOf('mine')
    s.as('petya').run(sendMessage, { chatId: class7b, text: 'Моё' }, mine)
    s.chat('class7b').closed = true
    const closed = refused('chats.closed')
    const { run } = s.as('petya')
    expect(run(sendMessage, { chatId: class7b, text: 'А' })).toEqual(closed)
    expect(run(editMessage, { chatId: class7b, messageId: mine, text: 'Б' })).toEqual(closed)
    expect(run(reactToMessage, { chatId: class7b, messageId: mine, emoji: '👍', on: true })).toEqual(closed)
    const admin = s.as('olga')
    expect(admin.run(pinMessage, { chatId: class7b, messageId: mine, on: true })).toEqual(closed)
    expect(admin.run(setPermissions, { chatId: class7b, permissions: { pin: 'all' } })).toEqual(closed)
    expect(set(s, 'olga', 'petya', { muted: true })).toEqual(closed)
    expect(admin.run(renameChat, { chatId: class7b, title: 'А' })).toEqual(closed)
    expect(admin.run(addMembers, { chatId: class7b, people: [idOf('artyom')] })).toEqual(closed)
    expect(run(deleteMessage, { chatId: class7b, messageId: mine })).toEqual(done(undefined))
    expect(run(leaveChat, { chatId: class7b })).toEqual(done(undefined))
    expect(s.texts('class7b')).toEqual([''])
  })
})

test('[CHATS-7] [CONTACTS-6] a blocked person neither pins nor reacts in the direct chat', () => {
  const s = school()
  s.as('petya').run(openDirect, { personId: idOf('anna') })
  const chat = directId('petya', 'anna')
  s.as('petya').run(sendMessage, { chatId: chat, text: 'Привет' }, idOf('hello'))
  s.memory.blocked.set(idOf('petya'), new Set([idOf('anna')]))
  const { run } = s.as('anna')
  const messageId = idOf('hello')
  expect(run(pinMessage, { chatId: chat, messageId, on: true })).toEqual(refused('contacts.blocked'))
  expect(run(reactToMessage, { chatId: chat, messageId, emoji: '👍', on: true })).toEqual(refused('contacts.blocked'))
})

describe('[CHATS-20] who sees the members', () => {
  test.each([
    ['class7b', 'petya', 'yes'],
    ['class7b', 'irina', 'chats.notMember'],
    ['parents7b', 'irina', 'yes'],
    ['announcements', 'petya', 'chats.adminsOnly'],
    ['announcements', 'irina', 'chats.adminsOnly'],
    ['announcements', 'olga', 'chats.adminsOnly'],
    ['announcements', 'head', 'yes'],
    ['announcements', 'head2', 'chats.notMember'],
  ] as const)('of %s: %s, %s', (chat, name, expected) => {
    const decision = maySeeMembers(school().chat(chat), idOf(name))
    expect(decision.allowed ? 'yes' : decision.code).toBe(expected)
  })
})
