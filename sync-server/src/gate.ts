/** Asks schema's rules and lets what they allow write into the draft. */
import type { ChatFacts } from '@zvonok/schema/chats/facts'
import { mayBeAlone } from '@zvonok/schema/chats/people-rules'
import { allCommands } from '@zvonok/schema/core/all-commands'
import type { Command, Facts, Tx } from '@zvonok/schema/core/command'
import { CommandId, directChatId, type PersonId } from '@zvonok/schema/core/ids'
import { type Decision, no, type RefusalCode, Refused } from '@zvonok/schema/core/refusal'
import type { PersonFacts } from '@zvonok/schema/journal/person-facts'
import * as v from 'valibot'
import { type ChatState, chatFacts, directPeer } from './chats.ts'
import type { Draft } from './draft.ts'
import { answerFacts } from './lessons.ts'
import { contactOf } from './person-rows.ts'
import type { World } from './world.ts'

export interface CommandCall {
  readonly personId: PersonId
  readonly id: CommandId
  readonly version: number
  readonly name: string
  readonly args: unknown
}

export type Outcome = { readonly result: unknown } | { readonly code: RefusalCode }

type GateWorld = Pick<World, 'chats' | 'people' | 'store' | 'clock'>

/** Name, version and arguments. @throws {Refused} */
export function checkedCall({ name, version, id, args }: CommandCall): { command: Command; args: unknown } {
  if (!v.is(CommandId, id)) throw new Refused('core.badInput')
  const command = allCommands.get(name)
  if (!command) throw new Refused('core.unknownCommand')
  if (version < command.version) throw new Refused('core.updateFirst')
  if (version > command.version) throw new Refused('core.unavailable')
  const parsed = v.safeParse(command.args, args)
  if (!parsed.success) throw new Refused('core.badInput')
  return { command, args: parsed.output }
}

/** Does one command inside a draft. Between the rule and the write nothing else happens. @throws {Refused} with the draft untouched. */
export async function doCommand(world: GateWorld, draft: Draft, call: CommandCall): Promise<unknown> {
  const { command, args } = checkedCall(call)
  await load(world, draft, command, args, call.personId)
  const actor = world.people.get(call.personId)
  if (!actor?.active) throw new Refused('core.forbidden')
  const { plan } = command.needs(args, actor.id)
  const about = plan === undefined ? undefined : await answerFacts(world, actor.id, plan)
  const facts = { ...factsFor(world, draft, actor), ...(about && { plan: about }) }
  const decision = command.rule(facts, args)
  if (!decision.allowed) throw new Refused(decision.code)
  return command.write(txFor(draft, call), args, facts) ?? null
}

/** Brings chats into memory. @returns the actor, and those whom rules ask about because of them */
export async function loadChats({ chats }: GateWorld, ids: readonly string[], actor: PersonId): Promise<Set<PersonId>> {
  await chats.load(ids)
  const asked = new Set<PersonId>([actor])
  for (const id of ids) {
    const chat = chats.get(id)
    const peer = chat && directPeer(chat, actor)
    if (peer) asked.add(peer)
    if (chat && !chat.contact) addMembers(asked, chat)
  }
  return asked
}

/** What rules ask about a chat; it was loaded by {@link loadChats}. */
export function factsOfChat({ chats, people }: GateWorld, id: string, actor: PersonId): ChatFacts | undefined {
  const chat = chats.get(id)
  return chat && chatFacts(chat, contactIn(people, chat, actor))
}

async function load(world: GateWorld, draft: Draft, command: Command, args: unknown, actor: PersonId): Promise<void> {
  const { chats, people } = world
  const needs = command.needs(args, actor)
  const chatIds = [...(needs.chats ?? []), ...(needs.membersOf ?? [])]
  // What is about one person may be about the direct chat with him.
  const [about, ...more] = needs.people ?? []
  if (about && more.length === 0) chatIds.push(directChatId(actor, about))
  const asked = await loadChats(world, chatIds, actor)
  for (const id of needs.people ?? []) asked.add(id)
  for (const id of needs.membersOf ?? []) addMembers(asked, chats.get(id))
  await people.load(asked)
  await draft.loadMessages((needs.messages ?? []).map(([, id]) => id))
  for (const [chatId] of needs.messages ?? []) await draft.loadChildren(chatId)
}

function factsFor(world: GateWorld, draft: Draft, actor: PersonFacts): Facts {
  const { chats, people } = world
  return {
    nowMs: draft.nowMs,
    actor,
    school: people.policy,
    chat: (id) => factsOfChat(world, id, actor.id),
    message: (chatId, id) => {
      const row = draft.message(chatId, id)
      return row && row.seq >= (chats.get(chatId)?.members.get(actor.id)?.fromSeq ?? 1) ? row : undefined
    },
    person: (id) => people.get(id),
  }
}

/** Rules ask about the members of groups and calls only; a whole school reads its announcements. */
function addMembers(asked: Set<PersonId>, chat: ChatState | undefined): void {
  if (chat && isGathered(chat)) for (const id of chat.members.keys()) asked.add(id)
}

/** CHATS-6, CHATS-7. Whether people like these may write to each other now; those who are asked about were loaded. */
export function contactIn(people: GateWorld['people'], chat: ChatState, actor: PersonId): Decision | undefined {
  if (chat.kind === 'direct') {
    const peer = directPeer(chat, actor)
    if (!peer || !chat.members.has(actor)) return undefined
    return people.get(peer) ? contactOf(people, actor, peer) : no('contacts.notAllowed')
  }
  if (isGathered(chat)) chat.contact ??= mayBeAlone(membersIn(people, chat), people.policy)
  return chat.contact
}

/** By people, or by a call: not by the roster. */
const isGathered = ({ kind }: ChatState): boolean => kind === 'group' || kind === 'call'

const membersIn = (people: GateWorld['people'], chat: ChatState): PersonFacts[] =>
  [...chat.members.keys()].map((id) => people.get(id)).filter((facts) => facts !== undefined)

function txFor(draft: Draft, { id, personId }: CommandCall): Tx {
  return {
    id,
    actor: personId,
    nowMs: draft.nowMs,
    appendMessage: (chatId, message) =>
      draft.appendMessage(chatId, { ...message, author: personId, atMs: draft.nowMs }),
    editMessage: (chatId, messageId, body) => draft.editMessage(chatId, messageId, body),
    eraseMessage: (chatId, messageId, moderated = false) => draft.eraseMessage(chatId, messageId, moderated),
    setReaction: (chatId, messageId, emoji, on) =>
      draft.setReaction(chatId, messageId, { command: id, person: personId, emoji, on }),
    createChat: (chat) => draft.createChat(chat),
    setChat: (chatId, change) => draft.setChat(chatId, change),
    setMember: (chatId, person, change) => draft.setMember(chatId, person, change),
    removeMember: (chatId, person, by) => draft.removeMember(chatId, person, by),
    setBlock: (person, on) => draft.setBlock(personId, person, on),
    setAnswer: (lessonId, taskId, text) => draft.setAnswer({ lessonId, taskId, text, person: personId }),
  }
}
