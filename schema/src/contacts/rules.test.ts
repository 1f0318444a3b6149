import { describe, expect, test } from 'vitest'
import { openDirect } from '../chats/commands.ts'
import { sendMessage } from '../messages/commands.ts'
import { idOf, type Name } from '../testing/people.ts'
import { directId, done, refused, school } from '../testing/school.ts'
import { blockPerson } from './commands.ts'
import { mayBlock, mayContact, mayTalk } from './rules.ts'

const contact = (from: Name, to: Name, s = school()) => mayContact(s.person(from), s.person(to), s.memory.school)

describe('[CONTACTS-1] the school decides which pupils a pupil writes to', () => {
  test.each([
    ['class', 'petya', 'anna', true],
    ['class', 'petya', 'artyom', false],
    ['school', 'petya', 'anna', true],
    ['school', 'petya', 'artyom', true],
    ['school', 'petya', 'dima', false],
    ['off', 'petya', 'anna', false],
    ['off', 'petya', 'artyom', false],
  ] as const)('%s: %s → %s is %s', (pupilToPupil, from, to, allowed) => {
    expect(contact(from, to, school({ pupilToPupil })).allowed).toBe(allowed)
  })

  test('a school that is not known allows nothing', () => {
    const s = school()
    expect(mayContact(s.person('petya'), s.person('anna'), () => undefined).allowed).toBe(false)
  })
})

describe('[CONTACTS-5] [JOURNAL-3] who left the roster is out', () => {
  test.each([
    ['mallory', 'petya'],
    ['petya', 'mallory'],
    ['mallory', 'olga'],
    ['head', 'mallory'],
  ] as const)('%s → %s', (from, to) => {
    expect(contact(from, to)).toEqual(refused('contacts.notAllowed'))
  })

  test('and does nothing at all', () => {
    const s = school()
    const before = s.snapshot()
    expect(s.as('mallory').run(openDirect, { personId: idOf('petya') })).toEqual(refused('core.forbidden'))
    expect(s.snapshot()).toBe(before)
  })
})

describe('[CONTACTS-6] blocking', () => {
  test.each([
    ['petya', 'anna', 'a classmate', true],
    ['petya', 'head', 'the head', true],
    ['petya', 'olga', 'the class teacher', false],
    ['petya', 'viktor', 'a teacher of the class', false],
    ['petya', 'marina', 'a teacher of another class', true],
    ['irina', 'olga', "the child's class teacher", false],
    ['irina', 'svetlana', 'a guardian of the class', true],
    ['kira', 'olga', "the child's class teacher, by a teacher of another school", false],
    ['olga', 'petya', 'an own pupil', true],
    ['petya', 'petya', 'oneself', false],
  ] as const)('%s blocks %s, %s: %s', (actor, other, _, allowed) => {
    const s = school()
    expect(mayBlock(s.person(actor), s.person(other)).allowed).toBe(allowed)
    const answer = s.as(actor).run(blockPerson, { personId: idOf(other), on: true })
    expect(answer).toEqual(allowed ? done(undefined) : refused('contacts.cannotBlock'))
  })

  test('stops the blocked one, not the other way round', () => {
    const s = school()
    s.as('petya').run(openDirect, { personId: idOf('anna') })
    s.as('petya').run(blockPerson, { personId: idOf('anna'), on: true })
    const chatId = directId('petya', 'anna')
    expect(contact('anna', 'petya', s)).toEqual(refused('contacts.blocked'))
    expect(s.as('anna').run(sendMessage, { chatId, text: 'Привет' })).toEqual(refused('contacts.blocked'))
    expect(s.as('petya').run(sendMessage, { chatId, text: 'Привет' })).toEqual(done({ seq: 1 }))
  })

  test('does not stop who has become the class teacher since', () => {
    const s = school()
    s.memory.blocked.set(idOf('petya'), new Set([idOf('olga')]))
    expect(contact('olga', 'petya', s).allowed).toBe(true)
  })

  test('sets a state: twice is once, and it can be undone, also for a teacher', () => {
    const s = school()
    const block = (on: boolean) => s.as('petya').run(blockPerson, { personId: idOf('anna'), on })
    block(true)
    const once = s.snapshot()
    block(true)
    expect(s.snapshot()).toBe(once)
    block(false)
    expect(contact('anna', 'petya', s).allowed).toBe(true)
    expect(s.as('petya').run(blockPerson, { personId: idOf('olga'), on: false })).toEqual(done(undefined))
  })
})

describe('[CONTACTS-7] whoever may write to me gets my answer', () => {
  test('a teacher answers the head of another school, who wrote first', () => {
    const s = school()
    expect(s.as('olga').run(openDirect, { personId: idOf('head2') })).toEqual(refused('contacts.notAllowed'))
    expect(s.as('head2').run(openDirect, { personId: idOf('olga') }).allowed).toBe(true)
    expect(s.as('olga').run(sendMessage, { chatId: directId('olga', 'head2'), text: 'Да' })).toEqual(done({ seq: 1 }))
  })

  test('and the chat can be opened again, by the one who could not begin', () => {
    const s = school()
    s.as('head2').run(openDirect, { personId: idOf('olga') })
    expect(s.as('olga').run(openDirect, { personId: idOf('head2') })).toEqual(
      done({ chatId: directId('olga', 'head2') }),
    )
  })

  test('but not the one who was blocked', () => {
    const s = school()
    s.memory.blocked.set(idOf('head2'), new Set([idOf('olga')]))
    expect(mayTalk(s.person('olga'), s.person('head2'), s.memory.school)).toEqual(refused('contacts.blocked'))
  })
})
