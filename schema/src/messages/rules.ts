import type { ChatFacts } from '../chats/facts.ts'
import type { PersonId } from '../core/ids.ts'
import { type Decision, no, yes } from '../core/refusal.ts'
import type { MessageFacts } from './document.ts'

/** The author edits and deletes for all within this time. */
export const changeableMs = 24 * 60 * 60 * 1000

/** MESSAGES-2..4. Members write; where only admins may, and where an admin muted somebody, the others read. */
export function mayWrite(chat: ChatFacts | undefined, actor: PersonId): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  if (chat.contact && !chat.contact.allowed) return chat.contact
  if (member.muted) return no('messages.muted')
  if (chat.permissions.write === 'admins' && member.role !== 'admin') return no('messages.adminsOnly')
  return yes
}

/** MESSAGES-5. Everybody who reads may react, also where only admins write. */
export function mayReact(chat: ChatFacts | undefined, actor: PersonId, message: MessageFacts | undefined): Decision {
  if (!chat?.members.has(actor)) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  if (chat.contact && !chat.contact.allowed) return chat.contact
  if (!message) return no('messages.notFound')
  return message.kind === 'text' ? yes : no('messages.deleted')
}

/** MESSAGES-6. The author, within 24 hours, while still allowed to write. */
export function mayEdit(
  chat: ChatFacts | undefined,
  actor: PersonId,
  message: MessageFacts | undefined,
  nowMs: number,
): Decision {
  const write = mayWrite(chat, actor)
  if (!write.allowed) return write
  if (!message) return no('messages.notFound')
  if (message.kind === 'deleted') return no('messages.deleted')
  if (message.author !== actor || message.kind !== 'text') return no('messages.notYours')
  return nowMs - message.atMs <= changeableMs ? yes : no('messages.tooLate')
}

/** MESSAGES-7. For all: the author within 24 hours, an admin of the chat any time. */
export function mayDeleteForAll(
  chat: ChatFacts | undefined,
  actor: PersonId,
  message: MessageFacts | undefined,
  nowMs: number,
): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (!message) return no('messages.notFound')
  if (message.kind === 'deleted') return yes
  if (message.kind !== 'text') return no('messages.notYours')
  if (member.role === 'admin' && chat.kind !== 'direct') return yes
  if (message.author !== actor) return no('messages.notYours')
  return nowMs - message.atMs <= changeableMs ? yes : no('messages.tooLate')
}
