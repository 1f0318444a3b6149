import type { CallId, MediaSource } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'

/** What calls ask of the media server. A room is named like its call; `<person>:<session>.<tab>` is who is in it. */
export interface CallMedia {
  readonly state: MediaState
  /** @returns its end */
  onState(listener: (state: MediaState) => void): () => void
  /** An open room stays as it is. */
  createRoom(roomId: CallId, options: { maxParticipants: number }): Promise<void>
  /** No room is no error. */
  endRoom(roomId: CallId): Promise<void>
  /** Nobody where there is no room. */
  participants(roomId: CallId): Promise<readonly Participant[]>
  /** No such participant or track is no error, here and below. */
  mute(roomId: CallId, identity: Identity, source: MediaSource): Promise<void>
  setPermissions(roomId: CallId, identity: Identity, permissions: { canPublish: readonly MediaSource[] }): Promise<void>
  remove(roomId: CallId, identity: Identity): Promise<void>
  /** May come twice, late or never; told again when the listener rejects. @returns its end */
  onEvent(listener: (event: RoomEvent) => void | Promise<void>): () => void
}

interface MediaState {
  readonly state: 'ready' | 'off'
}

export type Identity = string

export interface Participant {
  readonly identity: Identity
  readonly joinedAtMs: number
  readonly tracks: readonly { readonly source: string; readonly muted: boolean }[]
}

export type RoomEvent = { readonly roomId: CallId; readonly atMs: number } & (
  | { readonly type: 'joined' | 'left'; readonly identity: Identity; readonly joinedAtMs: number }
  | { readonly type: 'trackPublished' | 'trackUnpublished' | 'roomFinished' }
)

/** Undefined of a device that no session has brought. */
export const sessionOf = (identity: Identity): string | undefined => {
  const [session, tab] = identity.slice(identity.indexOf(':') + 1).split('.')
  return tab === undefined ? undefined : session
}

export const personOf = (identity: Identity): PersonId => identity.split(':')[0] ?? ''
