/** What members may do in a chat: by its permissions, their role and how they came. Who may be together is in `people-rules.ts`. */
import type { PersonId } from '../core/ids.ts'
import { type Decision, no, yes } from '../core/refusal.ts'
import { type ChatFacts, type ChatPermissions, type MemberRole, type permissionNames, rosterKinds } from './facts.ts'

/** CHATS-8. What the chat's permissions give to all or to admins. */
export function mayByPermission(
  chat: ChatFacts | undefined,
  actor: PersonId,
  permission: (typeof permissionNames)[number],
): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  return chat.permissions[permission] === 'all' || member.role === 'admin' ? yes : no('chats.adminsOnly')
}

/** CHATS-9. Permissions, roles and exclusion belong to the chat's admins. */
export function mayAdminister(chat: ChatFacts | undefined, actor: PersonId): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  if (chat.kind === 'direct') return no('core.forbidden')
  return member.role === 'admin' ? yes : no('chats.adminsOnly')
}

/** CHATS-10. Roster members of roster chats cannot be excluded, only muted. */
export function mayExclude(chat: ChatFacts | undefined, actor: PersonId, person: PersonId): Decision {
  const admin = mayAdminister(chat, actor)
  if (!admin.allowed) return admin
  const member = chat?.members.get(person)
  if (!member || person === actor) return no('core.notFound')
  return member.byRoster ? no('chats.rosterMember') : yes
}

/** CHATS-10. Who was excluded is brought back by an admin only, or exclusion would mean nothing. */
export function mayBringBack(chat: ChatFacts, actor: PersonId, people: readonly PersonId[]): Decision {
  const excluded = people.some((id) => chat.former?.get(id)?.by === 'admin')
  return excluded && chat.members.get(actor)?.role !== 'admin' ? no('chats.adminsOnly') : yes
}

/** CHATS-9, CHATS-12, CHATS-15. Appointing, demoting, muting. */
export function maySetMember(
  chat: ChatFacts | undefined,
  actor: PersonId,
  person: PersonId,
  change: { role?: MemberRole | undefined; muted?: boolean | undefined },
): Decision {
  const admin = mayAdminister(chat, actor)
  const member = chat?.members.get(person)
  if (!chat || !admin.allowed) return admin
  if (!member) return no('core.notFound')
  const role = change.role ?? member.role
  if (change.muted && role === 'admin') return no('core.forbidden')
  if (role === member.role) return yes
  if (role === 'member') return member.rosterRole === 'admin' ? no('chats.rosterMember') : keepsAnAdmin(chat, person)
  return chat.kind === 'announcements' ? no('chats.rosterChat') : yes
}

/** CHATS-9, CHATS-15. In announcements it is the roster that says who writes. */
export function maySetPermissions(
  chat: ChatFacts | undefined,
  actor: PersonId,
  change: Partial<ChatPermissions>,
): Decision {
  const admin = mayAdminister(chat, actor)
  if (!admin.allowed) return admin
  return chat?.kind === 'announcements' && change.write === 'all' ? no('chats.rosterChat') : yes
}

/** CHATS-11. Leaving is free, except for the last admin of a group with others in it, and from a direct chat. */
export function mayLeave(chat: ChatFacts | undefined, actor: PersonId): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.kind === 'direct') return no('core.forbidden')
  return rosterKinds.has(chat.kind) ? yes : keepsAnAdmin(chat, actor)
}

/** CHATS-16. «Вернуться»: into a chat of the roster that one left by hand, while the roster counts one in. */
export function mayComeBack(chat: ChatFacts | undefined, actor: PersonId): Decision {
  const former = chat?.former?.get(actor)
  return chat?.members.has(actor) || (former?.by === 'self' && former.rosterRole) ? yes : no('chats.notMember')
}

/** CHATS-20. Announcements have a whole school as members: only its admins see them all, the others see the admins. */
export function maySeeMembers(chat: Pick<ChatFacts, 'kind' | 'members'>, actor: PersonId): Decision {
  const member = chat.members.get(actor)
  if (!member) return no('chats.notMember')
  return chat.kind === 'announcements' && member.role !== 'admin' ? no('chats.adminsOnly') : yes
}

/** CHATS-12. Somebody must stay who can administer. */
function keepsAnAdmin(chat: ChatFacts, without: PersonId): Decision {
  if (chat.members.size === 1 || chat.members.get(without)?.role !== 'admin') return yes
  for (const [id, { role }] of chat.members) if (id !== without && role === 'admin') return yes
  return no('chats.lastAdmin')
}

/** The other one of a direct chat. */
export const peerOf = (chat: { members: ReadonlyMap<PersonId, unknown> }, me: PersonId): PersonId | undefined =>
  [...chat.members.keys()].find((id) => id !== me)
