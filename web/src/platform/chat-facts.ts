import { type ChatFacts, defaultPermissions, type Member } from '@zvonok/schema/chats/facts'
import type { ChatInfo, Head, Me, Mine, PersonRow } from '@zvonok/schema/chats/head'
import type { Facts } from '@zvonok/schema/core/command'
import type { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import { no, yes } from '@zvonok/schema/core/refusal'
import type { PersonFacts } from '@zvonok/schema/journal/person-facts'
import type { MessageFacts } from '@zvonok/schema/messages/document'
import type { Drawn } from './overlay.ts'

/** A chat with what waits drawn in: from the server's head, or made by a command that waits. Undefined for a chat one has left. */
export function drawHead(
  me: PersonId,
  known: { head: Head; mine: Mine } | undefined,
  drawn: Drawn | undefined,
): { head: Head; mine: Mine } | undefined {
  const base = known ?? (drawn?.created && newHead(me, drawn.created))
  if (!base || !drawn) return base
  const own = drawn.members.get(me)
  if (own === 'removed') return undefined
  const { title, permissions, pinned } = drawn
  return {
    head: {
      ...base.head,
      ...(title !== undefined && { title }),
      ...(pinned && { pinned }),
      ...(permissions && { permissions: { ...base.head.permissions, ...permissions } }),
    },
    mine: own ? { ...base.mine, ...own } : base.mine,
  }
}

function newHead(me: PersonId, chat: NonNullable<Drawn['created']>): { head: Head; mine: Mine } {
  const [a, b] = [...chat.members.keys()]
  return {
    head: {
      id: chat.id,
      kind: chat.kind,
      schoolId: chat.schoolId,
      title: chat.title,
      ...(chat.kind === 'direct' && a && b && { peers: [a, b] }),
      permissions: chat.permissions ?? defaultPermissions(chat.kind),
      pinned: [],
      memberCount: chat.members.size,
      seq: 0,
      firstSeq: 1,
      generation: 0,
      infoVersion: 0,
      change: 0,
      topRead: [],
    },
    mine: { role: chat.members.get(me)?.role ?? 'member', muted: false, readSeq: 0, unread: 0 },
  }
}

/** For the rules: the members as far as they are known, oneself always among them. */
export function chatFacts(
  me: PersonId,
  { head, mine }: { head: Head; mine: Mine },
  info: ChatInfo | undefined,
  drawn: Drawn | undefined,
  peer: PersonRow | undefined,
): ChatFacts {
  const members = new Map<PersonId, Member>()
  for (const id of head.peers ?? []) members.set(id, { role: 'member', muted: false, byRoster: false })
  for (const [id, { role }] of drawn?.created?.members ?? []) members.set(id, { role, muted: false, byRoster: false })
  for (const [id, role, flags] of info?.members ?? [])
    members.set(id, {
      role,
      muted: flags.muted ?? false,
      byRoster: flags.byRoster ?? false,
      ...(flags.office && { rosterRole: 'admin' as const }),
    })
  for (const [id, change] of drawn?.members ?? [])
    if (change === 'removed') members.delete(id)
    else members.set(id, { ...(members.get(id) ?? { role: 'member', muted: false, byRoster: false }), ...change })
  members.set(me, { byRoster: false, ...members.get(me), role: mine.role, muted: mine.muted })
  return {
    id: head.id,
    kind: head.kind,
    schoolId: head.schoolId,
    permissions: head.permissions,
    members,
    seq: head.seq,
    pinned: head.pinned,
    ...(peer?.contact !== undefined && { contact: peer.contact === true ? yes : no(peer.contact) }),
    ...(head.closed && { closed: true as const }),
  }
}

/** What a command may ask while it is drawn. The roster is the server's: people and schools stay unknown. */
export function deviceFacts(
  me: Me | undefined,
  personId: PersonId,
  nowMs: number,
  chat: (id: ChatId) => ChatFacts | undefined,
  message: (chatId: ChatId, id: MessageId) => MessageFacts | undefined,
): Facts {
  return {
    nowMs,
    actor: actorOf(me, personId),
    school: () => undefined,
    chat,
    message,
    person: () => undefined,
  }
}

function actorOf(me: Me | undefined, id: PersonId): PersonFacts {
  return {
    id,
    active: true,
    roles: (me?.schools ?? []).flatMap((school) => school.roles.map((role) => ({ schoolId: school.id, role }))),
    pupilOf: new Set(),
    teaches: new Set(),
    classTeacherOf: new Set(),
    children: new Map(),
    childrenClasses: new Set(),
    guardians: new Map(),
    blocked: new Set(),
  }
}
