import type { ChatId, ClassId, MessageId, PersonId, SchoolId } from '../core/ids.ts'
import type { Decision } from '../core/refusal.ts'

/** `call`: of a call by link, a lesson, a meeting; has the call's id, and whoever joins the call comes in. */
export const chatKinds = ['class', 'parents', 'teachers', 'announcements', 'group', 'direct', 'call'] as const
export type ChatKind = (typeof chatKinds)[number]
export const rosterKinds: ReadonlySet<ChatKind> = new Set<ChatKind>(['class', 'parents', 'teachers', 'announcements'])

export type MemberRole = 'member' | 'admin'
/** Who may: everybody in the chat, or its admins. */
export type Audience = 'all' | 'admins'
export const permissionNames = ['editInfo', 'invite', 'pin', 'write', 'call', 'mentionAll'] as const
export type ChatPermissions = Record<(typeof permissionNames)[number], Audience>

export interface Member {
  readonly role: MemberRole
  /** Muted by an admin: reads and reacts, cannot write. */
  readonly muted: boolean
  /** Came by the roster: cannot be excluded by hand. */
  readonly byRoster: boolean
  /** The role that the roster gave; absent for those who did not come by it. An office cannot be taken away by hand. */
  readonly rosterRole?: MemberRole
}

/** How a membership ended. Who left by hand while the roster still counts them in keeps the role that it gives. */
export interface FormerMember {
  readonly by: 'self' | 'admin' | 'roster'
  readonly muted: boolean
  readonly rosterRole?: MemberRole
}

/** What rules ask about a chat. The server makes it from rows, the device from chat info. */
export interface ChatFacts {
  readonly id: ChatId
  readonly kind: ChatKind
  readonly schoolId: SchoolId | null
  readonly permissions: ChatPermissions
  readonly members: ReadonlyMap<PersonId, Member>
  readonly seq: number
  readonly pinned: readonly MessageId[]
  /**
   * Whether people like these may write to each other now: of a direct chat `mayTalk`, of a group `mayBeAlone` (both judged by the server
   * and told to the device). Absent: yes.
   */
  readonly contact?: Decision
  /** Of the actor and the people whom the command names: those who were members before. */
  readonly former?: ReadonlyMap<PersonId, FormerMember>
  /** The cohort has left: its members read and export, nobody writes or changes anything. */
  readonly closed?: true
}

export interface NewChat {
  readonly id: ChatId
  readonly kind: ChatKind
  readonly schoolId: SchoolId | null
  readonly title: string
  readonly classId?: ClassId
  readonly permissions: ChatPermissions
  readonly members: ReadonlyMap<PersonId, { role: MemberRole }>
}

/** Defaults at birth (design §6, §7). */
export function defaultPermissions(kind: ChatKind): ChatPermissions {
  const open: ChatPermissions = {
    editInfo: 'all',
    invite: 'all',
    pin: 'all',
    write: 'all',
    call: 'all',
    mentionAll: 'all',
  }
  const byAdmins: ChatPermissions = {
    editInfo: 'admins',
    invite: 'admins',
    pin: 'admins',
    write: 'all',
    call: 'admins',
    mentionAll: 'admins',
  }
  if (kind === 'announcements') return { ...byAdmins, write: 'admins' }
  return kind === 'group' || kind === 'direct' ? open : byAdmins
}
