import { leaveCall, startInChat } from '@zvonok/schema/calls/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask, join, startCalls } from '../testing/calls.ts'
import type { TestClient } from '../testing/client.ts'
import type { TestMedia } from '../testing/media.ts'
import { removeServer, type TestServer } from '../testing/server.ts'
import { until } from '../testing/wait.ts'

let server: TestServer
let media: TestMedia
let olga: TestClient
let petya: TestClient
let callId: string
let phone: string
beforeEach(async () => {
  ;({ server, media } = await startCalls())
  olga = await server.connect(server.school.olga)
  petya = await server.connect(server.school.petya)
  const args = { chatId: await server.chat('class'), video: false, people: [] }
  callId = ((await ask(olga, startInChat, args)) as { callId: string }).callId
  await join(petya, callId)
  phone = `${server.school.petya}:phone`
})
afterEach(() => removeServer(server))

const intervals = async () =>
  (await server.sync.calls.intervals(callId)).map(({ identity, joinedAtMs, leftAtMs }) => [
    identity,
    joinedAtMs,
    leftAtMs,
  ])
/** When all rooms were last looked at. */
const seenMs = async () => {
  const found = await server.database.client.execute(`SELECT value FROM meta WHERE key = 'callsSeenAtMs'`)
  return Number(found.rows[0]?.value ?? 0)
}
const stateOf = async (person: string) => (await server.sync.calls.get(callId))?.people.get(person)?.state

describe('[CALLS-22] when whose device was in the room', () => {
  test('is kept by what the media server tells, however often and in whatever order', async () => {
    const atMs = Date.now()
    const about = { roomId: callId, identity: phone, joinedAtMs: atMs }
    await media.tell({ ...about, type: 'left', atMs: atMs + 5000 })
    await media.tell({ ...about, type: 'joined', atMs })
    await media.tell({ ...about, type: 'left', atMs: atMs + 9000 })
    expect(await intervals()).toEqual([[phone, atMs, atMs + 5000]])
  })

  test('the same device again ends its earlier stay', async () => {
    const atMs = Date.now()
    await media.come(callId, phone, atMs)
    await media.come(callId, phone, atMs + 2000)
    expect(await intervals()).toEqual([
      [phone, atMs, atMs + 2000],
      [phone, atMs + 2000, null],
    ])
  })

  test('ends with the call', async () => {
    await media.come(callId, phone, Date.now())
    await server.sync.calls.end(callId)
    expect((await intervals())[0]?.[2]).toEqual(expect.any(Number))
  })

  test('goes on over a restart of the server for those who are still there, and after a minute is ended for those who are not', async () => {
    const atMs = Date.now() - 60_000
    const desk = `${server.school.olga}:desk`
    const tablet = `${server.school.petya}:tablet`
    await media.come(callId, phone, atMs)
    await media.come(callId, desk, atMs)
    await server.stop()
    await media.go(callId, desk, Date.now(), false)
    await media.come(callId, tablet, atMs + 1000, false)
    await server.start()
    await until(async () => (await intervals()).length === 3)
    const [first, ...rest] = await intervals()
    expect(first).toEqual([desk, atMs, null])
    expect(rest).toEqual([
      [phone, atMs, null],
      [tablet, atMs + 1000, null],
    ])
    server.aheadMs = 61_000
    await until(async () => (await intervals())[0]?.[2] !== null)
    expect(await intervals()).toEqual([[desk, atMs, expect.any(Number)], ...rest])
  })

  test('a crash of either server is no absence: the stay of who comes back goes on, that of others ends when they were seen last', async () => {
    const atMs = Date.now() - 120_000
    const desk = `${server.school.olga}:desk`
    await media.come(callId, phone, atMs)
    await media.come(callId, desk, atMs)
    media.comeBack()
    await until(async () => (await seenMs()) > 0)
    const lastMs = await seenMs()
    media.crash()
    media.comeBack()
    await until(() => media.asked.filter((each) => each === `open ${callId}`).length === 3)
    await media.come(callId, phone, lastMs + 20_000)
    await server.stop()
    media.crash()
    await server.start()
    media.comeBack()
    await media.come(callId, phone, lastMs + 40_000)
    expect(await stateOf(server.school.olga)).toBe('in')
    server.aheadMs = 61_000
    await until(async () => (await intervals())[0]?.[2] !== null)
    expect(await intervals()).toEqual([
      [desk, atMs, lastMs],
      [phone, atMs, lastMs + 20_000],
      [phone, lastMs + 20_000, lastMs + 40_000],
      [phone, lastMs + 40_000, null],
    ])
  })
})

describe('[CALLS-23] who is away from the room', () => {
  test('has left after a minute, and was in before it', async () => {
    await media.come(callId, phone, Date.now())
    await media.come(callId, `${server.school.olga}:desk`, Date.now())
    await media.go(callId, phone, Date.now())
    server.aheadMs = 50_000
    await new Promise((resolve) => setImmediate(resolve))
    expect(await stateOf(server.school.petya)).toBe('in')
    server.aheadMs = 61_000
    await until(async () => (await stateOf(server.school.petya)) === 'left')
    expect(await stateOf(server.school.olga)).toBe('in')
  })

  test('as who never reached it; the last one away ends the call', async () => {
    server.aheadMs = 61_000
    await until(async () => (await server.sync.calls.get(callId))?.endedAtMs !== undefined)
  })

  test('not while another device is there, and not while the media server is away', async () => {
    await media.come(callId, phone, Date.now())
    await media.come(callId, `${server.school.petya}:tablet`, Date.now())
    await media.go(callId, phone, Date.now())
    server.aheadMs = 61_000
    await until(async () => (await stateOf(server.school.olga)) === 'left')
    expect(await stateOf(server.school.petya)).toBe('in')
    media.crash()
    server.aheadMs = 200_000
    await new Promise((resolve) => setImmediate(resolve))
    expect(await stateOf(server.school.petya)).toBe('in')
  })

  test('[CALLS-14] who has left and comes with an old token is sent out', async () => {
    await ask(petya, leaveCall, { callId })
    await media.come(callId, phone, Date.now())
    await until(() => media.asked.includes(`remove ${callId} ${phone}`))
    expect(await intervals()).toEqual([])
  })
})
