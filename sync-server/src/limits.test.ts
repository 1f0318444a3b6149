import { randomBytes } from 'node:crypto'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Bucket, limit } from './limits.ts'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { until } from './testing/wait.ts'

let server: TestServer
let chatId: string
beforeEach(async () => {
  server = await startServer()
  chatId = await server.chat('class')
})
afterEach(() => removeServer(server))

describe('[SYNC-70] a reader that is too slow holds nobody up', () => {
  /** Asks for more than any buffer between here and there holds, and reads nothing of it. */
  async function overflow(slow: TestClient): Promise<void> {
    const noise = () => randomBytes(9000).toString('base64')
    const entries = Array.from({ length: 8 }, (_, at) => ({ author: server.school.olga, atMs: at, body: noise() }))
    await server.sync.appendHistory(chatId, entries)
    await slow.next('head', ({ head }) => head.seq === 8)
    slow.socket.pause()
    const count = (name: string) => server.sync.metrics()[name] ?? 0
    // The kernel takes some megabytes: full is where a whole round of pages makes nobody fall behind anew.
    for (let behind = -1; behind !== count('readers_behind_total'); ) {
      behind = count('readers_behind_total')
      const asked = count('frames_in_total') + 50
      for (let at = 0; at < 50; at++) slow.send({ type: 'page', chatId, beforeSeq: 9, count: 100 })
      await until(() => count('frames_in_total') === asked)
    }
  }

  test('it falls behind, is acked all the same, and gets the rest from its cursor when it reads again', async () => {
    const slow = await server.connect(server.school.petya)
    await overflow(slow)
    const doc = await server.openLog(chatId)
    const id = slow.command(sendMessage, { chatId, text: 'Вслепую' })
    await server.sync.runAs(server.school.olga, 'messages.send', { chatId, text: 'Пока он не читает' })
    slow.socket.resume()
    await slow.next('behind')
    expect(await slow.answer(id)).toEqual({ seq: expect.any(Number) })
    // It may have caught up in between, before the kernel was full.
    const heads = await slow.next('heads', ({ heads: changed }) => changed.length > 0)
    expect(heads).toMatchObject({ full: false, heads: [{ id: chatId, seq: 10 }] })
    const segment = await slow.follow(doc)
    await server.sync.runAs(server.school.olga, 'messages.send', { chatId, text: 'Дальше' })
    await slow.next('update', ({ channel }) => channel === segment.channel)
  })

  test('the documents that it follows come anew', async () => {
    const slow = await server.connect(server.school.petya)
    const other = await server.chat('announcements')
    const doc = await server.openLog(other)
    await slow.follow(doc)
    await overflow(slow)
    await server.sync.runAs(server.school.head, 'messages.send', { chatId: other, text: 'Пока он не читает' })
    slow.socket.resume()
    await slow.next('segment', (frame) => frame.doc === doc)
    expect(slow.log(doc)).toHaveLength(1)
  })

  test('after 30 s it is cut off', async () => {
    const slow = await server.connect(server.school.petya)
    await overflow(slow)
    server.aheadMs = 31_000
    await until(() => server.events.some(({ event }) => event === 'socket.closed'))
  })
})

describe('[SYNC-71] who writes too fast is read more slowly, and loses nothing', () => {
  test('500 at once, the rest as time goes by, all in order', async () => {
    const petya = await server.connect(server.school.petya)
    const ids = Array.from({ length: 520 }, (_, at) => petya.command(sendMessage, { chatId, text: `${at}` }))
    await petya.answer(ids[499] as string)
    // A few more came while these were written: three in a second.
    expect((await server.select('SELECT count(*) FROM messages'))[0]?.[0]).toBeLessThan(515)
    server.aheadMs = 10_000
    const answers = await Promise.all(ids.slice(500).map((id) => petya.answer(id)))
    expect(answers).toEqual(ids.slice(500).map((_, at) => ({ seq: at + 501 })))
    const masha = await server.connect(server.school.masha)
    await masha.run(sendMessage, { chatId, text: 'А мне можно' })
  })

  test('with limits off, not at all', async () => {
    await removeServer(server)
    server = await startServer({ limits: 'off' })
    chatId = await server.chat('class')
    const petya = await server.connect(server.school.petya)
    const ids = Array.from({ length: 700 }, (_, at) => petya.command(sendMessage, { chatId, text: `${at}` }))
    await Promise.all(ids.map((id) => petya.answer(id)))
  })
})

describe('[SYNC-72] a bucket', () => {
  test('gives its burst at once, then one in a while', () => {
    const bucket = new Bucket({ burst: 3, perSecond: 500 }, 0)
    expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0])
    expect(bucket.take(0)).toBe(2)
    expect(bucket.take(1)).toBe(1)
    expect(bucket.take(2)).toBe(0)
    expect(bucket.full(4)).toBe(false)
    expect(bucket.full(8)).toBe(true)
  })

  test('a clock that goes back gives nothing and takes nothing', () => {
    const bucket = new Bucket({ burst: 1, perSecond: 1 }, 10_000)
    expect(bucket.take(0)).toBe(0)
    expect(bucket.take(0)).toBe(1000)
  })
})

test('[SYNC-73] no more than 500 chats are on one screen', async () => {
  const olga = await server.connect(server.school.olga)
  expect(limit.openChats).toBe(500)
  const ids = await Promise.all(
    Array.from({ length: 501 }, () =>
      server.sync.runAs(server.school.olga, 'chats.createGroup', { title: 'Группа', people: [], permissions: {} }),
    ),
  )
  for (const each of ids) olga.send({ type: 'open', chatId: (each as { chatId: string }).chatId })
  const refused = await olga.next('closed')
  expect(refused).toMatchObject({ doc: (ids[500] as { chatId: string }).chatId, code: 4429 })
})

test('[SYNC-74] events and metrics tell what happens and nothing of what is said', async () => {
  const petya = await server.connect(server.school.petya)
  await petya.run(sendMessage, { chatId, text: 'Тайна' })
  await expect(petya.run(sendMessage, { chatId: await server.chat('teachers'), text: 'Тайна' })).rejects.toThrow()
  const metrics = server.sync.metrics()
  expect(metrics).toMatchObject({
    sockets: 1,
    people_online: 1,
    storage_ok: 1,
    'refused_total{code="chats.notMember"}': 1,
  })
  expect(metrics.commands_total).toBeGreaterThanOrEqual(2)
  petya.sendBytes(new Uint8Array([99]))
  await petya.closed
  await until(() => server.events.length > 0)
  expect(JSON.stringify(server.events)).not.toContain('Тайна')
})
