import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type LocalTrackPublication,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node'

const sampleRate = 48_000
const samples = sampleRate / 100
/** Ten milliseconds of 1000 Hz, loud enough to be taken for speech. */
const tone = Int16Array.from({ length: samples }, (_, at) => 12_000 * Math.sin((at * 2 * Math.PI * 1000) / sampleRate))

export interface Sounding {
  readonly publication: LocalTrackPublication
  /** Before the room is left. */
  stop(): void
}

/** Publishes a microphone with a tone. */
export async function publishTone(room: Room): Promise<Sounding> {
  const source = new AudioSource(sampleRate, 1)
  const track = LocalAudioTrack.createAudioTrack('microphone', source)
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE })
  const publication = await room.localParticipant?.publishTrack(track, options)
  if (!publication) throw new Error('not in the room')
  let sounds = true
  async function sound(): Promise<void> {
    while (sounds) await source.captureFrame(new AudioFrame(tone, sampleRate, 1, samples))
    await source.close()
  }
  void sound()
  return {
    publication,
    stop: () => {
      sounds = false
    },
  }
}
