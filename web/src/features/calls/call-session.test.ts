import { type CallPerson, defaultSettings, type MediaSource } from '@zvonok/schema/calls/call'
import { expect, test, vi } from 'vitest'
import type { KnownCall } from '../../platform/calls.ts'
import { ManualClock } from '../../platform/testing/manual-clock.ts'
import { fakeDevice } from '../../testing/fake-device.ts'
import { anna, olga } from '../../testing/school.ts'
import { CallSession, type Wish } from './call-session.ts'
import type { MediaRoom } from './media-room.ts'

const callId = 'call'.padEnd(16, '0')
const wish: Wish = { microphone: true, camera: false, companion: false, audioOnly: false }

class FakeRoom implements MediaRoom {
  state: MediaRoom['state'] = 'connecting'
  goneBecause: MediaRoom['goneBecause'] = 'line'
  people: MediaRoom['people'] = new Map()
  quality = 'good' as const
  canPlay = true
  readonly turned: string[] = []
  received: [string, boolean] | undefined
  #tell = () => {}
  async connect() {
    this.state = 'live'
  }
  async leave() {}
  async play() {}
  bytes = async () => 0
  /** What the browser answers to whoever turns something on. */
  trouble: Error | undefined
  async turn(source: string, on: boolean) {
    this.turned.push(`${source} ${on ? 'on' : 'off'}`)
    if (on && this.trouble) throw this.trouble
  }
  receive(rung: string, sound: boolean) {
    this.received = [rung, sound]
  }
  setCrowd() {}
  async use() {}
  on(listener: () => void) {
    this.#tell = listener
    return () => undefined
  }
  lose: (source: MediaSource) => void = () => {}
  onLost(listener: (source: MediaSource) => void) {
    this.lose = listener
    return () => undefined
  }
  fail(why: MediaRoom['goneBecause'] = 'line') {
    this.state = 'gone'
    this.goneBecause = why
    this.#tell()
  }
}

function makeCall(me: Partial<CallPerson>, fields: Partial<KnownCall> = {}): KnownCall {
  const others: CallPerson = { role: 'admin', state: 'in', sinceMs: 0 }
  return {
    ...{ id: callId, kind: 'link', schoolId: null, chats: [callId], title: 'Звонок', video: false, count: 2 },
    ...{ startedBy: olga.id, startedAtMs: 0, settings: defaultSettings('link') },
    people: new Map([
      [olga.id, others],
      [anna.id, { role: 'member', state: 'in', sinceMs: 0, ...me }],
    ]),
    ...fields,
  }
}

async function begin(
  options: { state?: 'in' | 'waiting'; me?: Partial<CallPerson>; call?: Partial<KnownCall>; wish?: Partial<Wish> } = {},
) {
  const fake = fakeDevice({ me: anna, people: [olga] })
  const clock = new ManualClock()
  const rooms: FakeRoom[] = []
  const state = options.state ?? 'in'
  fake.state.answer = () => ({ result: { callId, state } })
  const tell = (call: KnownCall) => {
    fake.state.calls = [call]
    fake.tell('calls')
  }
  fake.state.calls = [makeCall({ state, ...options.me }, options.call)]
  const session = new CallSession({
    ...{ device: fake.device, callId, clock, wish: { ...wish, ...options.wish } },
    loadRoom: async () => {
      const room = new FakeRoom()
      rooms.push(room)
      return room
    },
    askPass: async () => ({ url: '/livekit', token: 't', identity: `${anna.id}:d` }),
  })
  await vi.waitFor(() => expect(session.phase).toBe(state === 'in' ? 'live' : 'waiting'))
  const last = () => rooms.at(-1) as FakeRoom
  return { fake, clock, rooms, session, tell, last }
}

test('[INCALL-6] a microphone that an admin forbids is never tried and is given up', async () => {
  const { session, tell, last } = await begin()
  await vi.waitFor(() => expect(last().turned).toEqual(['microphone on']))
  const settings = { ...defaultSettings('link'), unmute: 'admins' as const, screen: 'admins' as const }
  tell(makeCall({}, { settings }))
  expect(last().turned).toEqual(['microphone on', 'microphone off'])
  await session.turn('microphone', true)
  await session.turn('screen', true)
  expect(last().turned).toHaveLength(2)
  tell(makeCall({ speaks: true }, { settings }))
  await session.turn('microphone', true)
  expect(last().turned.at(-1)).toBe('microphone on')
})

test('[INCALL-6] muted by an admin, the microphone stays off until one turns it on', async () => {
  const { session, tell, last } = await begin()
  tell(makeCall({}))
  tell(makeCall({ mutedMs: 5 }))
  expect([session.wanted.microphone, last().turned.at(-1)]).toEqual([false, 'microphone off'])
})

test('[INCALL-19] where microphones are off at the entry one comes in silently, whoever leads does not, and coming back changes nothing', async () => {
  const call = { settings: { ...defaultSettings('link'), joinMuted: true } }
  const pupil = await begin({ call, wish: { camera: true } })
  await vi.waitFor(() => expect(pupil.last().turned).toEqual(['camera on']))
  await pupil.session.turn('microphone', true)
  pupil.last().fail()
  pupil.clock.pass(1000)
  await vi.waitFor(() => expect(pupil.last().turned).toEqual(['microphone on', 'camera on']))
  const teacher = await begin({ call, me: { role: 'admin' } })
  await vi.waitFor(() => expect(teacher.last().turned).toEqual(['microphone on']))
})

test('[INCALL-20] a camera that goes away says why and is off; one that was turned off is not missed', async () => {
  const { session, last } = await begin({ wish: { camera: true } })
  await vi.waitFor(() => expect(last().turned).toContain('camera on'))
  last().trouble = Object.assign(new Error('unplugged'), { name: 'NotFoundError' })
  last().lose('camera')
  await vi.waitFor(() => expect(session.problem).toEqual({ device: 'camera', why: 'missing' }))
  expect([session.wanted.camera, session.wanted.microphone]).toEqual([false, true])
  session.dismissProblem()
  last().lose('camera')
  expect(session.problem).toBeUndefined()
})

test('[INCALL-7] a lost room is made anew with what was on', async () => {
  const { session, clock, rooms, last } = await begin({ wish: { camera: true } })
  await vi.waitFor(() => expect(last().turned).toContain('camera on'))
  last().fail()
  expect(session.phase).toBe('lost')
  clock.pass(1000)
  await vi.waitFor(() => expect(session.phase).toBe('live'))
  expect(rooms).toHaveLength(2)
  await vi.waitFor(() => expect(last().turned).toEqual(['microphone on', 'camera on']))
})

test('[INCALL-7] without a line it waits, and comes back as soon as there is one', async () => {
  const { session, fake, clock, last } = await begin()
  const answer = fake.state.answer
  fake.state.answer = () => undefined
  last().fail()
  clock.pass(60_000)
  await vi.waitFor(() => expect(session.phase).toBe('lost'))
  fake.state.answer = answer
  await vi.waitFor(() => {
    fake.tell('link')
    expect(session.phase).toBe('live')
  })
})

test('[INCALL-9] ended, removed, elsewhere and left by another device are told apart', async () => {
  const ended = await begin()
  ended.tell(makeCall({}, { endedAtMs: 9 }))
  const removed = await begin()
  removed.tell(makeCall({ state: 'removed' }))
  const elsewhere = await begin()
  elsewhere.last().fail('elsewhere')
  const left = await begin()
  left.tell(makeCall({}))
  left.tell(makeCall({ state: 'left' }))
  const unanswered = await begin()
  unanswered.tell(makeCall({}, { kind: 'chat', startedBy: anna.id, endedAtMs: 9, people: new Map() }))
  expect([ended, removed, elsewhere, left, unanswered].map(({ session }) => session.ending)).toEqual([
    'calls.ended',
    'calls.removed',
    'elsewhere',
    'left',
    'unanswered',
  ])
})

test('[INCALL-9] who waits at the door comes in when admitted', async () => {
  const { session, tell } = await begin({ state: 'waiting' })
  tell(makeCall({ state: 'in' }))
  await vi.waitFor(() => expect(session.phase).toBe('live'))
})

test('[INCALL-16] a companion hears nothing and sends nothing until it speaks', async () => {
  const { session, last } = await begin({ wish: { companion: true } })
  expect([last().received, last().turned]).toEqual([['video', false], []])
  await session.turn('microphone', true)
  await session.turn('microphone', false)
  expect(last().turned).toEqual(['microphone on', 'microphone off'])
})

test('[CALLS-7] who may not stay since others left waits at the door, is told so, and comes back when let in', async () => {
  const { session, tell, rooms } = await begin()
  tell(makeCall({}))
  tell(makeCall({ state: 'waiting' }))
  expect([session.phase, session.setBack, session.room]).toEqual(['waiting', true, undefined])
  tell(makeCall({}))
  await vi.waitFor(() => expect(session.phase).toBe('live'))
  expect([session.setBack, rooms.length]).toEqual([false, 2])
})
