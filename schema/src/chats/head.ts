import type { ChatId, ClassId, MessageId, PersonId, SchoolId } from '../core/ids.ts'
import type { RefusalCode } from '../core/refusal.ts'
import type { Role } from '../journal/person-facts.ts'
import type { MessageExtra, MessageKind } from '../messages/document.ts'
import type { ChatKind, ChatPermissions, MemberRole } from './facts.ts'

/** Longest text of a head's last message, UTF-16 units. */
export const previewLength = 120

export interface LastMessage {
  readonly id: MessageId
  readonly author: PersonId
  readonly atMs: number
  readonly kind: MessageKind
  /** Cut to {@link previewLength}. Empty for a deleted one. */
  readonly body: string
  readonly extra?: MessageExtra
}

/** What every member gets of a chat without opening it. The same for all members. */
export interface Head {
  readonly id: ChatId
  readonly kind: ChatKind
  readonly schoolId: SchoolId | null
  readonly classId?: ClassId
  /** Empty for direct chats: the title is the other person's name. */
  readonly title: string
  readonly peers?: readonly [PersonId, PersonId]
  readonly permissions: ChatPermissions
  readonly pinned: readonly MessageId[]
  readonly memberCount: number
  readonly seq: number
  readonly last?: LastMessage
  /** The open segment. */
  readonly firstSeq: number
  readonly generation: number
  readonly infoVersion: number
  readonly change: number
  /** The two furthest read marks of different people: enough for anybody's two ticks. */
  readonly topRead: readonly (readonly [PersonId, number])[]
  readonly closed?: boolean
}

/** What is one's own in a chat. */
export interface Mine {
  readonly role: MemberRole
  readonly muted: boolean
  /** Own read mark. */
  readonly readSeq: number
  /** Others' living messages after the mark. */
  readonly unread: number
  /** First seq that one may read: the place of the entry into a chat of the roster. Absent: from the beginning. */
  readonly fromSeq?: number
}

/** A person as others may see them. */
export interface PersonRow {
  readonly id: PersonId
  readonly family: string
  readonly given: string
  readonly middle?: string
  readonly roles: readonly Role[]
  /** What tells namesakes apart: «7 Б», «математика», the school of a colleague. Not translated. */
  readonly note?: string
  /** True when I may write to them now, else why not. Absent: not asked. */
  readonly contact?: true | RefusalCode
  readonly left?: true
}

/** Who one is, with every (re)connection. */
export interface Me extends PersonRow {
  readonly schools: readonly { id: SchoolId; title: string; timeZone: string; roles: readonly Role[] }[]
  readonly mayCreateGroup: true | RefusalCode
  /** Whom one has blocked; absent when nobody. */
  readonly blocked?: readonly PersonId[]
}

/** `office`: the roster made the person an admin, so that nobody can take it away by hand. */
export interface MemberFlags {
  readonly muted?: true
  readonly byRoster?: true
  readonly office?: true
}

/** A chat of the roster that one left by hand and may come back to. */
export interface LeftChat {
  readonly id: ChatId
  readonly kind: ChatKind
  readonly title: string
}

/** Members and what is needed to draw them. Sent at request and, to viewers, at each change. */
export interface ChatInfo {
  readonly chatId: ChatId
  readonly version: number
  readonly members: readonly (readonly [PersonId, MemberRole, flags: MemberFlags])[]
  readonly people: readonly PersonRow[]
}
