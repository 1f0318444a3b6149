import { AudioStream, type LocalTrackPublication, type RemoteTrack, Room, RoomEvent } from '@livekit/rtc-node'
import { newId } from '@zvonok/schema/core/ids'
import type { Media, Pass } from '../media.ts'
import type { RealMedia } from './real-media.ts'
import { publishTone, type Sounding } from './tone.ts'

/** Someone's device in a room, without a screen. */
export class TestParticipant {
  readonly room = new Room()
  readonly pass: Pass
  #sounding: Sounding | undefined

  constructor(pass: Pass) {
    this.pass = pass
  }

  get identity(): string {
    return `${this.pass.personId}:${this.pass.deviceId}`
  }

  async join({ media, socketUrl }: Pick<RealMedia, 'media' | 'socketUrl'>): Promise<this> {
    const options = { autoSubscribe: true, dynacast: false }
    await this.room.connect(socketUrl(), await media.token(this.pass), options)
    return this
  }

  /** Publishes a microphone with a tone until the room is left. */
  async speak(): Promise<LocalTrackPublication> {
    this.#sounding = await publishTone(this.room)
    return this.#sounding.publication
  }

  /** Waits for a track and for a frame of it that is not silent. */
  async hears(): Promise<void> {
    const track = await this.#track()
    const frames = new AudioStream(track).getReader()
    for (;;) {
      const { done, value } = await frames.read()
      if (done) throw new Error('the track ended in silence')
      if (value.data.some((sample) => Math.abs(sample) > 1000)) break
    }
    await frames.cancel()
  }

  async #track(): Promise<RemoteTrack> {
    for (const { trackPublications } of this.room.remoteParticipants.values())
      for (const { track } of trackPublications.values()) if (track) return track as RemoteTrack
    return new Promise((resolve) => this.room.once(RoomEvent.TrackSubscribed, resolve))
  }

  /** The next of these events of the room. */
  next(event: RoomEvent): Promise<unknown[]> {
    return new Promise((resolve) => this.room.once(event, (...args: unknown[]) => resolve(args)))
  }

  async leave(): Promise<void> {
    this.#sounding?.stop()
    await this.room.disconnect()
  }
}

/** A pass of somebody new. */
export const passTo = (roomId: string, change: Partial<Pass> = {}): Pass => ({
  roomId,
  personId: newId(),
  deviceId: newId(),
  name: 'Смирнов Пётр',
  role: 'ученик',
  canPublish: ['microphone'],
  ...change,
})

/** A room with two in it, the first of whom speaks. */
export async function roomOfTwo(real: RealMedia) {
  const roomId = await openRoom(real.media)
  const olga = await new TestParticipant(passTo(roomId, { name: 'Иванова Ольга', role: 'учитель' })).join(real)
  const petya = await new TestParticipant(passTo(roomId)).join(real)
  return { roomId, olga, petya }
}

export async function openRoom(media: Media): Promise<string> {
  const roomId = newId()
  await media.createRoom(roomId, { maxParticipants: 10 })
  return roomId
}
