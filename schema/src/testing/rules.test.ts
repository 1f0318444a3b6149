import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChatFacts, type ChatPermissions, chatKinds, type Member } from '../chats/facts.ts'
import type { Facts } from '../core/command.ts'
import { commands } from '../core/commands.ts'
import { refusalStatus } from '../core/refusal.ts'
import { type PersonFacts, roles, type SchoolPolicy } from '../journal/person-facts.ts'
import { type MessageFacts, messageKinds } from '../messages/document.ts'
import { anyTry } from './any-command.ts'
import { idOf, names } from './people.ts'

const id = fc.constantFrom(...names.map(idOf))
const school = fc.constantFrom('s1', 's2', 's3')
const classes = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }).map((it) => new Set(it))
const family = fc
  .dictionary(id, fc.constantFrom('full' as const, 'noContact' as const, 'none' as const), { maxKeys: 3 })
  .map((it) => new Map(Object.entries(it)))

const person: fc.Arbitrary<PersonFacts> = fc.record({
  id,
  active: fc.boolean(),
  roles: fc.array(fc.record({ schoolId: school, role: fc.constantFrom(...roles) }), { maxLength: 3 }),
  pupilOf: classes,
  teaches: classes,
  classTeacherOf: classes,
  children: family,
  childrenClasses: classes,
  guardians: family,
  blocked: fc.uniqueArray(id, { maxLength: 3 }).map((it) => new Set(it)),
})

const audience = fc.constantFrom('all' as const, 'admins' as const)
const role = fc.constantFrom('member' as const, 'admin' as const)
const member: fc.Arbitrary<Member> = fc
  .tuple(role, fc.boolean(), fc.boolean(), fc.option(role))
  .map(([role, muted, byRoster, rosterRole]) => ({ role, muted, byRoster, ...(rosterRole && { rosterRole }) }))
const permissions: fc.Arbitrary<ChatPermissions> = fc.record({
  editInfo: audience,
  invite: audience,
  pin: audience,
  write: audience,
  call: audience,
  mentionAll: audience,
})
const chat: fc.Arbitrary<ChatFacts> = fc
  .record({
    kind: fc.constantFrom(...chatKinds),
    schoolId: fc.option(school),
    permissions,
    members: fc.dictionary(id, member, { maxKeys: 6 }).map((it) => new Map(Object.entries(it))),
    seq: fc.nat(100),
    pinned: fc.array(id, { maxLength: 3 }),
    closed: fc.boolean(),
  })
  .map(({ closed, ...it }) => ({ id: 'chat', ...it, ...(closed && { closed }) }))
const message: fc.Arbitrary<MessageFacts> = fc.record({
  id,
  seq: fc.nat(100),
  author: id,
  atMs: fc.nat(),
  kind: fc.constantFrom(...messageKinds),
})
const policy: fc.Arbitrary<SchoolPolicy> = fc.record({
  pupilToPupil: fc.constantFrom('class' as const, 'school' as const, 'off' as const),
  staffToPupil: fc.constantFrom('open' as const, 'guardianSees' as const, 'off' as const),
  groupsByPupils: fc.boolean(),
  groupsByGuardians: fc.boolean(),
})

/** Facts that need not fit together: a roster in the middle of a change, a damaged row. */
const facts: fc.Arbitrary<Facts> = fc
  .record({
    nowMs: fc.nat(),
    actor: person,
    policy: fc.option(policy),
    chat: fc.option(chat),
    message: fc.option(message),
    people: fc.array(person, { maxLength: 8 }),
  })
  .map(({ nowMs, actor, policy, chat, message, people }) => ({
    nowMs,
    actor,
    school: () => policy ?? undefined,
    chat: () => chat ?? undefined,
    message: () => message ?? undefined,
    person: (id) => people.find((each) => each.id === id),
  }))

describe('[CORE-12] rules and any facts', () => {
  test('give yes or a known refusal, and never fail', () => {
    fc.assert(
      fc.property(facts, anyTry, (known, { name, args }) => {
        const decision = commands.get(name)?.rule(known, args)
        if (decision?.allowed) return
        expect(Object.keys(refusalStatus)).toContain(decision?.code)
      }),
      { numRuns: 3000 },
    )
  })

  test('[CORE-10] tell an outsider nothing about a chat: the answer is that of no chat', () => {
    const asksMore = new Set(['chats.createGroup', 'chats.openDirect', 'contacts.block'])
    fc.assert(
      fc.property(facts, anyTry, (known, { name, args }) => {
        if (asksMore.has(name) || known.chat('')?.members.has(known.actor.id)) return
        const command = commands.get(name)
        const nowhere = command?.rule({ ...known, chat: () => undefined, message: () => undefined }, args)
        expect(command?.rule(known, args)).toEqual(nowhere)
      }),
      { numRuns: 2000 },
    )
  })
})
