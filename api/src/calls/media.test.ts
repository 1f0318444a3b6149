import { dispose, RoomEvent } from '@livekit/rtc-node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bringLimitMs } from './testing/livekit-program.ts'
import { openRoom, passTo, roomOfTwo, TestParticipant } from './testing/participant.ts'
import { type RealMedia, startRealMedia } from './testing/real-media.ts'

let real: RealMedia
const present: TestParticipant[] = []

beforeAll(async () => {
  real = await startRealMedia()
}, bringLimitMs)
afterEach(async () => {
  for (const participant of present.splice(0)) await participant.leave()
})
afterAll(async () => {
  await real.end()
  await dispose()
})

async function two() {
  const room = await roomOfTwo(real)
  present.push(room.olga, room.petya)
  return room
}

test('[MEDIA-6] a token lets one person into one open room, under the name of the roster', async () => {
  const { olga, petya } = await two()
  const seen = petya.room.remoteParticipants.get(olga.identity)
  expect(seen?.name).toBe('Иванова Ольга')
  expect(seen?.attributes).toEqual({ role: 'учитель' })
})

test('[MEDIA-6] nobody opens a room by joining', async () => {
  const stranger = new TestParticipant(passTo('a room that nobody has opened'))
  await expect(stranger.join(real)).rejects.toThrow()
})

test('[MEDIA-6] a token lives for 90 seconds and gives no rights over rooms', async () => {
  const token = await real.media.token(passTo('room', { canPublish: ['microphone', 'screen'] }))
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims.exp - claims.nbf).toBe(90)
  expect(claims.video).toEqual({
    room: 'room',
    roomJoin: true,
    canPublish: true,
    canPublishSources: ['microphone', 'screen_share', 'screen_share_audio'],
    canPublishData: false,
    canSubscribe: true,
    canUpdateOwnMetadata: false,
    hidden: false,
  })
})

test('[MEDIA-7] what one says the other one hears', async () => {
  const { olga, petya, roomId } = await two()
  await olga.speak()
  await petya.hears()
  const [first] = (await real.media.participants(roomId)).filter(({ identity }) => identity === olga.identity)
  expect(first).toMatchObject({ hidden: false, tracks: [{ source: 'microphone', muted: false }] })
})

test('[MEDIA-7] a muted microphone is muted for all', async () => {
  const { olga, petya, roomId } = await two()
  await olga.speak()
  await petya.hears()
  const muted = petya.next(RoomEvent.TrackMuted)
  await real.media.mute(roomId, olga.identity, 'microphone')
  await muted
  const [track] = (await real.media.participants(roomId)).flatMap(({ tracks }) => tracks)
  expect(track).toMatchObject({ source: 'microphone', muted: true })
})

test('[MEDIA-7] who may not speak any more is heard no more, and may be allowed again', async () => {
  const { olga, petya, roomId } = await two()
  await olga.speak()
  await petya.hears()
  const gone = petya.next(RoomEvent.TrackUnpublished)
  await real.media.setPermissions(roomId, olga.identity, { canPublish: ['camera'] })
  await gone
  await real.media.setPermissions(roomId, olga.identity, { canPublish: ['camera', 'microphone'] })
  const again = petya.next(RoomEvent.TrackSubscribed)
  await olga.speak()
  await again
})

test('[MEDIA-7] a hidden listener is seen by nobody, and counted', async () => {
  const { petya, roomId } = await two()
  const listener = await new TestParticipant(passTo(roomId, { hidden: true, canPublish: [] })).join(real)
  present.push(listener)
  expect(petya.room.remoteParticipants.has(listener.identity)).toBe(false)
  const found = await real.media.participants(roomId)
  expect(found.find(({ identity }) => identity === listener.identity)?.hidden).toBe(true)
})

test('[MEDIA-7] the removed one is out, and the room that has ended is closed', async () => {
  const { olga, petya, roomId } = await two()
  const out = petya.next(RoomEvent.Disconnected)
  await real.media.remove(roomId, petya.identity)
  await out
  const over = olga.next(RoomEvent.Disconnected)
  await real.media.endRoom(roomId)
  await over
  expect(await real.media.participants(roomId)).toEqual([])
})

test('[MEDIA-7] what is asked of nobody changes nothing', async () => {
  const roomId = await openRoom(real.media)
  await real.media.mute(roomId, 'nobody', 'microphone')
  await real.media.setPermissions(roomId, 'nobody', { canPublish: [] })
  await real.media.remove(roomId, 'nobody')
  await real.media.endRoom(roomId)
  await real.media.endRoom(roomId)
  expect(await real.media.participants(roomId)).toEqual([])
})

test('[MEDIA-8] joining, speaking, leaving and the end of the room are told', async () => {
  const { olga, petya, roomId } = await two()
  const { identity } = olga
  const of = (type: string) => real.event((event) => event.roomId === roomId && event.type === type)
  const joined = await real.event((event) => event.type === 'joined' && event.identity === identity)
  const [seen] = (await real.media.participants(roomId)).filter((each) => each.identity === identity)
  expect(joined).toMatchObject({ roomId, joinedAtMs: seen?.joinedAtMs })
  await olga.speak()
  expect(await of('trackPublished')).toMatchObject({ identity, track: { source: 'microphone' } })
  await olga.leave()
  const left = await real.event((event) => event.type === 'left' && event.identity === identity)
  expect(left).toMatchObject({ joinedAtMs: seen?.joinedAtMs })
  expect(left.atMs).toBeGreaterThanOrEqual(seen?.joinedAtMs ?? 0)
  await petya.leave()
  await real.media.endRoom(roomId)
  await of('roomFinished')
})

test('[MEDIA-9] the log holds no names, devices and tokens', async () => {
  const { petya } = await two()
  await petya.leave()
  expect(real.logged.join('')).not.toMatch(/Смирнов|Иванова|eyJ|access_token/)
  expect(real.logged.join('')).not.toContain(petya.pass.personId)
})
