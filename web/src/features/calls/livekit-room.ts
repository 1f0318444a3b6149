/** The only file that knows LiveKit's client. Loaded with the first call. */
import type { MediaSource } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import {
  ConnectionQuality,
  DisconnectReason,
  type Participant,
  RemoteParticipant,
  type RemoteTrack,
  Room,
  RoomEvent,
  type RoomOptions,
  ScreenSharePresets,
  setLogLevel,
  Track,
  type TrackPublication,
  VideoPreset,
  VideoPresets,
  VideoQuality,
} from 'livekit-client'
import { Listeners } from '../../platform/listeners.ts'
import { countBytes } from './count-bytes.ts'
import type { Quality, Rung } from './ladder.ts'
import { fewPeople } from './layout.ts'
import type { MediaPerson, MediaRoom, MediaVideo, Pass } from './media-room.ts'

/** LiveKit tries on the same pass for so long; then the call takes a new one, which also helps after a restart of the server. */
const ownTriesMs = 8_000
/** An hour of it costs a listener less than 20 MB, all headers included. */
const voiceBits = 16_000
/** INCALL-10. The shared screen for bad lines and for those outside: sharp, a picture a second. */
const pictureASecond = new VideoPreset(1280, 720, 150_000, 1)

const options: RoomOptions = {
  adaptiveStream: true,
  dynacast: true,
  disconnectOnPageLeave: true,
  audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  videoCaptureDefaults: { resolution: VideoPresets.h360.resolution },
  // The microphone stays open while muted: it comes back at once, and nothing is sent. No second copy of each packet (`red`), which would cost a
  // listener 7 MB an hour.
  publishDefaults: {
    ...{ simulcast: true, audioPreset: { maxBitrate: voiceBits }, dtx: true, red: false, stopMicTrackOnMute: false },
    ...{ videoCodec: 'vp8' as const, videoSimulcastLayers: [VideoPresets.h180] },
    ...{ screenShareEncoding: ScreenSharePresets.h1080fps15.encoding, screenShareSimulcastLayers: [pictureASecond] },
  },
  reconnectPolicy: {
    nextRetryDelayInMs: ({ elapsedMs, retryCount }) =>
      elapsedMs > ownTriesMs ? null : Math.min(2000, retryCount * 400),
  },
}

// What it writes may hold passes.
setLogLevel('silent')

export class LiveKitRoom implements MediaRoom {
  state: MediaRoom['state'] = 'connecting'
  goneBecause: MediaRoom['goneBecause'] = 'line'
  quality: Quality = 'unknown'
  readonly #room = new Room(options)
  readonly #changed = new Listeners()
  readonly #lost = new Set<(source: MediaSource) => void>()
  readonly #count = countBytes(this.#room)
  /** Who looks at which picture. */
  readonly #shown = new Map<string, Set<HTMLVideoElement>>()
  readonly #spoke = new Map<PersonId, number>()
  readonly #sounds = new Set<HTMLMediaElement>()
  #people: ReadonlyMap<PersonId, MediaPerson> | undefined
  #rung: Rung = 'video'
  #sound = true
  #few = true
  /** Nobody looks yet, but will in a moment. */
  #expectsFaces = false

  constructor() {
    const room = this.#room
    for (const event of changes) room.on(event, () => this.#change())
    // Who is there is known before the media flows: what is asked for now comes with the first of it.
    room.on(RoomEvent.SignalConnected, () => this.#receiveAll())
    room.on(RoomEvent.TrackPublished, () => this.#receiveAll())
    room.on(RoomEvent.ParticipantConnected, () => this.#receiveAll())
    room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => this.#came(track, publication, participant))
    room.on(RoomEvent.TrackUnsubscribed, (track) => this.#went(track))
    room.on(RoomEvent.ActiveSpeakersChanged, (speakers) => {
      for (const { identity } of speakers) this.#spoke.set(personOf(identity), Date.now())
    })
    room.on(RoomEvent.ConnectionQualityChanged, (quality, participant) => {
      if (participant === room.localParticipant) this.quality = qualities[quality]
    })
    room.on(RoomEvent.TrackMuted, (publication, participant) => {
      if (participant === room.localParticipant) this.#muted(publication)
    })
    room.on(RoomEvent.Reconnecting, () => this.#startsAnew())
    room.on(RoomEvent.SignalReconnecting, () => this.#become('reconnecting'))
    room.on(RoomEvent.Reconnected, () => this.#become('live'))
    room.on(RoomEvent.Disconnected, (reason) => {
      if (reason === DisconnectReason.DUPLICATE_IDENTITY) this.goneBecause = 'elsewhere'
      this.#become('gone')
    })
  }

  async connect({ url, token }: Pass, faces: boolean): Promise<void> {
    this.#expectsFaces = faces
    const address = new URL(url, location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    await this.#room.connect(address.href, token, {
      autoSubscribe: false,
      maxRetries: 0,
      // Only addresses of the school's own server: no foreign STUN.
      rtcConfig: { iceServers: [] },
    })
    this.#receiveAll()
    this.#become('live')
  }

  async leave(): Promise<void> {
    await this.#room.disconnect()
    for (const element of this.#sounds) element.remove()
    this.#sounds.clear()
  }

  get people(): ReadonlyMap<PersonId, MediaPerson> {
    this.#people ??= this.#readPeople()
    return this.#people
  }

  get canPlay(): boolean {
    return this.#room.canPlaybackAudio
  }

  play = (): Promise<void> => this.#room.startAudio()
  bytes = (): Promise<number> => this.#count()

  async turn(source: MediaSource, on: boolean): Promise<void> {
    const me = this.#room.localParticipant
    if (source === 'microphone') await me.setMicrophoneEnabled(on)
    else if (source === 'camera') await me.setCameraEnabled(on, { resolution: this.#resolution() })
    else await me.setScreenShareEnabled(on, { audio: true, selfBrowserSurface: 'exclude', surfaceSwitching: 'include' })
    this.#change()
  }

  receive(rung: Rung, sound: boolean): void {
    if (rung === this.#rung && sound === this.#sound) return
    this.#rung = rung
    this.#sound = sound
    this.#receiveAll()
  }

  setCrowd(count: number): void {
    const few = count <= fewPeople
    if (few === this.#few) return
    this.#few = few
    const camera = this.#room.localParticipant.getTrackPublication(Track.Source.Camera)?.videoTrack
    void camera?.mediaStreamTrack.applyConstraints(this.#resolution()).catch(() => undefined)
  }

  async use(kind: MediaDeviceKind, deviceId: string): Promise<void> {
    await this.#room.switchActiveDevice(kind, deviceId)
  }

  on = (listener: () => void): (() => void) => this.#changed.on(listener)

  onLost(listener: (source: MediaSource) => void): () => void {
    this.#lost.add(listener)
    return () => this.#lost.delete(listener)
  }

  #resolution() {
    const { width, height, frameRate } = (this.#few ? VideoPresets.h720 : VideoPresets.h360).resolution
    return { width, height, frameRate: frameRate ?? 24 }
  }

  /**
   * The line could not be taken up again, as after a crash of the media server. LiveKit would come in anew on the same pass, and now and then
   * sends nothing then: the call does it with a new pass. While the browser itself has no line it is waited for.
   */
  #startsAnew(): void {
    if (navigator.onLine) void this.#room.disconnect()
    else this.#become('reconnecting')
  }

  #become(state: MediaRoom['state']): void {
    this.state = state
    this.#change()
  }

  #change(): void {
    this.#people = undefined
    this.#changed.tell()
  }

  /** LiveKit mutes what ended by itself and for which it found no other device. */
  #muted({ source, track }: TrackPublication): void {
    if (track?.mediaStreamTrack.readyState !== 'ended') return
    const lost =
      source === Track.Source.Camera ? 'camera' : source === Track.Source.Microphone ? 'microphone' : undefined
    if (lost) for (const listener of this.#lost) listener(lost)
  }

  /** Sound before all pictures; of pictures only what somebody looks at. */
  #receiveAll(): void {
    for (const participant of this.#room.remoteParticipants.values())
      for (const publication of participant.trackPublications.values()) {
        const wanted = this.#wants(publication, participant)
        if (publication.isDesired !== wanted) publication.setSubscribed(wanted)
        if (wanted && publication.source === Track.Source.ScreenShare)
          publication.setVideoQuality(this.#rung === 'pictures' ? VideoQuality.LOW : VideoQuality.HIGH)
      }
    this.#change()
  }

  #wants({ source, kind }: TrackPublication, { identity }: Participant): boolean {
    if (kind === Track.Kind.Audio) return this.#sound && this.#rung !== 'chat'
    if (source === Track.Source.Camera && this.#rung !== 'video') return false
    if (this.#rung === 'audio' || this.#rung === 'chat') return false
    return this.#expectsFaces || (this.#shown.get(keyOf(identity, source))?.size ?? 0) > 0
  }

  #came(track: RemoteTrack, { source }: TrackPublication, { identity }: Participant): void {
    if (track.kind === Track.Kind.Audio) {
      const element = track.attach()
      element.hidden = true
      document.body.append(element)
      this.#sounds.add(element)
    } else for (const element of this.#shown.get(keyOf(identity, source)) ?? []) track.attach(element)
  }

  #went(track: RemoteTrack): void {
    for (const element of track.detach()) if (this.#sounds.delete(element)) element.remove()
  }

  #readPeople(): ReadonlyMap<PersonId, MediaPerson> {
    const people = new Map<PersonId, MediaPerson>()
    const all = [this.#room.localParticipant, ...this.#room.remoteParticipants.values()]
    for (const participant of all) {
      const id = personOf(participant.identity)
      const known = people.get(id)
      const now = this.#read(id, participant)
      people.set(id, known ? joined(known, now) : now)
    }
    return people
  }

  #read(id: PersonId, participant: Participant): MediaPerson {
    const camera = this.#video(participant, Track.Source.Camera)
    const screen = this.#video(participant, Track.Source.ScreenShare)
    return {
      microphone: participant.isMicrophoneEnabled,
      speaking: participant.isSpeaking,
      spokeAtMs: this.#spoke.get(id) ?? 0,
      quality: qualities[participant.connectionQuality],
      ...(camera && { camera }),
      ...(screen && { screen }),
    }
  }

  #video(participant: Participant, source: Track.Source): MediaVideo | undefined {
    const publication = participant.getTrackPublication(source)
    if (!publication || publication.isMuted) return undefined
    if (participant instanceof RemoteParticipant && !this.#isReceived(source)) return undefined
    const key = keyOf(participant.identity, source)
    return {
      key: `${key}/${publication.trackSid}`,
      isOwn: participant === this.#room.localParticipant,
      show: (element) => this.#show(key, element, () => participant.getTrackPublication(source)?.track),
    }
  }

  #isReceived(source: Track.Source): boolean {
    return this.#rung === 'video' || (this.#rung === 'pictures' && source === Track.Source.ScreenShare)
  }

  #show(key: string, element: HTMLVideoElement, track: () => Track | undefined): () => void {
    const lookers = this.#shown.get(key) ?? new Set()
    this.#shown.set(key, lookers.add(element))
    this.#expectsFaces = false
    track()?.attach(element)
    // Of many that come and go at once, as when a page is turned, the server hears once.
    queueMicrotask(() => this.#receiveAll())
    return () => {
      lookers.delete(element)
      track()?.detach(element)
      queueMicrotask(() => this.#receiveAll())
    }
  }
}

const changes = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.AudioPlaybackStatusChanged,
] as const

const qualities: Record<ConnectionQuality, Quality> = {
  [ConnectionQuality.Excellent]: 'excellent',
  [ConnectionQuality.Good]: 'good',
  [ConnectionQuality.Poor]: 'poor',
  [ConnectionQuality.Lost]: 'lost',
  [ConnectionQuality.Unknown]: 'unknown',
}

/** An identity is `<person>:<device>`. */
const personOf = (identity: string): PersonId => identity.split(':')[0] ?? ''
const keyOf = (identity: string, source: Track.Source): string => `${identity}/${source}`

/** One person with two devices is one person: what either of them sends. */
const joined = (a: MediaPerson, b: MediaPerson): MediaPerson => ({
  ...a,
  ...b,
  microphone: a.microphone || b.microphone,
  speaking: a.speaking || b.speaking,
})
