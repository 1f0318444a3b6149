import { appoint, leaveCall, startByLink, startInChat } from '@zvonok/schema/calls/commands'
import { createGroup, openDirect } from '@zvonok/schema/chats/commands'
import { newId } from '@zvonok/schema/core/ids'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask, join, sees, seesEnd, startCalls } from '../testing/calls.ts'
import type { TestClient } from '../testing/client.ts'
import type { TestMedia } from '../testing/media.ts'
import { removeServer, type TestServer } from '../testing/server.ts'
import { until } from '../testing/wait.ts'
import type { NewCall } from './calls.ts'

let server: TestServer
let media: TestMedia
let olga: TestClient
let petya: TestClient
beforeEach(async () => {
  ;({ server, media } = await startCalls())
  olga = await server.connect(server.school.olga)
  petya = await server.connect(server.school.petya)
})
afterEach(() => removeServer(server))

async function setPolicy(staffToPupil: 'open' | 'guardianSees' | 'off'): Promise<void> {
  await server.database.client.execute({
    sql: `UPDATE schools SET policy = json_set(policy, '$.staffToPupil', ?)`,
    args: [staffToPupil],
  })
  await server.sync.rosterChanged()
}

const stateOf = async (callId: string, person: string) =>
  (await server.sync.calls.get(callId))?.people.get(person)?.state

type Invited = { role: 'admin' | 'member'; state: 'invited' }

const lessonOf = (...pupils: string[]): NewCall => {
  const id = newId()
  const invited = pupils.map((person) => [person, { role: 'member', state: 'invited' }] as const)
  return {
    ...{ id, kind: 'lesson', title: 'Алгебра', video: false, chats: [id], schoolId: server.school.school },
    ...{ lessonId: 'lesson', startedBy: server.school.olga },
    people: new Map<string, Invited>([[server.school.olga, { role: 'admin', state: 'invited' }], ...invited]),
  }
}

const byLink = async (): Promise<string> => {
  const args = { title: 'Консультация', video: false, waitingRoom: false, joinMuted: false }
  return ((await ask(olga, startByLink, args)) as { callId: string }).callId
}

describe('[CALLS-25] where the school has switched off one pupil alone with staff', () => {
  beforeEach(() => setPolicy('off'))

  test('a lesson of one does not begin, of two it does and its chat opens with the second', async () => {
    const { calls } = server.sync
    await expect(calls.startFor(lessonOf(server.school.petya))).rejects.toThrow('contacts.notAllowed')
    const lesson = lessonOf(server.school.petya, server.school.masha)
    await calls.startFor(lesson)
    await join(petya, lesson.id)
    const hello = () => olga.run(sendMessage, { chatId: lesson.id, text: 'Здравствуйте' })
    await expect(hello()).rejects.toThrow('contacts.notAllowed')
    const masha = await server.connect(server.school.masha)
    await join(masha, lesson.id)
    await expect(hello()).resolves.toBeDefined()
  })

  test('one pupil is not rung out of a group or a class, two are', async () => {
    const chatId = await server.chat('class')
    const start = (...people: string[]) => ask(olga, startInChat, { chatId, video: false, people })
    await expect(start(server.school.petya)).rejects.toThrow('contacts.notAllowed')
    await start(server.school.petya, server.school.masha)
    await sees(petya, server.school.petya, 'ringing')
  })

  test('by link one pupil waits', async () => {
    const callId = await byLink()
    expect(await join(petya, callId)).toEqual({ callId, state: 'waiting' })
  })
})

describe('[CALLS-25] when the school switches it off', () => {
  test('a call between two ends, a chat of a call falls silent, a lesson of one is left', async () => {
    const { chatId } = (await olga.run(openDirect, { personId: server.school.petya })) as { chatId: string }
    const { callId } = (await ask(olga, startInChat, { chatId, video: false, people: [] })) as { callId: string }
    await join(petya, callId)
    const lesson = lessonOf(server.school.petya)
    await server.sync.calls.startFor(lesson)
    await join(petya, lesson.id)
    await olga.run(sendMessage, { chatId: lesson.id, text: 'Здравствуйте' })
    await setPolicy('off')
    await seesEnd(petya, callId)
    expect(await stateOf(lesson.id, server.school.petya)).toBe('left')
    await expect(join(petya, lesson.id)).rejects.toThrow('contacts.notAllowed')
    expect(await server.sync.calls.tokenGrant(server.school.petya, lesson.id)).toEqual({ code: 'contacts.notAllowed' })
    await expect(olga.run(sendMessage, { chatId: lesson.id, text: 'Вы тут?' })).rejects.toThrow('contacts.notAllowed')
  })

  test('a group of one pupil and staff has no call', async () => {
    const made = await olga.run(createGroup, { title: 'Кружок', people: [server.school.petya], permissions: {} })
    const { chatId } = made as { chatId: string }
    await setPolicy('off')
    await expect(ask(olga, startInChat, { chatId, video: false, people: [] })).rejects.toThrow('contacts.notAllowed')
  })
})

describe('[CALLS-7] a call by link when its staff admin goes', () => {
  test('a pupil does not stay with the mother of another one, and is out of the room too', async () => {
    const callId = await byLink()
    const mallory = await server.connect(server.school.mallory)
    const irina = await server.connect(server.school.irina)
    const head = await server.connect(server.school.head)
    await join(petya, callId)
    await join(irina, callId)
    await join(head, callId)
    expect(await join(mallory, callId)).toMatchObject({ state: 'waiting' })
    const masha = await server.connect(server.school.masha)
    await join(masha, callId)
    await media.come(callId, `${server.school.masha}:${server.school.masha}.phone`, Date.now(), false)
    await ask(olga, appoint, { callId, personId: server.school.head, role: 'admin' })
    await ask(olga, leaveCall, { callId })
    expect(await stateOf(callId, server.school.masha)).toBe('in')
    await ask(head, leaveCall, { callId })
    await sees(masha, server.school.masha, 'waiting')
    expect([await stateOf(callId, server.school.petya), await stateOf(callId, server.school.irina)]).toEqual([
      'in',
      'in',
    ])
    await until(() => media.asked.some((each) => each.startsWith(`remove ${callId} ${server.school.masha}:`)))
    expect(await server.sync.calls.tokenGrant(server.school.masha, callId)).toEqual({ code: 'core.notFound' })
    expect(await join(masha, callId)).toMatchObject({ state: 'waiting' })
  })
})
