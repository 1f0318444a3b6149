/**
 * The school of the tests: a school of 7 Б with everybody who matters, its chats of the roster, a second school, and `as(name).run(…)`, which
 * does a command as the server would. See `people.ts` for who is who.
 */
import { type ChatKind, defaultPermissions, type Member, type MemberRole } from '../chats/facts.ts'
import type { Command } from '../core/command.ts'
import { type ChatId, directChatId, newId, type PersonId } from '../core/ids.ts'
import { must } from '../core/must.ts'
import type { RefusalCode } from '../core/refusal.ts'
import type { PersonFacts, SchoolPolicy } from '../journal/person-facts.ts'
import { type Answer, type ChatMemory, Memory } from './memory.ts'
import { idOf, type Name, school1, school2 } from './people.ts'

const admin = { role: 'admin' } as const
const member = { role: 'member' } as const

const rosterChats = {
  class7b: { kind: 'class', people: { olga: admin, viktor: member, petya: member, anna: member, ilya: member } },
  class7a: { kind: 'class', people: { viktor: member, artyom: member } },
  parents7b: { kind: 'parents', people: { olga: admin, irina: member, svetlana: member, kira: member } },
  teachers: {
    kind: 'teachers',
    people: { head: admin, schoolAdmin: admin, olga: member, viktor: member, marina: member },
  },
  announcements: {
    kind: 'announcements',
    people: {
      head: admin,
      schoolAdmin: admin,
      psychologist: member,
      olga: member,
      viktor: member,
      marina: member,
      petya: member,
      anna: member,
      ilya: member,
      artyom: member,
      irina: member,
      pavel: member,
      svetlana: member,
      tamara: member,
      kira: member,
    },
  },
} as const satisfies Record<string, { kind: ChatKind; people: Partial<Record<Name, { role: MemberRole }>> }>

export type RosterChat = keyof typeof rosterChats

export interface School {
  readonly memory: Memory
  as(name: Name): {
    run<Args, Result>(command: Command<Args, Result>, args: Args, id?: string): Answer<Result>
    /** The same for arguments of any shape. */
    send(command: Command, args: unknown, id?: string): Answer
  }
  person(name: Name): PersonFacts
  chat(chat: RosterChat | ChatId): ChatMemory
  /** Texts of the log in their order; empty for what is deleted. */
  texts(chat: RosterChat | ChatId): string[]
  /** Everything that can be seen, for «nothing changed». */
  snapshot(): string
}

/** A school at its first lesson, policies as in a fresh one except for `policy`. */
export function school(policy: Partial<SchoolPolicy> = {}): School {
  const memory = new Memory()
  for (const id of [school1, school2]) memory.policies.set(id, { ...must(memory.school(id), id), ...policy })
  for (const [name, { kind, people }] of Object.entries(rosterChats)) addRosterChat(memory, name, kind, people)
  const chat = (id: RosterChat | ChatId) => must(memory.chats.get(id in rosterChats ? idOf(id) : id), `chat ${id}`)
  return {
    memory,
    as: (name) => ({
      run: (command, args, id = newId()) => memory.run(idOf(name), command, args, id),
      send: (command, args, id = newId()) => memory.run(idOf(name), command, args, id),
    }),
    person: (name) => must(memory.people().get(idOf(name)), name),
    chat,
    texts: (id) => chat(id).log.map((entry) => (entry === 0 || entry[3] === 'deleted' ? '' : entry[4])),
    snapshot: () => JSON.stringify([memory.chats, memory.blocked], plain),
  }
}

function addRosterChat(
  memory: Memory,
  name: string,
  kind: ChatKind,
  people: Readonly<Record<string, { role: MemberRole }>>,
): void {
  const members = Object.entries(people).map(([person, { role }]): [PersonId, Member] => [
    idOf(person),
    { role, muted: false, byRoster: true, rosterRole: role },
  ])
  const empty = { pinned: [], former: new Map(), log: [], reactions: new Set<string>() }
  const permissions = defaultPermissions(kind)
  memory.chats.set(idOf(name), {
    kind,
    schoolId: school1,
    title: name,
    permissions,
    members: new Map(members),
    ...empty,
  })
}

const plain = (_: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

export const refused = (code: RefusalCode): Answer<never> => ({ allowed: false, code })
export const done = <Result>(result: Result): Answer<Result> => ({ allowed: true, result })

/** Ids of the chats of the roster, and of direct chats by the names of the two. */
export const chatId = (name: RosterChat): ChatId => idOf(name)
export const directId = (a: Name, b: Name): ChatId => directChatId(idOf(a), idOf(b))
