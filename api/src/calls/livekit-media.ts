import type { MediaSource } from '@zvonok/schema/calls/call'
import { Refused } from '@zvonok/schema/core/refusal'
import { AccessToken, RoomServiceClient, ServerError, TrackSource } from 'livekit-server-sdk'
import { trackOf } from './livekit-words.ts'
import {
  type Identity,
  identityOf,
  type Media,
  type MediaEvent,
  type MediaState,
  type OffReason,
  type Participant,
  type Pass,
  type Permissions,
} from './media.ts'

const tokenSeconds = 90
const requestSeconds = 5

const sources: Record<MediaSource, readonly TrackSource[]> = {
  camera: [TrackSource.CAMERA],
  microphone: [TrackSource.MICROPHONE],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
}

/** {@link Media} by LiveKit's RoomService. Whoever watches the server says where it is. */
export class LivekitMedia implements Media {
  readonly #keys: { readonly key: string; readonly secret: string }
  readonly #stateListeners = new Set<(state: MediaState) => void>()
  readonly #eventListeners = new Set<(event: MediaEvent) => void | Promise<void>>()
  #state: MediaState
  #server: { readonly url: string; readonly rooms: RoomServiceClient } | undefined

  constructor(keys: { key: string; secret: string }, reason: OffReason) {
    this.#keys = keys
    this.#state = { state: 'off', reason }
  }

  get state(): MediaState {
    return this.#state
  }

  /** Where the server answers; undefined while it is away. */
  get url(): string | undefined {
    return this.#server?.url
  }

  found(url: string): void {
    const { key, secret } = this.#keys
    const options = { requestTimeout: requestSeconds, failover: false }
    this.#server = { url, rooms: new RoomServiceClient(url, key, secret, options) }
    this.#become({ state: 'ready' })
  }

  lost(reason: OffReason): void {
    this.#server = undefined
    this.#become({ state: 'off', reason })
  }

  /** @throws what the first listener throws */
  async tell(event: MediaEvent): Promise<void> {
    for (const listener of this.#eventListeners) await listener(event)
  }

  onState(listener: (state: MediaState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => void this.#stateListeners.delete(listener)
  }

  onEvent(listener: (event: MediaEvent) => void | Promise<void>): () => void {
    this.#eventListeners.add(listener)
    return () => void this.#eventListeners.delete(listener)
  }

  async createRoom(roomId: string, options: { maxParticipants: number; metadata?: string }): Promise<void> {
    await this.#ask((rooms) => rooms.createRoom({ name: roomId, ...options }))
  }

  async endRoom(roomId: string): Promise<void> {
    await this.#ask((rooms) => rooms.deleteRoom(roomId))
  }

  async token(pass: Pass): Promise<string> {
    if (!this.#server) throw new Refused('calls.off')
    const token = new AccessToken(this.#keys.key, this.#keys.secret, {
      identity: identityOf(pass.personId, pass.deviceId),
      name: pass.name,
      attributes: { role: pass.role },
      ttl: tokenSeconds,
    })
    const { canUpdateMetadata, ...permission } = permissionOf(pass)
    token.addGrant({ room: pass.roomId, roomJoin: true, canUpdateOwnMetadata: canUpdateMetadata, ...permission })
    return token.toJwt()
  }

  async participants(roomId: string): Promise<Participant[]> {
    const found = await this.#ask((rooms) => rooms.listParticipants(roomId))
    return (found ?? []).map(({ identity, joinedAtMs, permission, tracks }) => ({
      identity,
      joinedAtMs: Number(joinedAtMs),
      hidden: permission?.hidden ?? false,
      tracks: tracks.map(trackOf),
    }))
  }

  async mute(roomId: string, identity: Identity, source: MediaSource): Promise<void> {
    const found = await this.#ask((rooms) => rooms.getParticipant(roomId, identity))
    for (const track of found?.tracks ?? [])
      if (sources[source].includes(track.source) && !track.muted)
        await this.#ask((rooms) => rooms.mutePublishedTrack(roomId, identity, track.sid, true))
  }

  async setPermissions(roomId: string, identity: Identity, permissions: Permissions): Promise<void> {
    await this.#ask((rooms) => rooms.updateParticipant(roomId, identity, { permission: permissionOf(permissions) }))
  }

  async remove(roomId: string, identity: Identity): Promise<void> {
    await this.#ask((rooms) => rooms.removeParticipant(roomId, identity))
  }

  /** Undefined when there is no such room or participant. @throws {Refused} `calls.off` when the server is away */
  async #ask<Answer>(question: (rooms: RoomServiceClient) => Promise<Answer>): Promise<Answer | undefined> {
    if (!this.#server) throw new Refused('calls.off')
    try {
      return await question(this.#server.rooms)
    } catch (error) {
      if (!(error instanceof ServerError)) throw new Refused('calls.off')
      if (error.status === 404) return undefined
      throw error
    }
  }

  #become(state: MediaState): void {
    const before = this.#state
    this.#state = state
    if (JSON.stringify(before) === JSON.stringify(state)) return
    for (const listener of this.#stateListeners) listener(state)
  }
}

/** All of them are said every time: LiveKit takes away what is not named, and lets who may publish but has no list publish everything. */
const permissionOf = ({ canPublish, canSubscribe = true, hidden = false }: Permissions) => ({
  canPublish: canPublish.length > 0,
  canPublishSources: canPublish.flatMap((source) => sources[source]),
  canSubscribe,
  hidden,
  canPublishData: false,
  canUpdateMetadata: false,
})
