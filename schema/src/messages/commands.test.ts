import { describe, expect, test } from 'vitest'
import { setMember } from '../chats/commands.ts'
import { idOf, type Name } from '../testing/people.ts'
import { chatId, done, refused, type School, school } from '../testing/school.ts'
import { deleteMessage, editMessage, reactionEmoji, reactToMessage, sendMessage } from './commands.ts'
import { changeableMs } from './rules.ts'

const class7b = chatId('class7b')
const hello = idOf('hello')
const say = (s: School, by: Name = 'petya', id = hello, text = 'Привет') =>
  s.as(by).run(sendMessage, { chatId: class7b, text }, id)

test('[MESSAGES-1] sent again after a lost answer, a message stays one in its place', () => {
  const s = school()
  expect(say(s)).toEqual(done({ seq: 1 }))
  expect(say(s, 'anna', idOf('second'))).toEqual(done({ seq: 2 }))
  const before = s.snapshot()
  expect(say(s)).toEqual(done({ seq: 1 }))
  expect(say(s, 'petya', hello, 'Другой текст под тем же номером')).toEqual(done({ seq: 1 }))
  expect(s.snapshot()).toBe(before)
})

test('[MESSAGES-2] members write, others learn nothing', () => {
  const s = school()
  expect(say(s, 'artyom')).toEqual(refused('chats.notMember'))
  const nowhere = s.as('artyom').run(sendMessage, { chatId: idOf('nowhere'), text: 'Привет' })
  expect(nowhere).toEqual(refused('chats.notMember'))
  expect(s.texts('class7b')).toEqual([])
})

test('[MESSAGES-3] in announcements others read and react', () => {
  const s = school()
  const chat = chatId('announcements')
  s.as('head').run(sendMessage, { chatId: chat, text: 'Каникулы' }, hello)
  expect(s.as('irina').run(sendMessage, { chatId: chat, text: 'Ура' })).toEqual(refused('messages.adminsOnly'))
  expect(s.as('irina').run(reactToMessage, { chatId: chat, messageId: hello, emoji: '👍', on: true })).toEqual(
    done(undefined),
  )
})

test('[MESSAGES-4] who is muted reads and reacts; an admin is never muted', () => {
  const s = school()
  const mute = (who: Name, change: object) =>
    s.as('olga').run(setMember, { chatId: class7b, personId: idOf(who), ...change })
  say(s)
  mute('petya', { muted: true })
  expect(say(s, 'petya', idOf('more'))).toEqual(refused('messages.muted'))
  expect(s.as('petya').run(editMessage, { chatId: class7b, messageId: hello, text: 'А' })).toEqual(
    refused('messages.muted'),
  )
  expect(s.as('petya').run(reactToMessage, { chatId: class7b, messageId: hello, emoji: '❓', on: true })).toEqual(
    done(undefined),
  )
  expect(mute('anna', { role: 'admin', muted: true })).toEqual(refused('core.forbidden'))
  expect(mute('petya', { role: 'admin' })).toEqual(done(undefined))
  expect(say(s, 'petya', idOf('more'))).toEqual(done({ seq: 2 }))
  expect(mute('petya', { muted: true })).toEqual(refused('core.forbidden'))
})

describe('[MESSAGES-5] reactions', () => {
  const react = (s: School, emoji: string, on: boolean, messageId = hello) =>
    s.as('anna').send(reactToMessage, { chatId: class7b, messageId, emoji, on })

  test('are on or off, whatever came before', () => {
    const s = school()
    say(s)
    for (const on of [true, true, false, false, true]) {
      react(s, '👍', on)
      expect(s.chat('class7b').reactions.size).toBe(on ? 1 : 0)
    }
  })

  test.each([...reactionEmoji])('%s is one of them', (emoji) => {
    const s = school()
    say(s)
    expect(react(s, emoji, true)).toEqual(done(undefined))
  })

  test('nothing else is, and only texts take them', () => {
    const s = school()
    say(s)
    for (const emoji of ['🖕', 'x', '', '👍👍']) expect(react(s, emoji, true)).toEqual(refused('core.badInput'))
    s.as('petya').run(deleteMessage, { chatId: class7b, messageId: hello })
    expect(react(s, '👍', true)).toEqual(refused('messages.deleted'))
    expect(react(s, '👍', true, idOf('nothing'))).toEqual(refused('messages.notFound'))
  })
})

describe('[MESSAGES-6] editing', () => {
  const edit = (s: School, by: Name, text = 'Иначе') =>
    s.as(by).run(editMessage, { chatId: class7b, messageId: hello, text })

  test('keeps author, time, place and reply, and marks it', () => {
    const s = school()
    say(s, 'anna', idOf('first'))
    s.as('petya').run(sendMessage, { chatId: class7b, text: 'Да', replyTo: [idOf('first'), 1] }, hello)
    const sentMs = s.memory.nowMs
    s.memory.nowMs += 60_000
    expect(edit(s, 'petya')).toEqual(done(undefined))
    const extra = { re: [idOf('first'), 1], ed: sentMs + 60_000 }
    expect(s.chat('class7b').log[1]).toEqual([hello, idOf('petya'), sentMs, 'text', 'Иначе', extra])
  })

  test('is the author’s, for exactly 24 hours', () => {
    const s = school()
    say(s)
    expect(edit(s, 'olga')).toEqual(refused('messages.notYours'))
    s.memory.nowMs += changeableMs
    expect(edit(s, 'petya')).toEqual(done(undefined))
    s.memory.nowMs += 1
    expect(edit(s, 'petya')).toEqual(refused('messages.tooLate'))
  })

  test('does not bring back what was deleted', () => {
    const s = school()
    say(s)
    s.as('olga').run(deleteMessage, { chatId: class7b, messageId: hello })
    expect(edit(s, 'petya')).toEqual(refused('messages.deleted'))
    expect(s.texts('class7b')).toEqual([''])
  })
})

describe('[MESSAGES-7] deleting for all', () => {
  const erase = (s: School, by: Name) => s.as(by).run(deleteMessage, { chatId: class7b, messageId: hello })

  test.each([
    ['petya', 'author', 'its author'],
    ['olga', 'admin', 'an admin, and the line no longer says whose it was'],
  ] as const)('by %s leaves a line by the %s: %s', (by, line, _who) => {
    const s = school()
    say(s)
    s.as('anna').run(reactToMessage, { chatId: class7b, messageId: hello, emoji: '😢', on: true })
    expect(erase(s, by)).toEqual(done(undefined))
    expect(s.chat('class7b').log).toEqual([['', '', s.memory.nowMs, 'deleted', line]])
    expect(s.chat('class7b').reactions.size).toBe(0)
    expect(s.snapshot()).not.toContain('Привет')
  })

  test('the author within 24 hours, an admin any time, nobody else', () => {
    const s = school()
    say(s)
    expect(erase(s, 'anna')).toEqual(refused('messages.notYours'))
    s.memory.nowMs += changeableMs + 1
    expect(erase(s, 'petya')).toEqual(refused('messages.tooLate'))
    expect(erase(s, 'olga')).toEqual(done(undefined))
  })

  test('twice is once', () => {
    const s = school()
    say(s)
    erase(s, 'petya')
    const before = s.snapshot()
    expect(erase(s, 'olga')).toEqual(done(undefined))
    expect(s.snapshot()).toBe(before)
  })
})

describe('[MESSAGES-8] a reply names a message of the same chat', () => {
  test.each([
    ['as it is', hello, 1, 'yes'],
    ['at another place', hello, 2, 'messages.notFound'],
    ['of another chat', idOf('elsewhere'), 1, 'messages.notFound'],
    ['that is none', idOf('nothing'), 1, 'messages.notFound'],
  ])('%s', (_, id, seq, expected) => {
    const s = school()
    say(s)
    s.as('viktor').run(sendMessage, { chatId: chatId('class7a'), text: 'Там' }, idOf('elsewhere'))
    const answer = s.as('anna').run(sendMessage, { chatId: class7b, text: 'Да', replyTo: [id, seq] })
    expect(answer.allowed ? 'yes' : answer.code).toBe(expected)
  })

  test('also when it was deleted while the reply was on its way', () => {
    const s = school()
    say(s)
    s.as('petya').run(deleteMessage, { chatId: class7b, messageId: hello })
    expect(s.as('anna').run(sendMessage, { chatId: class7b, text: 'Да', replyTo: [hello, 1] })).toEqual(
      done({ seq: 2 }),
    )
  })
})
