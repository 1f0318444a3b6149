import * as v from 'valibot'
import { defineCommand, type Facts } from '../core/command.ts'
import { ChatId, directChatId, MessageId, PersonId } from '../core/ids.ts'
import { all, no, yes } from '../core/refusal.ts'
import { Title } from '../core/text.ts'
import { isStaff } from '../journal/person-facts.ts'
import { type ChatFacts, defaultPermissions, type MemberRole, rosterKinds } from './facts.ts'
import {
  keepsAnAdmin,
  maxMembers,
  mayAdminister,
  mayByPermission,
  mayCreateGroup,
  mayExclude,
  mayGather,
  mayLeave,
  mayOpenDirect,
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
const People = v.pipe(v.array(PersonId), v.maxLength(maxMembers))

/** CHATS-3..6. The chat's id is the command's id. */
export const createGroup = defineCommand({
  name: 'chats.createGroup',
  args: v.strictObject({ title: Title, people: People, permissions: Permissions }),
  needs: ({ people }) => ({ people }),
  rule: (facts, { people }) =>
    all(mayCreateGroup(facts), mayGather(facts, others(people, facts), [], isStaff(facts.actor))),
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
  needs: ({ personId }) => ({ people: [personId] }),
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
    if (chat && (rosterKinds.has(chat.kind) || chat.kind === 'direct')) return no('chats.rosterChat')
    return mayByPermission(chat, facts.actor.id, 'editInfo')
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
  rule: (facts, { chatId }) => mayAdminister(facts.chat(chatId), facts.actor.id),
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
    if (chat.kind !== 'group') return no('chats.rosterChat')
    if (chat.members.size + people.length > maxMembers) return no('chats.tooManyMembers')
    return mayGather(facts, newcomers(chat, people), [...chat.members.keys()], hasStaffAdmin(chat, facts))
  },
  write: (tx, { chatId, people }, facts) => {
    const chat = facts.chat(chatId)
    const who = chat ? newcomers(chat, people) : []
    for (const id of who) tx.setMember(chatId, id, { role: 'member' })
    if (who.length > 0) tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'added', extra: { who } })
  },
})

/** CHATS-10. */
export const excludeMember = defineCommand({
  name: 'chats.exclude',
  args: v.strictObject({ chatId: ChatId, personId: PersonId }),
  needs: inChat,
  rule: (facts, { chatId, personId }) => mayExclude(facts.chat(chatId), facts.actor.id, personId),
  write: (tx, { chatId, personId }) => {
    tx.removeMember(chatId, personId, 'admin')
    tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'excluded', extra: { who: [personId] } })
  },
})

/** CHATS-9, CHATS-12. In roster chats the admin role follows the roster. */
export const setMember = defineCommand({
  name: 'chats.setMember',
  args: v.strictObject({
    chatId: ChatId,
    personId: PersonId,
    role: v.exactOptional(v.picklist(['member', 'admin'])),
    muted: v.exactOptional(v.boolean()),
  }),
  needs: inChat,
  rule: (facts, { chatId, personId, role, muted }) => {
    const chat = facts.chat(chatId)
    const may = mayAdminister(chat, facts.actor.id)
    if (!may.allowed || !chat) return may
    const member = chat.members.get(personId)
    if (!member) return no('core.notFound')
    if (role && role !== member.role && rosterKinds.has(chat.kind) && member.byRoster && member.role === 'admin')
      return no('chats.rosterMember')
    if (muted && member.role === 'admin') return no('core.forbidden')
    return role === 'member' ? keepsAnAdmin(chat, personId) : yes
  },
  write: (tx, { chatId, personId, role, muted }) =>
    tx.setMember(chatId, personId, { ...(role && { role }), ...(muted !== undefined && { muted }) }),
})

/** CHATS-11. */
export const leaveChat = defineCommand({
  name: 'chats.leave',
  args: v.strictObject({ chatId: ChatId }),
  needs: inChat,
  rule: (facts, { chatId }) => mayLeave(facts.chat(chatId), facts.actor.id),
  write: (tx, { chatId }) => {
    tx.appendMessage(chatId, { id: tx.id, kind: 'notice', body: 'left' })
    tx.removeMember(chatId, tx.actor, 'self')
  },
})

/** CHATS-13. Pinned messages of the chat, newest last, at most 20. */
export const pinMessage = defineCommand({
  name: 'chats.pin',
  args: v.strictObject({ chatId: ChatId, messageId: MessageId, on: v.boolean() }),
  needs: ({ chatId, messageId }) => ({ chats: [chatId], messages: [[chatId, messageId]] }),
  rule: (facts, { chatId, messageId }) => {
    const chat = facts.chat(chatId)
    const may = mayByPermission(chat, facts.actor.id, 'pin')
    if (!may.allowed) return may
    return facts.message(chatId, messageId) ? yes : no('messages.notFound')
  },
  write: (tx, { chatId, messageId, on }, facts) => {
    const kept = (facts.chat(chatId)?.pinned ?? []).filter((id) => id !== messageId)
    tx.setChat(chatId, { pinned: on ? [...kept, messageId].slice(-20) : kept })
  },
})

function inChat({ chatId }: { chatId: ChatId }) {
  return { chats: [chatId] }
}

const others = (people: readonly PersonId[], facts: Facts): PersonId[] =>
  [...new Set(people)].filter((id) => id !== facts.actor.id)
const newcomers = (chat: ChatFacts, people: readonly PersonId[]): PersonId[] =>
  [...new Set(people)].filter((id) => !chat.members.has(id))

function hasStaffAdmin(chat: ChatFacts, facts: Facts): boolean {
  for (const [id, { role }] of chat.members) {
    const person = facts.person(id)
    if (role === 'admin' && person && isStaff(person)) return true
  }
  return false
}
