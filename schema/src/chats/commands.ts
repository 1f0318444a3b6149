import * as v from 'valibot'
import { defineCommand, type Facts } from '../core/command.ts'
import { ChatId, directChatId, MessageId, PersonId } from '../core/ids.ts'
import { all, no, yes } from '../core/refusal.ts'
import { Title } from '../core/text.ts'
import { type ChatFacts, defaultPermissions, type MemberRole, rosterKinds } from './facts.ts'
import { keepsStaffAdmin, maxMembers, mayCreateGroup, mayGather, mayOpenDirect } from './people-rules.ts'
import {
  mayBringBack,
  mayByPermission,
  mayComeBack,
  mayExclude,
  mayLeave,
  maySetMember,
  maySetPermissions,
} from './rules.ts'

const Audience = v.picklist(['all', 'admins'])
const Choice = v.exactOptional(Audience)
const Permissions = v.strictObject({
  editInfo: Choice,
  invite: Choice,
  pin: Choice,
  write: Choice,
  call: Choice,
  mentionAll: Choice,
})
const People = v.pipe(v.array(PersonId), v.maxLength(maxMembers - 1))

/** CHATS-3..6. The chat's id is the command's id. */
export const createGroup = defineCommand({
  name: 'chats.createGroup',
  args: v.strictObject({ title: Title, people: People, permissions: Permissions }),
  needs: ({ people }) => ({ people }),
  rule: (facts, { people }) =>
    all(mayCreateGroup(facts), mayGather(facts, others(people, facts), new Map([[facts.actor.id, { role: 'admin' }]]))),
  write: (tx, { title, people, permissions }, facts) => {
    tx.createChat({
      id: tx.id,
      kind: 'group',
      schoolId: facts.actor.roles[0]?.schoolId ?? null,
      title,
      permissions: { ...defaultPermissions('group'), ...permissions },
      members: new Map<PersonId, { role: MemberRole }>([
        [tx.actor, { role: 'admin' }],
        ...others(people, facts).map((id) => [id, { role: 'member' }] as const),
      ]),
    })
    tx.appendMessage(tx.id, { id: tx.id, kind: 'notice', body: 'created', extra: { title } })
    return { chatId: tx.id }
  },
})

/** CHATS-7. Opens the one direct chat of two people; the same again changes nothing. */
export const openDirect = defineCommand({
  name: 'chats.openDirect',
  args: v.strictObject({ personId: PersonId }),
  needs: ({ personId }, actor) => ({ people: [personId], chats: [directChatId(actor, personId)] }),
  rule: (facts, { personId }) => mayOpenDirect(facts, personId),
  write: (tx, { personId }, facts) => {
    const id = directChatId(tx.actor, personId)
    tx.createChat({
      id,
      kind: 'direct',
      schoolId: facts.actor.roles[0]?.schoolId ?? null,
      title: '',
      permissions: defaultPermissions('direct'),
      members: new Map([
        [tx.actor, { role: 'member' }],
        [personId, { role: 'member' }],
      ]),
    })
    return { chatId: id }
  },
})

/** CHATS-8. */
export const renameChat = defineCommand({
  name: 'chats.rename',
  args: v.strictObject({ chatId: ChatId, title: Title }),
  needs: inChat,
  rule: (facts, { chatId }) => {
    const chat = facts.chat(chatId)
    const may = mayByPermission(chat, facts.actor.id, 'editInfo')
    return may.allowed && chat ? onlyGroups(chat) : may
  },
  write: (tx, { chatId, title }) => {
    tx.setChat(chatId, { title })
    tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'renamed', extra: { title } })
  },
})

/** CHATS-9. */
export const setPermissions = defineCommand({
  name: 'chats.setPermissions',
  args: v.strictObject({ chatId: ChatId, permissions: Permissions }),
  needs: inChat,
  rule: (facts, { chatId, permissions }) => maySetPermissions(facts.chat(chatId), facts.actor.id, permissions),
  write: (tx, { chatId, permissions }) => tx.setChat(chatId, { permissions }),
})

/** CHATS-4, CHATS-8. */
export const addMembers = defineCommand({
  name: 'chats.addMembers',
  args: v.strictObject({ chatId: ChatId, people: v.pipe(People, v.minLength(1)) }),
  needs: ({ chatId, people }) => ({ chats: [chatId], people, membersOf: [chatId] }),
  rule: (facts, { chatId, people }) => {
    const chat = facts.chat(chatId)
    const may = mayByPermission(chat, facts.actor.id, 'invite')
    if (!may.allowed || !chat) return may
    const who = newcomers(chat, people)
    if (chat.members.size + who.length > maxMembers) return no('chats.tooManyMembers')
    return all(onlyGroups(chat), mayBringBack(chat, facts.actor.id, who), mayGather(facts, who, chat.members))
  },
  write: (tx, { chatId, people }, facts) => {
    const chat = facts.chat(chatId)
    const who = chat ? newcomers(chat, people) : []
    for (const id of who) tx.setMember(chatId, id, { role: 'member' })
    if (who.length > 0) tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'added', extra: { who } })
  },
})

/** CHATS-10, CHATS-14. */
export const excludeMember = defineCommand({
  name: 'chats.exclude',
  args: v.strictObject({ chatId: ChatId, personId: PersonId }),
  needs: withMembers,
  rule: (facts, { chatId, personId }) => {
    const chat = facts.chat(chatId)
    const may = mayExclude(chat, facts.actor.id, personId)
    return may.allowed && chat ? keepsStaffAdmin(facts, chat, personId) : may
  },
  write: (tx, { chatId, personId }) => {
    tx.removeMember(chatId, personId, 'admin')
    tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'excluded', extra: { who: [personId] } })
  },
})

/** CHATS-9, CHATS-12, CHATS-14, CHATS-15. An admin is never muted. */
export const setMember = defineCommand({
  name: 'chats.setMember',
  args: v.strictObject({
    chatId: ChatId,
    personId: PersonId,
    role: v.exactOptional(v.picklist(['member', 'admin'])),
    muted: v.exactOptional(v.boolean()),
  }),
  needs: withMembers,
  rule: (facts, { chatId, personId, ...change }) => {
    const chat = facts.chat(chatId)
    const may = maySetMember(chat, facts.actor.id, personId, change)
    return may.allowed && chat && change.role === 'member' ? keepsStaffAdmin(facts, chat, personId) : may
  },
  write: (tx, { chatId, personId, role, muted }) =>
    tx.setMember(chatId, personId, {
      ...(role && { role }),
      ...(role === 'admin' ? { muted: false } : muted !== undefined && { muted }),
    }),
})

/** CHATS-11, CHATS-14. Announcements go to a whole school: who leaves them does so quietly. */
export const leaveChat = defineCommand({
  name: 'chats.leave',
  args: v.strictObject({ chatId: ChatId }),
  needs: withMembers,
  rule: (facts, { chatId }) => {
    const chat = facts.chat(chatId)
    const may = mayLeave(chat, facts.actor.id)
    return may.allowed && chat && chat.members.size > 1 ? keepsStaffAdmin(facts, chat, facts.actor.id) : may
  },
  write: (tx, { chatId }, facts) => {
    if (isTold(facts.chat(chatId))) tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'left' })
    tx.removeMember(chatId, tx.actor, 'self')
  },
})

/** CHATS-16. «Вернуться». Coming back to where one is changes nothing. */
export const comeBack = defineCommand({
  name: 'chats.comeBack',
  args: v.strictObject({ chatId: ChatId }),
  needs: inChat,
  rule: (facts, { chatId }) => mayComeBack(facts.chat(chatId), facts.actor.id),
  write: (tx, { chatId }, facts) => {
    const chat = facts.chat(chatId)
    const role = chat?.former?.get(tx.actor)?.rosterRole
    if (!role || chat.members.has(tx.actor)) return
    tx.setMember(chatId, tx.actor, { role })
    if (isTold(chat)) tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'joined' })
  },
})

/** CHATS-13. Pinned messages of the chat, newest last, at most 20. */
export const pinMessage = defineCommand({
  name: 'chats.pin',
  args: v.strictObject({ chatId: ChatId, messageId: MessageId, on: v.boolean() }),
  needs: ({ chatId, messageId }) => ({ chats: [chatId], messages: [[chatId, messageId]] }),
  rule: (facts, { chatId, messageId, on }) => {
    const chat = facts.chat(chatId)
    const may = all(mayByPermission(chat, facts.actor.id, 'pin'), chat?.contact ?? yes)
    if (!may.allowed || !on) return may
    const message = facts.message(chatId, messageId)
    if (!message) return no('messages.notFound')
    return message.kind === 'text' ? yes : no('messages.deleted')
  },
  write: (tx, { chatId, messageId, on }, facts) => {
    const kept = (facts.chat(chatId)?.pinned ?? []).filter((id) => id !== messageId)
    tx.setChat(chatId, { pinned: on ? [...kept, messageId].slice(-20) : kept })
  },
})

function inChat({ chatId }: { chatId: ChatId }) {
  return { chats: [chatId] }
}

function withMembers({ chatId }: { chatId: ChatId }) {
  return { chats: [chatId], membersOf: [chatId] }
}

/** Titles and people of roster chats come from the roster, those of direct chats are the two people. */
function onlyGroups({ kind }: ChatFacts) {
  if (kind === 'group') return yes
  return no(rosterKinds.has(kind) ? 'chats.rosterChat' : 'core.forbidden')
}

const isTold = (chat: ChatFacts | undefined): boolean => chat?.kind !== 'announcements' && !chat?.closed

const others = (people: readonly PersonId[], facts: Facts): PersonId[] =>
  [...new Set(people)].filter((id) => id !== facts.actor.id)
const newcomers = (chat: ChatFacts, people: readonly PersonId[]): PersonId[] =>
  [...new Set(people)].filter((id) => !chat.members.has(id))
