/** Every action of a chat as one line of the tables in `docs/rights.md`: who is asked, in which chat, on a fresh school each time. */
import {
  addMembers,
  comeBack,
  createGroup,
  excludeMember,
  leaveChat,
  openDirect,
  pinMessage,
  renameChat,
  setMember,
  setPermissions,
} from '../chats/commands.ts'
import type { ChatId } from '../core/ids.ts'
import { must } from '../core/must.ts'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '../messages/commands.ts'
import { changeableMs } from '../messages/rules.ts'
import type { Answer } from './memory.ts'
import { idOf, type Name } from './people.ts'
import { chatId, directId, type RosterChat, type School, school } from './school.ts'

export interface Place {
  /** Makes the chat where it does not exist by itself, and gives its id. */
  readonly open: (school: School) => ChatId
  /** Wrote one message before, and is whom the admins act upon. */
  readonly other: Name
  readonly columns: Readonly<Record<string, Name>>
}

const ofRoster = (chat: RosterChat) => () => chatId(chat)

export const places: Readonly<Record<string, Place>> = {
  'class chat': {
    open: ofRoster('class7b'),
    other: 'anna',
    columns: {
      pupil: 'petya',
      teacher: 'viktor',
      'class teacher (admin)': 'olga',
      'guardian (outside)': 'irina',
      'head (outside)': 'head',
    },
  },
  'parents chat': {
    open: ofRoster('parents7b'),
    other: 'svetlana',
    columns: {
      guardian: 'irina',
      'class teacher (admin)': 'olga',
      'pupil (outside)': 'petya',
      'head (outside)': 'head',
    },
  },
  'teachers chat': {
    open: ofRoster('teachers'),
    other: 'marina',
    columns: {
      teacher: 'viktor',
      'head (admin)': 'head',
      'guardian (outside)': 'irina',
      'head of another school (outside)': 'head2',
    },
  },
  announcements: {
    open: ofRoster('announcements'),
    other: 'schoolAdmin',
    columns: {
      pupil: 'petya',
      guardian: 'irina',
      teacher: 'olga',
      'head (admin)': 'head',
      'admin of another school (outside)': 'schoolAdmin2',
    },
  },
  group: {
    open: (s) => newGroup(s, 'olga', ['petya', 'anna']),
    other: 'anna',
    columns: { member: 'petya', 'its maker (admin)': 'olga', 'teacher (outside)': 'viktor', 'head (outside)': 'head' },
  },
  'direct chat': {
    open: (s) => {
      s.as('petya').run(openDirect, { personId: idOf('anna') })
      return directId('petya', 'anna')
    },
    other: 'anna',
    columns: { 'one of the two': 'petya', 'class teacher (outside)': 'olga', 'head (outside)': 'head' },
  },
}

/** A group with its first member as the admin. */
export function newGroup(s: School, maker: Name, people: readonly Name[], title = 'Алгебра'): ChatId {
  const answer = s.as(maker).run(createGroup, { title, people: people.map(idOf), permissions: {} })
  if (!answer.allowed) throw new Error(`no group: ${answer.code}`)
  return answer.result.chatId
}

interface Case {
  readonly s: School
  readonly actor: Name
  readonly other: Name
  readonly chatId: ChatId
  /** Message of the other one. */
  readonly theirs: string
}

const write = ({ s, actor, chatId }: Case, text = 'Моё') => s.as(actor).run(sendMessage, { chatId, text })

/** Writes first, as an admin would have let one: what is asked is the change of an own message. */
function ownMessage(c: Case): string {
  const id = idOf('own')
  const { permissions } = c.s.chat(c.chatId)
  c.s.chat(c.chatId).permissions = { ...permissions, write: 'all' }
  c.s.as(c.actor).run(sendMessage, { chatId: c.chatId, text: 'Моё' }, id)
  c.s.chat(c.chatId).permissions = permissions
  return id
}

const later = (c: Case): Case => {
  c.s.memory.nowMs += changeableMs + 1
  return c
}
const edit = (c: Case, messageId: string) =>
  c.s.as(c.actor).run(editMessage, { chatId: c.chatId, messageId, text: 'Иначе' })
const erase = (c: Case, messageId: string) => c.s.as(c.actor).run(deleteMessage, { chatId: c.chatId, messageId })
const change = (c: Case, how: { role?: 'admin' | 'member'; muted?: boolean }) =>
  c.s.as(c.actor).run(setMember, { chatId: c.chatId, personId: idOf(c.other), ...how })

const actions: Readonly<Record<string, (c: Case) => Answer>> = {
  write: (c) => write(c),
  reply: (c) => c.s.as(c.actor).run(sendMessage, { chatId: c.chatId, text: 'Да', replyTo: [c.theirs, seqOf(c)] }),
  react: (c) => c.s.as(c.actor).run(reactToMessage, { chatId: c.chatId, messageId: c.theirs, emoji: '👍', on: true }),
  'edit an own message': (c) => edit(c, ownMessage(c)),
  'edit it a day later': (c) => {
    const id = ownMessage(c)
    return edit(later(c), id)
  },
  "edit another's message": (c) => edit(c, c.theirs),
  'delete an own message for all': (c) => erase(c, ownMessage(c)),
  'delete it a day later': (c) => {
    const id = ownMessage(c)
    return erase(later(c), id)
  },
  "delete another's message for all": (c) => erase(c, c.theirs),
  'pin a message': (c) => c.s.as(c.actor).run(pinMessage, { chatId: c.chatId, messageId: c.theirs, on: true }),
  rename: (c) => c.s.as(c.actor).run(renameChat, { chatId: c.chatId, title: 'Новое' }),
  'change permissions': (c) => c.s.as(c.actor).run(setPermissions, { chatId: c.chatId, permissions: { pin: 'all' } }),
  'let everybody write': (c) =>
    c.s.as(c.actor).run(setPermissions, { chatId: c.chatId, permissions: { write: 'all' } }),
  'add people': (c) => c.s.as(c.actor).run(addMembers, { chatId: c.chatId, people: [idOf('ilya')] }),
  'exclude a member': (c) => c.s.as(c.actor).run(excludeMember, { chatId: c.chatId, personId: idOf(c.other) }),
  'mute a member': (c) => change(c, { muted: true }),
  'make a member admin': (c) => change(c, { role: 'admin' }),
  'make oneself admin': (c) =>
    c.s.as(c.actor).run(setMember, { chatId: c.chatId, personId: idOf(c.actor), role: 'admin' }),
  'give up being admin': (c) =>
    c.s.as(c.actor).run(setMember, { chatId: c.chatId, personId: idOf(c.actor), role: 'member' }),
  leave: (c) => c.s.as(c.actor).run(leaveChat, { chatId: c.chatId }),
  'come back after leaving': (c) => {
    const left = c.s.as(c.actor).run(leaveChat, { chatId: c.chatId })
    return left.allowed ? c.s.as(c.actor).run(comeBack, { chatId: c.chatId }) : left
  },
}

const seqOf = (c: Case): number => must(c.s.memory.messages.get(c.theirs), 'their message').facts.seq

/** Rows of the table of one place: the action, then for each column «yes» or the code of the refusal. */
export function tableOf({ open, other, columns }: Place): string[][] {
  const rows = Object.entries(actions).map(([name, act]) => [
    name,
    ...Object.values(columns).map((actor) => {
      const s = school()
      const chatId = open(s)
      const theirs = idOf('theirs')
      s.as(other).run(sendMessage, { chatId, text: 'Чужое' }, theirs)
      const answer = act({ s, actor, other, chatId, theirs })
      return answer.allowed ? 'yes' : answer.code
    }),
  ])
  return [['action', ...Object.keys(columns)], ...rows]
}
