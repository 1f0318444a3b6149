import fc from 'fast-check'
import { permissionNames } from '../chats/facts.ts'
import { reactionEmoji } from '../messages/commands.ts'
import type { Memory } from './memory.ts'
import { idOf, type Name, names } from './people.ts'
import { chatId, directId, type RosterChat } from './school.ts'

/** One try of somebody: any command with arguments of the right shape. */
export interface Try {
  readonly actor: Name
  readonly name: string
  readonly args: object
  readonly id: string
  /** Picks what is really there: the how-manieth of the actor's chats, its messages and members. Undefined: the arguments as they are. */
  readonly aim?: readonly [chat: number, message: number, person: number] | undefined
}

/** The arguments of a try in that school, aimed at something that exists if the try has an aim. */
export function argsIn(memory: Memory, { actor, args, aim }: Try): object {
  const mine = [...memory.chats].filter(([, { members }]) => members.has(idOf(actor)))
  const [chatId, chat] = mine[(aim?.[0] ?? 0) % Math.max(mine.length, 1)] ?? []
  if (!aim || !chatId || !chat) return args
  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(list.length, 1)]
  const found: Record<string, unknown> = { chatId, personId: pick([...chat.members.keys()], aim[2]) }
  const message = pick(
    [...memory.messages.values()].filter((each) => each.chatId === chatId),
    aim[1],
  )?.facts
  if (message) Object.assign(found, { messageId: message.id, replyTo: [message.id, message.seq] })
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, found[key] ?? value]))
}

const rosterChats: RosterChat[] = ['class7b', 'class7a', 'parents7b', 'teachers', 'announcements']
/** Ids are drawn from a few, so that tries meet each other's chats and messages. */
const id = fc.nat(200).map((n) => idOf(`id${n}`))
const person = fc.constantFrom(...names.map(idOf), idOf('nobody'))
const people = fc.oneof(
  fc.subarray(['petya', 'anna', 'irina', 'pavel', 'olga', 'viktor', 'head'].map(idOf), { maxLength: 5, minLength: 1 }),
  fc.uniqueArray(person, { maxLength: 5 }),
)
const directs = [directId('petya', 'anna'), directId('petya', 'olga'), directId('olga', 'lebedeva')]
const chat = fc.oneof(fc.constantFrom(...rosterChats.map(chatId), ...directs), id)
const text = fc.constantFrom('Привет', 'Завтра контрольная', 'Да')
const permissions = fc
  .dictionary(fc.constantFrom(...permissionNames), fc.constantFrom('all', 'admins'))
  .map((it) => ({ ...it }))

const args: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'messages.send': fc.oneof(
    { weight: 4, arbitrary: fc.record({ chatId: chat, text }) },
    fc.record({ chatId: chat, text, replyTo: fc.tuple(id, fc.integer({ min: 1, max: 5 })) }),
  ),
  'messages.edit': fc.record({ chatId: chat, messageId: id, text }),
  'messages.delete': fc.record({ chatId: chat, messageId: id }),
  'messages.react': fc.record({
    chatId: chat,
    messageId: id,
    emoji: fc.constantFrom(...reactionEmoji),
    on: fc.boolean(),
  }),
  'chats.createGroup': fc.record({ title: text, people, permissions }),
  'chats.openDirect': fc.record({ personId: person }),
  'chats.rename': fc.record({ chatId: chat, title: text }),
  'chats.setPermissions': fc.record({ chatId: chat, permissions }),
  'chats.addMembers': fc.record({ chatId: chat, people }),
  'chats.exclude': fc.record({ chatId: chat, personId: person }),
  'chats.setMember': fc.record(
    { chatId: chat, personId: person, role: fc.constantFrom('member', 'admin'), muted: fc.boolean() },
    { requiredKeys: ['chatId', 'personId'] },
  ),
  'chats.leave': fc.record({ chatId: chat }),
  'chats.comeBack': fc.record({ chatId: chat }),
  'chats.pin': fc.record({ chatId: chat, messageId: id, on: fc.boolean() }),
  'contacts.block': fc.record({ personId: person, on: fc.boolean() }),
}

export const commandNames = Object.keys(args)

/** Arguments of that command, of the right shape. */
export const argsOf = (name: string): fc.Arbitrary<object> => args[name] ?? fc.constant({})

const often = ['messages.send', 'messages.send', 'messages.send', 'chats.createGroup', 'chats.setMember']
const main: Name[] = ['olga', 'viktor', 'petya', 'anna', 'irina', 'pavel', 'head', 'lebedeva']
const actor = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...main) }, fc.constantFrom(...names))
const aim = fc.option(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)), { nil: undefined, freq: 5 })
export const anyTry: fc.Arbitrary<Try> = fc
  .constantFrom(...commandNames, ...often)
  .chain((name) => fc.record({ actor, name: fc.constant(name), args: argsOf(name), id, aim }))
