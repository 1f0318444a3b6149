import type { ChatId, PersonId, SchoolId } from '../core/ids.ts'

/** `chat`: started in a chat. `link`: by link. `lesson`: of a published online lesson. `meeting`: of parents, in one or many parents chats. */
export const callKinds = ['chat', 'link', 'lesson', 'meeting'] as const
export type CallKind = (typeof callKinds)[number]
/** The id of the command that started it; also the token of its link, 96 random bits. */
export type CallId = string

/** What the call's admins decide while it runs. */
export interface CallSettings {
  /** «Зал ожидания»: who comes waits until an admin lets them in. */
  readonly waitingRoom: boolean
  /** «Микрофоны участников выключены»: at the entry. */
  readonly joinMuted: boolean
  /** Who may turn on a microphone. */
  readonly unmute: 'all' | 'admins'
  /** Who may share a screen. */
  readonly screen: 'all' | 'admins'
  /** `audience`: only admins and who was given the word publish anything. */
  readonly mode: 'talk' | 'audience'
}

/**
 * `invited`: may come, was not called. `ringing`: is being called now. `waiting`: in the waiting room. `in`: pressed join and was let in.
 * `left`: was in. `removed`: for good.
 */
export const personStates = ['invited', 'ringing', 'missed', 'declined', 'waiting', 'in', 'left', 'removed'] as const
export type PersonState = (typeof personStates)[number]

export interface CallPerson {
  readonly role: 'admin' | 'member'
  readonly state: PersonState
  /** When the state began, UTC milliseconds of the server. */
  readonly sinceMs: number
  /** When the hand was raised: the order of hands. */
  readonly handMs?: number
  /** Was given the word: may speak where others may not. */
  readonly speaks?: true
  /** When an admin last muted this microphone. */
  readonly mutedMs?: number
}

/** A call as its participants know it. Changed by the server only, in the order of its clock. */
export interface Call {
  readonly id: CallId
  readonly kind: CallKind
  readonly schoolId: SchoolId | null
  /** Where «Присоединиться» stands; the first is the chat of the call. */
  readonly chats: readonly ChatId[]
  readonly lessonId?: string
  /** Empty: the title of the chat. */
  readonly title: string
  /** Started with the camera. */
  readonly video: boolean
  readonly startedBy: PersonId
  readonly startedAtMs: number
  readonly endedAtMs?: number
  readonly settings: CallSettings
  readonly people: ReadonlyMap<PersonId, CallPerson>
}

/** A call without its people: what those see who may join. */
export interface CallHead extends Omit<Call, 'people'> {
  /** How many are in. */
  readonly count: number
}

export const defaultSettings = (kind: CallKind): CallSettings => ({
  waitingRoom: false,
  joinMuted: kind === 'lesson' || kind === 'meeting',
  unmute: 'all',
  screen: kind === 'lesson' || kind === 'meeting' ? 'admins' : 'all',
  mode: 'talk',
})

/** Longest ringing. */
export const ringMs = 45_000

/** A room holds so many, listeners of an audience included. */
export const maxInCall = 500

export function headOf({ people, ...call }: Call): CallHead {
  let count = 0
  for (const { state } of people.values()) if (state === 'in') count++
  return { ...call, count }
}

/** Who has raised a hand, the first one first. */
export const handsOf = ({ people }: Pick<Call, 'people'>): PersonId[] =>
  [...people]
    .filter(([, { state, handMs }]) => state === 'in' && handMs !== undefined)
    .sort(([, a], [, b]) => (a.handMs ?? 0) - (b.handMs ?? 0))
    .map(([id]) => id)

export type MediaSource = 'camera' | 'microphone' | 'screen'

/** What the person may send: asked when a token is made, and again after each change. */
export function sourcesOf(call: Pick<Call, 'settings'>, { role, speaks }: CallPerson): MediaSource[] {
  const { mode, unmute, screen } = call.settings
  if (role === 'admin') return ['camera', 'microphone', 'screen']
  if (mode === 'audience') return speaks ? ['camera', 'microphone'] : []
  const sources: MediaSource[] = ['camera']
  if (unmute === 'all' || speaks) sources.push('microphone')
  if (screen === 'all') sources.push('screen')
  return sources
}
