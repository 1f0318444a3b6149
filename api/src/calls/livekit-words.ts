import { type TrackInfo, TrackSource, type WebhookEvent } from 'livekit-server-sdk'
import type { MediaEvent, Track } from './media.ts'

const sourceNames: Partial<Record<TrackSource, Track['source']>> = {
  [TrackSource.CAMERA]: 'camera',
  [TrackSource.MICROPHONE]: 'microphone',
  [TrackSource.SCREEN_SHARE]: 'screen',
  [TrackSource.SCREEN_SHARE_AUDIO]: 'screenAudio',
}

export const trackOf = ({ sid, source, muted }: Pick<TrackInfo, 'sid' | 'source' | 'muted'>): Track => ({
  sid,
  source: sourceNames[source] ?? 'unknown',
  muted,
})

/** What LiveKit told at `nowMs`, in our words; undefined for what nobody asks for. */
export function eventOf(hook: WebhookEvent, nowMs: number): MediaEvent | undefined {
  const { id, room, participant, track } = hook
  if (!room) return undefined
  const base = { id, atMs: timeOf(hook, nowMs), roomId: room.name }
  if (hook.event === 'room_finished') return { ...base, type: 'roomFinished' }
  if (!participant) return undefined
  const { identity } = participant
  const joinedAtMs = Number(participant.joinedAtMs)
  switch (hook.event) {
    case 'participant_joined':
      return { ...base, type: 'joined', identity, joinedAtMs }
    case 'participant_left':
      return { ...base, type: 'left', identity, joinedAtMs }
    case 'track_published':
      return track && { ...base, type: 'trackPublished', identity, track: trackOf(track) }
    case 'track_unpublished':
      return track && { ...base, type: 'trackUnpublished', identity, track: trackOf(track) }
    default:
      return undefined
  }
}

/** LiveKit tells the second in which it happened; the moment in it is ours where the word came at once. */
function timeOf({ createdAt }: WebhookEvent, nowMs: number): number {
  const secondMs = Number(createdAt) * 1000
  return Math.min(Math.max(nowMs, secondMs), secondMs + 999)
}
