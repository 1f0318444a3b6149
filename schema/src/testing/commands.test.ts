import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGroup, openDirect } from '../chats/commands.ts'
import { rosterKinds } from '../chats/facts.ts'
import { related } from '../contacts/rules.ts'
import type { Command, Facts, Needs } from '../core/command.ts'
import { commands } from '../core/commands.ts'
import { must } from '../core/must.ts'
import { isPupil, isStaff, isStaffFor } from '../journal/person-facts.ts'
import { sendMessage } from '../messages/commands.ts'
import { newGroup } from './actions.ts'
import { anyTry, argsIn, argsOf, commandNames, type Try } from './any-command.ts'
import type { ChatMemory } from './memory.ts'
import { idOf } from './people.ts'
import { chatId, done, refused, type School, school } from './school.ts'

const command = (name: string): Command => must(commands.get(name), name)
const run = (s: School, it: Try) => s.as(it.actor).send(command(it.name), argsIn(s.memory, it), it.id)
const history = fc.array(anyTry, { maxLength: 80 })

test('[CORE-3] every command is tried here', () => {
  expect(commandNames.toSorted()).toEqual([...commands.keys()].toSorted())
})

describe('any history of any people', () => {
  test('[CORE-4] what is refused writes nothing', () => {
    fc.assert(
      fc.property(history, (tries) => {
        const s = school()
        for (const it of tries) {
          const before = s.snapshot()
          if (!run(s, it).allowed) expect(s.snapshot()).toBe(before)
        }
      }),
    )
  })

  test('[CORE-1] [MESSAGES-1] played again as a whole, it gives the same answers and changes nothing', () => {
    fc.assert(
      fc.property(history, (tries) => {
        const s = school()
        const answered = tries.map((it) => {
          const args = argsIn(s.memory, it)
          return { ...it, args, aim: undefined, answer: run(s, it) }
        })
        const before = s.snapshot()
        for (const it of answered) if (it.answer.allowed) expect(run(s, it)).toEqual(it.answer)
        expect(s.snapshot()).toBe(before)
      }),
    )
  })

  test('[MESSAGES-2] nobody changes a chat without being in it', () => {
    const onlyOwn = new Set(['chats.createGroup', 'chats.openDirect', 'chats.comeBack'])
    fc.assert(
      fc.property(history, (tries) => {
        const s = school()
        for (const it of tries) {
          const outside = [...s.memory.chats].filter(([, { members }]) => !members.has(idOf(it.actor)))
          const before = JSON.stringify(outside.map(([, { log, title, pinned }]) => [log, title, pinned]))
          run(s, it)
          if (onlyOwn.has(it.name)) continue
          expect(JSON.stringify(outside.map(([, { log, title, pinned }]) => [log, title, pinned]))).toBe(before)
        }
      }),
    )
  })

  test('[CORE-5] whatever is written is written by who sent it', () => {
    fc.assert(
      fc.property(history, (tries) => {
        const s = school()
        for (const it of tries) {
          const lengths = new Map([...s.memory.chats].map(([id, { log }]) => [id, log.length]))
          run(s, it)
          for (const [id, { log }] of s.memory.chats)
            for (const entry of log.slice(lengths.get(id) ?? 0))
              expect(entry === 0 ? '' : entry[1]).toBe(idOf(it.actor))
        }
      }),
    )
  })

  test('[CHATS-12] [CHATS-15] [CHATS-5] [CHATS-14] never ends in a chat that may not be', () => {
    fc.assert(
      fc.property(history, (tries) => {
        const s = school()
        for (const it of tries) run(s, it)
        for (const chat of s.memory.chats.values()) mayBe(s, chat)
      }),
      { numRuns: 300 },
    )
  })

  test('[CORE-11] every command names beforehand what its rule asks for', () => {
    fc.assert(
      fc.property(history, anyTry, (tries, last) => {
        const s = school()
        for (const it of tries) run(s, it)
        const { needs, rule } = command(last.name)
        const args = argsIn(s.memory, last)
        const named = needs(args, idOf(last.actor))
        rule(watched(s.memory.facts(idOf(last.actor), named), named), args)
      }),
    )
  })
})

function mayBe(s: School, chat: ChatMemory): void {
  const admins = [...chat.members].filter(([, { role }]) => role === 'admin').map(([id]) => id)
  const people = [...chat.members.keys()].map((id) => must(s.memory.people().get(id), id))
  if (chat.kind === 'direct') expect(people).toHaveLength(2)
  if (chat.kind === 'group' && people.length > 0) expect(admins.length).toBeGreaterThan(0)
  if (rosterKinds.has(chat.kind))
    for (const member of chat.members.values()) if (member.rosterRole === 'admin') expect(member.role).toBe('admin')
  if (chat.kind === 'announcements')
    for (const entry of chat.log)
      if (entry !== 0 && entry[3] === 'text') expect([idOf('head'), idOf('schoolAdmin')]).toContain(entry[1])
  if (chat.kind !== 'group') return
  const staff = people.filter((person) => isStaff(person) && admins.includes(person.id))
  for (const pupil of people.filter(isPupil))
    for (const adult of people.filter((person) => !isPupil(person))) {
      if (related(pupil, adult, s.memory.school) || related(adult, pupil, s.memory.school)) continue
      expect(pupil.guardians.get(adult.id)).toBeUndefined()
      expect(staff.some((admin) => isStaffFor(admin, pupil))).toBe(true)
    }
}

/** Facts that fail when they are asked for what was not named. Whom a chat's members are is known with `membersOf`. */
function watched(facts: Facts, needs: Needs): Facts {
  const members = (needs.membersOf ?? []).flatMap((id) => [...(facts.chat(id)?.members.keys() ?? [])])
  const people = new Set([facts.actor.id, ...(needs.people ?? []), ...members])
  return {
    ...facts,
    chat: (id) => {
      expect(needs.chats).toContain(id)
      return facts.chat(id)
    },
    person: (id) => {
      expect(people).toContain(id)
      return facts.person(id)
    },
    message: (chat, id) => {
      expect(needs.messages).toContainEqual([chat, id])
      return facts.message(chat, id)
    },
  }
}

describe('[CORE-3] arguments of another shape are refused', () => {
  const broken = fc.constantFrom(...commandNames).chain((name) =>
    fc.record({
      name: fc.constant(name),
      args: fc.oneof(
        fc.anything(),
        argsOf(name).map((it) => ({ ...it, extra: 1 })),
        argsOf(name).map((it) => ({ ...it, author: idOf('olga') })),
        argsOf(name).map((it) => ({ ...it, atMs: 0 })),
        fc.tuple(argsOf(name), fc.nat(), fc.anything()).map(([it, at, value]) => {
          const keys = Object.keys(it)
          return { ...it, [keys[at % keys.length] ?? 'x']: { value } }
        }),
      ),
    }),
  )

  test('whatever is sent', () => {
    const s = school()
    const before = s.snapshot()
    fc.assert(
      fc.property(broken, ({ name, args }) => {
        expect(s.as('olga').send(command(name), args)).toEqual(refused('core.badInput'))
        expect(s.snapshot()).toBe(before)
      }),
    )
  })
})

describe('[CORE-2] ids that are taken', () => {
  const text = 'Моё'

  test('a message cannot take the place of another person’s, a group not that of a chat', () => {
    const s = school()
    const taken = idOf('taken')
    s.as('petya').run(sendMessage, { chatId: chatId('class7b'), text }, taken)
    const group = newGroup(s, 'olga', ['petya'])
    const before = s.snapshot()
    for (const id of [taken, group, chatId('class7b')]) {
      expect(s.as('anna').run(sendMessage, { chatId: chatId('class7b'), text }, id)).toEqual(refused('core.badInput'))
      const squat = s.as('anna').run(createGroup, { title: text, people: [], permissions: {} }, id)
      expect(squat).toEqual(refused('core.badInput'))
    }
    expect(s.snapshot()).toBe(before)
  })

  test('nobody makes a group where two others will have their direct chat', () => {
    const s = school()
    const opened = school()
      .as('petya')
      .run(openDirect, { personId: idOf('anna') })
    const direct = opened.allowed ? opened.result.chatId : ''
    const squat = s.as('ilya').run(createGroup, { title: text, people: [], permissions: {} }, direct)
    expect(squat).toEqual(refused('core.badInput'))
    expect(s.as('petya').run(openDirect, { personId: idOf('anna') })).toEqual(done({ chatId: direct }))
  })
})
