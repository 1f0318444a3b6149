import type { CallId, MediaSource } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'

/**
 * What the product asks of the media server. A room is named like its call. Nothing here asks who may: that is decided before. Calls that
 * need the media server are refused with `calls.off` while it is away.
 */
export interface Media {
  readonly state: MediaState
  /** Tells every change of `state`. @returns its end */
  onState(listener: (state: MediaState) => void): () => void
  /**
   * Opens the room, or changes nothing where it is open. Rooms are never opened by joining and are gone after a crash or when nobody was in
   * for five minutes: call it before each token.
   */
  createRoom(roomId: CallId, options: { maxParticipants: number; metadata?: string }): Promise<void>
  /** Closes the room and sends everybody out; no room is no error. */
  endRoom(roomId: CallId): Promise<void>
  /** Lets one device into one room. Lives for 90 seconds and is fetched just before joining; who is in the room stays. */
  token(pass: Pass): Promise<string>
  /** Who is in the room now, hidden ones included; nobody where there is no room. */
  participants(roomId: CallId): Promise<Participant[]>
  /** Mutes what the device sends from this source; only the device itself turns it on again. No such participant or track is no error. */
  mute(roomId: CallId, identity: Identity, source: MediaSource): Promise<void>
  /** Takes effect at once: what may not be sent any more stops. No such participant is no error. */
  setPermissions(roomId: CallId, identity: Identity, permissions: Permissions): Promise<void>
  /** Sends the device out. Its token would let it in again while it lives: whoever removes for good removes again on `joined`. */
  remove(roomId: CallId, identity: Identity): Promise<void>
  /**
   * What the media server tells, one after another; told again when the listener rejects. May come twice after a restart of ours, late, or never
   * (a crash tells nothing): reconcile with `participants`. @returns its end
   */
  onEvent(listener: (event: MediaEvent) => void | Promise<void>): () => void
}

/** Where it is `off`, `reason` says why: what the screen tells. Clients connect to `/livekit` of our own origin. */
export type MediaState = { readonly state: 'ready' } | { readonly state: 'off'; readonly reason: OffReason }

/**
 * `switchedOff`: by the settings. `missing`: no livekit-server on this machine. `installing`: it is being brought. `starting`: it starts, also
 * again after a crash. `unreachable`: the one of `LIVEKIT_URL` does not answer.
 */
export type OffReason = 'switchedOff' | 'missing' | 'installing' | 'starting' | 'unreachable'

/** `<person>:<device>`, the device being `<session>.<tab>`. The same identity again sends the earlier one out. */
export type Identity = string

export const identityOf = (personId: PersonId, deviceId: string): Identity => `${personId}:${deviceId}`

export interface Permissions {
  /** What the device may send; `screen` includes the sound of the screen. */
  readonly canPublish: readonly MediaSource[]
  /** Default: true. */
  readonly canSubscribe?: boolean
  /** Seen by nobody in the room, but counted by `maxParticipants`. Default: false. */
  readonly hidden?: boolean
}

export interface Pass extends Permissions {
  readonly roomId: CallId
  readonly personId: PersonId
  readonly deviceId: string
  /** As the roster says. */
  readonly name: string
  /** Shown beside the name: an attribute `role` that the person cannot change. */
  readonly role: string
}

export interface Participant {
  readonly identity: Identity
  readonly joinedAtMs: number
  readonly hidden: boolean
  readonly tracks: readonly Track[]
}

export interface Track {
  readonly sid: string
  readonly source: MediaSource | 'screenAudio' | 'unknown'
  readonly muted: boolean
}

/** `id` is the same when an event is told again. `joinedAtMs` is the same in `joined`, `left` and `participants`. */
export type MediaEvent = { readonly id: string; readonly atMs: number; readonly roomId: CallId } & (
  | { readonly type: 'joined'; readonly identity: Identity; readonly joinedAtMs: number }
  | { readonly type: 'left'; readonly identity: Identity; readonly joinedAtMs: number }
  | { readonly type: 'trackPublished' | 'trackUnpublished'; readonly identity: Identity; readonly track: Track }
  | { readonly type: 'roomFinished' }
)
