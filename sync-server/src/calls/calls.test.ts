import {
  admitPeople,
  answerHand,
  appoint,
  declineCall,
  endCall,
  leaveCall,
  mutePeople,
  raiseHand,
  removePerson,
  setCall,
  startByLink,
  startInChat,
} from '@zvonok/schema/calls/commands'
import { openDirect } from '@zvonok/schema/chats/commands'
import { newId } from '@zvonok/schema/core/ids'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask, join, sees, seesEnd, setQuiet, startCalls } from '../testing/calls.ts'
import type { TestClient } from '../testing/client.ts'
import type { TestMedia } from '../testing/media.ts'
import { removeServer, type TestServer } from '../testing/server.ts'
import { until } from '../testing/wait.ts'

let server: TestServer
let media: TestMedia
let olga: TestClient
let petya: TestClient
let classChat: string
beforeEach(async () => {
  ;({ server, media } = await startCalls())
  classChat = await server.chat('class')
  olga = await server.connect(server.school.olga)
  petya = await server.connect(server.school.petya)
})
afterEach(() => removeServer(server))

const startedIn = async (client: TestClient, chatId: string, people: readonly string[]): Promise<string> => {
  const result = await ask(client, startInChat, { chatId, video: false, people: [...people] })
  return (result as { callId: string }).callId
}

const linked = async (client: TestClient, waitingRoom = false): Promise<string> => {
  const args = { title: 'Консультация', video: true, waitingRoom, joinMuted: false }
  return ((await ask(client, startByLink, args)) as { callId: string }).callId
}

const direct = async (client: TestClient, personId: string): Promise<string> =>
  ((await client.run(openDirect, { personId })) as { chatId: string }).chatId

describe('[CALLS-12] an incoming call', () => {
  test('is shown on all devices of the called, and ends on all when it is answered on one', async () => {
    const other = await server.connect(server.school.petya, { session: 'second' })
    const chatId = await direct(olga, server.school.petya)
    const callId = await startedIn(olga, chatId, [])
    const frame = await sees(petya, server.school.petya, 'ringing')
    expect(frame).toMatchObject({
      call: { id: callId, chats: [chatId], startedBy: server.school.olga, video: false, count: 1 },
      people: [[server.school.petya, { state: 'ringing' }]],
      rows: [{ id: server.school.olga, family: 'olga' }],
      whole: true,
    })
    await sees(other, server.school.petya, 'ringing')
    expect(await join(petya, callId)).toEqual({ callId, state: 'in' })
    for (const device of [petya, other]) expect((await sees(device, server.school.petya, 'in')).people).toHaveLength(2)
    await sees(olga, server.school.petya, 'in')
  })

  test('ends when it is declined, and leaves one line in the chat', async () => {
    const chatId = await direct(olga, server.school.petya)
    const callId = await startedIn(olga, chatId, [])
    await ask(petya, declineCall, { callId })
    await seesEnd(olga, callId)
    await seesEnd(petya, callId)
    expect(await notices(chatId)).toEqual([['callEnded', null]])
  })

  test('becomes a missed call after 45 seconds, also when the server was started again meanwhile', async () => {
    const chatId = await direct(olga, server.school.petya)
    const callId = await startedIn(olga, chatId, [])
    await server.restart()
    server.aheadMs = 46_000
    await until(async () => (await server.sync.calls.get(callId))?.endedAtMs !== undefined)
    expect(await stateOf(callId, server.school.petya)).toBe('missed')
    expect(await notices(chatId)).toEqual([['callEnded', null]])
  })

  test('[CALLS-21] one who connects while it rings finds it', async () => {
    const chatId = await direct(olga, server.school.petya)
    const callId = await startedIn(olga, chatId, [])
    const late = server.dial(server.school.petya, { session: 'late' })
    const { calls } = await late.next('calls')
    expect(calls).toMatchObject([{ call: { id: callId }, people: [[server.school.petya, { state: 'ringing' }]] }])
    const stranger = server.dial(server.school.mallory)
    expect((await stranger.next('calls')).calls).toEqual([])
  })

  test('does not ring for somebody who has blocked the caller', async () => {
    await server.database.client.execute({
      sql: 'INSERT INTO blocks (person_id, blocked_id, at_ms) VALUES (?, ?, 0)',
      args: [server.school.masha, server.school.olga],
    })
    await server.sync.rosterChanged()
    const callId = await startedIn(olga, classChat, [server.school.masha, server.school.petya])
    expect(await stateOf(callId, server.school.masha)).toBe('invited')
    expect(await stateOf(callId, server.school.petya)).toBe('ringing')
  })
})

describe('[CALLS-15] quiet hours', () => {
  beforeEach(() => setQuiet(server, { from: '00:00', to: '23:59', sundays: true }))

  test('a call is a missed one at once, and ends where nobody else was called', async () => {
    const chatId = await direct(olga, server.school.petya)
    const callId = await startedIn(olga, chatId, [])
    expect(await server.sync.calls.get(callId)).toMatchObject({ endedAtMs: expect.any(Number) })
    expect(await stateOf(callId, server.school.petya)).toBe('missed')
    await petya.quiet()
    expect(petya.taken('call').flatMap(({ people = [] }) => people.map(([, row]) => row?.state))).not.toContain(
      'ringing',
    )
  })

  test('own family rings through', async () => {
    const irina = await server.connect(server.school.irina)
    const chatId = await direct(irina, server.school.petya)
    await startedIn(irina, chatId, [])
    await sees(petya, server.school.petya, 'ringing')
  })

  test('an urgent call of the head rings and is logged; nobody else has one', async () => {
    const head = await server.connect(server.school.head)
    const chatId = await direct(head, server.school.petya)
    await ask(head, startInChat, { chatId, video: false, people: [], urgent: true })
    await sees(petya, server.school.petya, 'ringing')
    expect(server.events.map(({ event }) => event)).toContain('calls.urgent')
    const own = await direct(olga, server.school.petya)
    const urgent = ask(olga, startInChat, { chatId: own, video: false, people: [], urgent: true })
    await expect(urgent).rejects.toThrow('core.forbidden')
  })
})

describe('[CALLS-1] a call in a chat', () => {
  test('there is one at a time: starting again joins it, the same command again changes nothing', async () => {
    const id = newId()
    const args = { chatId: classChat, video: false, people: [server.school.petya] }
    expect(await ask(olga, startInChat, args, id)).toEqual({ callId: id, state: 'in' })
    expect(await ask(olga, startInChat, args, id)).toEqual({ callId: id, state: 'in' })
    await ask(petya, declineCall, { callId: id })
    await server.sync.runAs(server.school.olga, 'chats.setPermissions', {
      chatId: classChat,
      permissions: { call: 'all' },
    })
    expect(await ask(petya, startInChat, { ...args, people: [] })).toEqual({ callId: id, state: 'in' })
    expect(await rows('SELECT count(*) FROM calls')).toEqual([[1]])
  })

  test('[CALLS-20] members see that it runs and how many are in, and nobody of them', async () => {
    const masha = await server.connect(server.school.masha)
    const callId = await startedIn(olga, classChat, [server.school.petya])
    const frame = await masha.next('call')
    expect(frame).toMatchObject({ call: { id: callId, count: 1 }, people: [] })
    await join(petya, callId)
    expect(await masha.next('call')).toEqual({ type: 'call', call: { id: callId, count: 2 } })
  })

  test('is refused without the permission, without membership, and while the media server is away', async () => {
    const start = (client: TestClient) => ask(client, startInChat, { chatId: classChat, video: false, people: [] })
    await expect(start(petya)).rejects.toThrow('chats.adminsOnly')
    await expect(start(await server.connect(server.school.mallory))).rejects.toThrow('chats.notMember')
    media.crash()
    await expect(start(olga)).rejects.toThrow('calls.off')
  })

  test('[CALLS-17] begins and ends with a line in the chat', async () => {
    const callId = await startedIn(olga, classChat, [])
    await join(petya, callId)
    await ask(olga, endCall, { callId })
    expect(await notices(classChat)).toEqual([
      ['callStarted', null],
      ['callEnded', { ms: expect.any(Number) }],
    ])
  })

  test('nothing of it is told when the disk is full, and it can be started afterwards', async () => {
    await server.fillDisk()
    const args = { title: 'Я'.repeat(100), video: true, waitingRoom: false, joinMuted: false }
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => ask(olga, startByLink, args)))
    expect(answers.some(({ status }) => status === 'rejected')).toBe(true)
    const begun = answers.filter(({ status }) => status === 'fulfilled').length
    expect(await rows('SELECT count(*) FROM calls')).toEqual([[begun]])
    await server.freeDisk()
    await until(() => server.sync.storageOk())
    await linked(olga)
  })
})

describe('[CALLS-6] [CALLS-7] [CALLS-18] a call by link', () => {
  test('whoever waits sees oneself, the admins see who waits, and who is let in becomes a member of its chat', async () => {
    const callId = await linked(olga, true)
    expect(await join(petya, callId)).toEqual({ callId, state: 'waiting' })
    const frame = await sees(petya, server.school.petya, 'waiting')
    expect(frame.people).toHaveLength(1)
    await sees(olga, server.school.petya, 'waiting')
    await expect(petya.run(sendMessage, { chatId: callId, text: 'Пустите' })).rejects.toThrow('chats.notMember')
    expect(await server.sync.calls.tokenGrant(server.school.petya, callId)).toEqual({ code: 'core.notFound' })
    await ask(olga, admitPeople, { callId, people: [server.school.petya] })
    await sees(petya, server.school.petya, 'in')
    await petya.run(sendMessage, { chatId: callId, text: 'Спасибо' })
    expect(await server.sync.calls.tokenGrant(server.school.petya, callId)).toMatchObject({
      sources: ['camera', 'microphone', 'screen'],
      name: 'petya И',
      role: 'pupil',
    })
  })

  test('[CALLS-20] whoever is in does not see who waits', async () => {
    const callId = await linked(olga)
    await join(petya, callId)
    await ask(olga, setCall, { callId, settings: { waitingRoom: true } })
    const masha = await server.connect(server.school.masha)
    await join(masha, callId)
    await sees(olga, server.school.masha, 'waiting')
    await petya.quiet()
    const seen = petya.taken('call').flatMap(({ people = [] }) => people.map(([id]) => id))
    expect(seen).not.toContain(server.school.masha)
  })

  test('[CALLS-14] who was removed is sent out, gets no token, and does not come back with another device', async () => {
    const callId = await linked(olga)
    await join(petya, callId)
    await media.come(callId, `${server.school.petya}:phone`, Date.now())
    await ask(olga, removePerson, { callId, personId: server.school.petya })
    await sees(petya, server.school.petya, 'removed')
    await until(() => media.asked.includes(`remove ${callId} ${server.school.petya}:phone`))
    await expect(join(petya, callId)).rejects.toThrow('calls.removed')
    expect(await server.sync.calls.tokenGrant(server.school.petya, callId)).toEqual({ code: 'calls.removed' })
    await media.come(callId, `${server.school.petya}:tablet`, Date.now())
    await until(() => media.asked.includes(`remove ${callId} ${server.school.petya}:tablet`))
    await expect(petya.run(sendMessage, { chatId: callId, text: 'Я тут' })).rejects.toThrow('chats.notMember')
  })

  test('[CALLS-5] a stranger of another school waits; of an unknown call nobody learns anything', async () => {
    const callId = await linked(olga)
    const mallory = await server.connect(server.school.mallory)
    expect(await join(mallory, callId)).toEqual({ callId, state: 'waiting' })
    await expect(join(mallory, newId())).rejects.toThrow('core.notFound')
    const inClass = await startedIn(olga, classChat, [])
    await expect(join(mallory, inClass)).rejects.toThrow('core.notFound')
  })
})

describe('in the call', () => {
  let callId: string
  beforeEach(async () => {
    callId = await startedIn(olga, classChat, [])
    await join(petya, callId)
    await media.come(callId, `${server.school.petya}:phone`, Date.now())
  })

  test('[CALLS-10] hands stand in the order of the server; the word lets one speak where others may not', async () => {
    const masha = await server.connect(server.school.masha)
    await join(masha, callId)
    await ask(petya, raiseHand, { callId, up: true })
    await ask(masha, raiseHand, { callId, up: true })
    const call = await server.sync.calls.get(callId)
    const hands = [server.school.petya, server.school.masha].map((id) => call?.people.get(id)?.handMs ?? 0)
    expect(hands[0]).toBeLessThan(hands[1] as number)
    await ask(olga, setCall, { callId, settings: { unmute: 'admins' } })
    await ask(olga, answerHand, { callId, personId: server.school.petya, speaks: true })
    await until(() => media.asked.at(-1) === `allow ${callId} ${server.school.petya}:phone camera,microphone,screen`)
    expect(media.asked).toContain(`allow ${callId} ${server.school.petya}:phone camera,screen`)
    expect(await sees(petya, server.school.petya, 'in')).toBeDefined()
  })

  test('[CALLS-9] muting all mutes those who are in, also when the media server fails once', async () => {
    media.failures = 1
    await ask(olga, mutePeople, { callId })
    await until(() => media.asked.includes(`mute ${callId} ${server.school.petya}:phone microphone`))
    await expect(ask(petya, mutePeople, { callId })).rejects.toThrow('calls.adminsOnly')
  })

  test('[CALLS-11] the role is never handed to a pupil where staff is', async () => {
    const hand = ask(olga, appoint, { callId, personId: server.school.petya, role: 'admin' })
    await expect(hand).rejects.toThrow('core.forbidden')
  })

  test('[CALLS-13] the last one to leave ends a call of a chat', async () => {
    await ask(olga, leaveCall, { callId })
    expect((await server.sync.calls.get(callId))?.endedAtMs).toBeUndefined()
    await ask(petya, leaveCall, { callId })
    await seesEnd(olga, callId)
    await until(() => media.asked.includes(`close ${callId}`))
    await expect(join(olga, callId)).rejects.toThrow('calls.ended')
  })

  test('who leaves the school leaves the call', async () => {
    await server.school.roster.active(server.school.petya, false)
    await server.sync.rosterChanged()
    expect(await stateOf(callId, server.school.petya)).toBe('left')
    await until(() => media.asked.includes(`remove ${callId} ${server.school.petya}:phone`))
  })

  test('who is in hears of changes only, together', async () => {
    await sees(olga, server.school.petya, 'in')
    const masha = await server.connect(server.school.masha)
    await join(masha, callId)
    const frame = await sees(olga, server.school.masha, 'in')
    expect(frame.people).toHaveLength(1)
    expect(frame.rows).toMatchObject([{ id: server.school.masha }])
  })
})

test('[CALLS-19] a lesson of the server has its list and goes on while nobody is there', async () => {
  const id = newId()
  const people = new Map([
    [server.school.olga, { role: 'admin', state: 'invited' }],
    [server.school.petya, { role: 'member', state: 'invited' }],
  ] as const)
  const lesson = {
    id,
    kind: 'lesson',
    title: 'Алгебра',
    video: true,
    chats: [id],
    schoolId: server.school.school,
  } as const
  await server.sync.calls.startFor({ ...lesson, lessonId: 'lesson', startedBy: server.school.olga, people })
  expect((await petya.next('call')).call).toMatchObject({ id, lessonId: 'lesson' })
  const masha = await server.connect(server.school.masha)
  await expect(join(masha, id)).rejects.toThrow('core.notFound')
  expect(await join(petya, id)).toEqual({ callId: id, state: 'in' })
  await ask(petya, leaveCall, { callId: id })
  expect(await join(olga, id)).toEqual({ callId: id, state: 'in' })
  await expect(ask(olga, endCall, { callId: id })).rejects.toThrow('core.forbidden')
  await server.sync.calls.end(id)
  await seesEnd(petya, id)
})

test('[CALLS-3] [CALLS-16] meetings: of a class in its parents chat, of one family with a chat of its own', async () => {
  const parents = await server.chat('parents')
  const irina = await server.connect(server.school.irina)
  const meeting = { chats: [parents], title: 'Собрание', video: true, audience: true }
  const started = await server.sync.calls.run(server.school.head, 'calls.startMeeting', meeting)
  const { callId } = started as { callId: string }
  expect((await irina.next('call')).call).toMatchObject({ id: callId, settings: { mode: 'audience' } })
  await join(irina, callId)
  expect(await server.sync.calls.tokenGrant(server.school.irina, callId)).toMatchObject({ sources: [] })
  const args = { childId: server.school.petya, title: 'О Пете', video: false }
  const family = (await server.sync.calls.run(server.school.olga, 'calls.startFamily', args)) as { callId: string }
  await sees(irina, server.school.irina, 'ringing')
  expect(await rows('SELECT person_id FROM chat_members WHERE chat_id = ? ORDER BY 1', family.callId)).toEqual([
    [server.school.irina],
    [server.school.olga],
  ])
  await expect(server.sync.calls.run(server.school.petr, 'calls.startFamily', args)).rejects.toThrow('core.notFound')
})

const rows = (sql: string, ...args: string[]) => server.select(sql, args)
const stateOf = async (callId: string, person: string) =>
  (await rows('SELECT state FROM call_people WHERE call_id = ? AND person_id = ?', callId, person))[0]?.[0]
const notices = async (chatId: string) =>
  (
    await rows(
      `SELECT body, json(extra) FROM messages WHERE chat_id = ? AND kind = 'notice' AND body LIKE 'call%' ORDER BY seq`,
      chatId,
    )
  ).map(([body, extra]) => [body, extra === null ? null : JSON.parse(extra as string)])
