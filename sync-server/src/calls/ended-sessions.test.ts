import { startByLink, startInChat } from '@zvonok/schema/calls/commands'
import { createGroup, excludeMember } from '@zvonok/schema/chats/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask, join, startCalls } from '../testing/calls.ts'
import type { TestClient } from '../testing/client.ts'
import type { TestMedia } from '../testing/media.ts'
import { removeServer, type TestServer } from '../testing/server.ts'
import { until } from '../testing/wait.ts'

let server: TestServer
let media: TestMedia
let olga: TestClient
let callId: string
let phone: string
let tablet: string
beforeEach(async () => {
  ;({ server, media } = await startCalls())
  olga = await server.connect(server.school.olga)
  const { petya } = server.school
  const args = { title: 'Консультация', video: false, waitingRoom: false, joinMuted: false }
  callId = ((await ask(olga, startByLink, args)) as { callId: string }).callId
  for (const session of ['phone', 'tablet']) {
    await server.database.client.execute({
      sql: `INSERT INTO sessions (token_hash, id, person_id, device, created_at_ms, last_used_at_ms, expires_at_ms)
        VALUES (?1, ?1, ?2, 'Chrome', 0, 0, 9e15)`,
      args: [session, petya],
    })
    await join(await server.connect(petya, { session }), callId)
  }
  phone = `${petya}:phone.t1`
  tablet = `${petya}:tablet.t2`
})
afterEach(() => removeServer(server))

const signOut = async (session: string): Promise<void> => {
  await server.database.client.execute({ sql: 'DELETE FROM sessions WHERE id = ?', args: [session] })
  server.sync.endSession(session)
}
const stateOf = async (id = callId) => (await server.sync.calls.get(id))?.people.get(server.school.petya)?.state
const removed = (identity: string, id = callId) => until(() => media.asked.includes(`remove ${id} ${identity}`))
const isIn = (identity: string): boolean => media.rooms.get(callId)?.has(identity) ?? false

describe('[CALLS-26] who is signed out is out of the call', () => {
  test('one session takes its devices only; the last one takes the place', async () => {
    await media.come(callId, phone, Date.now())
    await media.come(callId, tablet, Date.now())
    await signOut('phone')
    await removed(phone)
    expect([isIn(tablet), await stateOf()]).toEqual([true, 'in'])
    await signOut('tablet')
    await removed(tablet)
    await until(async () => (await stateOf()) === 'left')
  })

  test('also before a device is in the room; a token of before the sign-out is no way in', async () => {
    await media.come(callId, tablet, Date.now())
    await signOut('phone')
    await media.come(callId, phone, Date.now())
    await removed(phone)
    expect([isIn(tablet), await stateOf()]).toEqual([true, 'in'])
    expect((await server.sync.calls.intervals(callId)).map(({ identity }) => identity)).toEqual([tablet])
    await media.go(callId, tablet, Date.now())
    await signOut('tablet')
    await until(async () => (await stateOf()) === 'left')
  })

  test('everywhere at once, after a change of the password too; the server goes on', async () => {
    await media.come(callId, phone, Date.now())
    await media.come(callId, tablet, Date.now())
    server.sync.endPerson(server.school.petya)
    await removed(phone)
    await removed(tablet)
    await until(async () => (await stateOf()) === 'left')
    const again = await server.connect(server.school.petya)
    expect(await join(again, callId)).toEqual({ callId, state: 'in' })
  })

  test('who leaves the roster, and who is excluded from the chat of a call', async () => {
    await media.come(callId, phone, Date.now())
    const { petya, masha, roster } = server.school
    const made = await olga.run(createGroup, { title: 'Кружок', people: [petya, masha], permissions: {} })
    const { chatId } = made as { chatId: string }
    const inGroup = await ask(olga, startInChat, { chatId, video: false, people: [petya] })
    const { callId: other } = inGroup as { callId: string }
    await join(await server.connect(petya, { session: 'tablet' }), other)
    await media.come(other, tablet, Date.now())
    await olga.run(excludeMember, { chatId, personId: petya })
    await removed(tablet, other)
    await until(async () => (await stateOf(other)) === 'left')
    expect(await stateOf()).toBe('in')
    await roster.active(petya, false)
    await server.sync.rosterChanged()
    await removed(phone)
    expect(await stateOf()).toBe('left')
  })
})
