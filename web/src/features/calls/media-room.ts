import type { MediaSource } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { Quality, Rung } from './ladder.ts'

/** The room of a call at the media server, as the screen knows it: no type of LiveKit comes through here, so that its code stays a chunk of its own. */
export interface MediaRoom {
  /**
   * Resolves when one is in the room. Rejects when it cannot be reached or does not know the pass.
   * @param faces cameras are asked for on the way in, before anybody looks: all of them are drawn at once
   */
  connect(pass: Pass, faces: boolean): Promise<void>
  leave(): Promise<void>
  readonly state: 'connecting' | 'live' | 'reconnecting' | 'gone'
  /** Why it is `gone`: `elsewhere` when the same device came in again from another tab. */
  readonly goneBecause: 'elsewhere' | 'line'
  /** By person; oneself too. */
  readonly people: ReadonlyMap<PersonId, MediaPerson>
  readonly quality: Quality
  /** False while the browser waits for a press before it plays sound. */
  readonly canPlay: boolean
  play(): Promise<void>
  /** Sent and received in this call since it began, over all lines. */
  bytes(): Promise<number>
  /** Rejects with the browser's error when there is no such device or no permission. Only for a source that one may send: else it would never end. */
  turn(source: MediaSource, on: boolean): Promise<void>
  /** What is received. */
  receive(rung: Rung, sound: boolean): void
  /** Cameras of 720 lines where few are there, else 360. */
  setCrowd(count: number): void
  use(kind: MediaDeviceKind, deviceId: string): Promise<void>
  on(listener: () => void): () => void
  /** A camera or a microphone that was on has gone: unplugged, or forbidden in the browser. Nothing is sent of it until it is turned on again. */
  onLost(listener: (source: MediaSource) => void): () => void
}

export interface Pass {
  readonly url: string
  readonly token: string
  readonly identity: string
  /** INCALL-23. Outside the school's network: the most that is received. */
  readonly most?: 'pictures' | 'audio'
}

export interface MediaPerson {
  readonly microphone: boolean
  readonly speaking: boolean
  /** Device clock; 0: not since one came. */
  readonly spokeAtMs: number
  readonly quality: Quality
  readonly camera?: MediaVideo
  readonly screen?: MediaVideo
}

export interface MediaVideo {
  /** Another picture has another key. */
  readonly key: string
  readonly isOwn: boolean
  /** Draws it in the element. Received only as long as somebody looks. @returns the end of it */
  show(element: HTMLVideoElement): () => void
}

/** Loads LiveKit's client: 150 kB that only a call needs. */
export const loadMediaRoom = async (): Promise<MediaRoom> => {
  const { LiveKitRoom } = await import('./livekit-room.ts')
  return new LiveKitRoom()
}
