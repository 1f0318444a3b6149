import { dispose, Room, RoomEvent } from '@livekit/rtc-node'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { classes, classMembers, guardians } from '@zvonok/schema/journal/tables'
import { attachSync, type SyncServer } from '@zvonok/sync-server/attach'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createSession, sessionCookie } from '../account/sessions.ts'
import { createApp } from '../app.ts'
import { makeLog } from '../platform/log.ts'
import { Browser, openSchool, type School } from '../testing/school.ts'
import { bringLimitMs } from './testing/livekit-program.ts'
import { type RealMedia, startRealMedia } from './testing/real-media.ts'

let real: RealMedia
let school: School
let sync: SyncServer
let olga: PersonId
let petya: PersonId
let irina: PersonId
let stranger: PersonId

beforeAll(async () => {
  real = await startRealMedia()
}, bringLimitMs)
afterAll(async () => {
  await real.end()
  await dispose()
})
beforeEach(async () => {
  const opened = await openSchool()
  const { database, settings, clock } = opened
  olga = await opened.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  petya = await opened.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil')
  irina = await opened.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian')
  stranger = await opened.addPerson('artyom', 'Зайцев', 'Артём', 'pupil')
  const group = { schoolId: opened.schoolId, active: true, type: 'homeroom' as const, grade: '7', subject: null }
  await database.orm.insert(classes).values({ id: newId(), sourcedId: '7b', title: '7 Б', ...group })
  const [row] = await database.orm.select({ id: classes.id }).from(classes)
  const classId = row?.id ?? ''
  await database.orm.insert(classMembers).values([
    { classId, personId: olga, role: 'classTeacher' },
    { classId, personId: petya, role: 'pupil' },
  ])
  await database.orm.insert(guardians).values({ guardianId: irina, childId: petya, access: 'full', byOffice: false })
  const log = makeLog(() => undefined)
  sync = await attachSync({
    database,
    authenticate: async () => undefined,
    allowedOrigin: () => true,
    limits: 'off',
    log: log.info,
    media: real.media,
  })
  const app = createApp({
    database,
    settings,
    log,
    sync,
    syncCalls: sync.calls,
    media: real.media,
    nowMs: () => clock.nowMs,
  })
  school = { ...opened, app }
})
afterEach(() => sync.close())

async function browserOf(person: PersonId): Promise<Browser> {
  const browser = new Browser(school)
  const { token } = await createSession(school.database, person, 'Chrome', school.clock.nowMs)
  browser.cookies.set(sessionCookie, token)
  return browser
}

const byLink = async (): Promise<string> => {
  const args = { title: 'Консультация', video: true, waitingRoom: false, joinMuted: false }
  return ((await sync.calls.run(olga, 'calls.startByLink', args)) as { callId: string }).callId
}

test('[CALLS-4] the page of a link says whose call it is; of one that is not for you as much as of none', async () => {
  const callId = await byLink()
  const pupil = await browserOf(petya)
  expect(await (await pupil.get(`/api/calls/${callId}`)).json()).toMatchObject({
    call: { id: callId, title: 'Консультация', startedBy: olga },
    entry: 'in',
    people: [{ id: olga, family: 'Иванова' }],
  })
  const lesson = {
    id: newId(),
    kind: 'lesson',
    title: 'Алгебра',
    video: true,
    schoolId: null,
    startedBy: olga,
  } as const
  await sync.calls.startFor({
    ...lesson,
    chats: [lesson.id],
    people: new Map([[olga, { role: 'admin', state: 'invited' }]]),
  })
  const answers = await Promise.all([lesson.id, newId()].map((id) => pupil.get(`/api/calls/${id}`)))
  expect(await Promise.all(answers.map(async (each) => [each.status, await each.json()]))).toEqual([
    [404, { code: 'core.notFound' }],
    [404, { code: 'core.notFound' }],
  ])
  expect((await new Browser(school).get(`/api/calls/${callId}`)).status).toBe(401)
})

test('[CALLS-8] a token is for those who are in: until they came, and after the end, there is none', async () => {
  const callId = await byLink()
  const pupil = await browserOf(petya)
  const ask = async () => (await pupil.post(`/api/calls/${callId}/token`, { device: 'phone' })).status
  expect(await ask()).toBe(404)
  await sync.calls.run(petya, 'calls.join', { callId })
  expect(await ask()).toBe(200)
  expect((await pupil.post(`/api/calls/${callId}/token`, { device: 'a b' })).status).toBe(400)
  await sync.calls.end(callId)
  expect(await ask()).toBe(409)
})

test('[CALLS-14] [CALLS-22] with the real media server: who is removed is out within a moment, also with the token of before', async () => {
  const callId = await byLink()
  await sync.calls.run(petya, 'calls.join', { callId })
  const pupil = await browserOf(petya)
  const answer = await pupil.post(`/api/calls/${callId}/token`, { device: 'phone' })
  const { token, identity, url } = (await answer.json()) as { token: string; identity: string; url: string }
  expect([url, identity.startsWith(`${petya}:`), identity.endsWith('.phone')]).toEqual(['/livekit', true, true])
  const out = enterUntilSentOut(token)
  await real.event((event) => event.type === 'joined' && event.roomId === callId)
  await sync.calls.run(olga, 'calls.remove', { callId, personId: petya })
  await out
  await enterUntilSentOut(token)
  const [stay, ...more] = await sync.calls.intervals(callId)
  expect([stay?.identity, more]).toEqual([identity, []])
  expect((await pupil.post(`/api/calls/${callId}/token`, { device: 'tablet' })).status).toBe(403)
})

test('[CALLS-26] with the real media server: signing out on one device is leaving the call, also with the token of before', async () => {
  const callId = await byLink()
  await sync.calls.run(petya, 'calls.join', { callId })
  const pupil = await browserOf(petya)
  const answer = await pupil.post(`/api/calls/${callId}/token`, { device: 'phone' })
  const { token } = (await answer.json()) as { token: string }
  const out = enterUntilSentOut(token)
  await real.event((event) => event.type === 'joined' && event.roomId === callId)
  expect((await pupil.post('/api/sign-out')).status).toBe(200)
  await out
  expect((await sync.calls.get(callId))?.people.get(petya)?.state).toBe('left')
  await sync.calls.run(petya, 'calls.join', { callId })
  await enterUntilSentOut(token)
})

test('[CALLS-22] a token that is used twice is one device: the first one is out, and the stay goes on', async () => {
  const callId = await byLink()
  await sync.calls.run(petya, 'calls.join', { callId })
  const answer = await (await browserOf(petya)).post(`/api/calls/${callId}/token`, { device: 'phone' })
  const { token } = (await answer.json()) as { token: string }
  const enter = async () => {
    const room = new Room()
    const out = new Promise((resolve) => room.once(RoomEvent.Disconnected, resolve))
    await room.connect(real.socketUrl(), token, { autoSubscribe: true, dynacast: false })
    return { room, out }
  }
  const first = await enter()
  const second = await enter()
  await first.out
  await vi.waitFor(async () => expect(await sync.calls.intervals(callId)).toHaveLength(2))
  const [before, after] = await sync.calls.intervals(callId)
  expect(before?.leftAtMs).toBeGreaterThanOrEqual(after?.joinedAtMs ?? Number.POSITIVE_INFINITY)
  expect(after?.leftAtMs).toBeNull()
  expect((await sync.calls.get(callId))?.people.get(petya)?.state).toBe('in')
  await second.room.disconnect()
})

test('[CALLS-24] the own calls', async () => {
  const callId = await byLink()
  await sync.calls.end(callId)
  const mine = await (await (await browserOf(olga)).get('/api/calls')).json()
  expect(mine).toMatchObject({
    calls: [
      {
        id: callId,
        kind: 'link',
        title: 'Консультация',
        startedBy: olga,
        state: 'left',
        endedAtMs: expect.any(Number),
      },
    ],
    people: [{ id: olga }],
  })
  expect(await (await (await browserOf(stranger)).get('/api/calls')).json()).toEqual({ calls: [], people: [] })
})

test('[CALLS-3] [CALLS-16] meetings of a class, of a year, of one family; nobody else starts them', async () => {
  const teacher = await browserOf(olga)
  const [row] = await school.database.orm.select({ id: classes.id }).from(classes)
  const start = async (
    browser: Browser,
    body: object,
  ): Promise<[number, { callId?: string; code?: string; state?: string }]> => {
    const answer = await browser.post('/api/calls/meeting', body)
    return [answer.status, (await answer.json()) as object]
  }
  const guardian = await browserOf(irina)
  const ofClass = { scope: 'class', classId: row?.id }
  expect(await start(guardian, ofClass)).toEqual([403, { code: 'chats.adminsOnly' }])
  expect(await start(guardian, { scope: 'family', childId: petya })).toEqual([404, { code: 'core.notFound' }])
  const [status, { callId }] = await start(teacher, ofClass)
  expect([status, (await sync.calls.get(callId ?? ''))?.title]).toEqual([200, 'Родительское собрание'])
  expect(await start(teacher, ofClass)).toEqual([200, { callId, state: 'in' }])
  expect(await start(teacher, { scope: 'parallel', grade: '7' })).toEqual([404, { code: 'core.notFound' }])
  expect((await start(teacher, { scope: 'family', childId: petya }))[0]).toBe(200)
  expect((await start(teacher, { scope: 'everybody' }))[0]).toBe(400)
})

/** Past the app, as a device of the media server. @returns when it was sent out */
async function enterUntilSentOut(token: string): Promise<unknown> {
  const room = new Room()
  const out = new Promise((resolve) => room.once(RoomEvent.Disconnected, resolve))
  await room.connect(real.socketUrl(), token, { autoSubscribe: true, dynacast: false })
  return out
}
