import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeLog } from '@zvonok/api/platform/log'
import { readSettings } from '@zvonok/api/platform/settings'
import { type RunningServer, startServer } from '@zvonok/api/start-server'
import { newId } from '@zvonok/schema/core/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type ClientEvents, connect } from './client.ts'

const folder = mkdtempSync(join(tmpdir(), 'zvonok-client-'))
const password = 'zvonok-demo'
let url: string
let server: RunningServer

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const settings = readSettings({ PORT: String(port), ZVONOK_DATA: join(folder, 'data'), ZVONOK_LIVEKIT: 'off' })
  server = await startServer(
    settings,
    makeLog(() => undefined),
  )
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function classChat(client: Client): Promise<string> {
  const chat = (await client.chats()).find(({ kind, title }) => kind === 'class' && title.startsWith('7 Б'))
  return chat?.id ?? ''
}

const next = <E extends keyof ClientEvents>(client: Client, event: E, fits: (e: ClientEvents[E]) => boolean) =>
  new Promise<ClientEvents[E]>((resolve) => {
    const stop = client.on(event, (e) => {
      if (!fits(e)) return
      stop()
      resolve(e)
    })
  })

describe('[CLIENT-1] the headless client is the app without a screen', () => {
  test('chats, messages, acks, events and bytes', async () => {
    const orlova = await connect({ url, login: 'orlova', password })
    const anna = await connect({ url, login: 'kuznetsova', password })
    const chats = await orlova.chats()
    expect(chats.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['class', 'teachers', 'announcements']))
    const id = await classChat(orlova)
    await anna.open(id)
    const before = anna.messages(id)
    expect(before.length).toBeGreaterThan(5)
    const message = next(anna, 'message', ({ text }) => text === 'Принесите тетради')
    const head = next(orlova, 'head', (e) => e.id === id)
    const commandId = newId()
    const { seq } = await orlova.send(id, 'Принесите тетради', commandId)
    expect(await message).toMatchObject({ chatId: id, id: commandId, seq, authorId: orlova.userId })
    expect((await head).seq).toBe(seq)
    expect(anna.messages(id).at(-1)).toMatchObject({ id: commandId, seq, text: 'Принесите тетради' })
    expect(await orlova.send(id, 'Принесите тетради', commandId)).toEqual({ seq })
    expect(anna.bytes().down).toBeGreaterThan(1000)
    await Promise.all([orlova.close(), anna.close()])
  })

  test('a refusal rejects with its code and is told', async () => {
    const anna = await connect({ url, login: 'kuznetsova', password })
    const id = await classChat(anna)
    const refused = next(anna, 'refused', () => true)
    await expect(anna.run('chats.exclude', { chatId: id, personId: newId() })).rejects.toMatchObject({
      code: 'chats.adminsOnly',
    })
    expect(await refused).toMatchObject({ name: 'chats.exclude', code: 'chats.adminsOnly' })
    await expect(anna.run('no.such', {})).rejects.toMatchObject({ code: 'core.unknownCommand' })
    await expect(anna.open(newId())).rejects.toMatchObject({ code: 'core.notFound' })
    await anna.close()
  })

  test('a folder keeps the copy, and what arrived meanwhile is told after the next start', async () => {
    const dir = join(folder, 'anna')
    const orlova = await connect({ url, login: 'orlova', password })
    const first = await connect({ url, login: 'kuznetsova', password, dir })
    const id = await classChat(first)
    await first.open(id)
    first.kill()
    const texts = Array.from({ length: 300 }, (_, i) => `пока Анны не было ${i}`)
    await Promise.all(texts.map((text) => orlova.send(id, text)))
    const again = await connect({ url, login: 'kuznetsova', password, dir })
    const told: string[] = []
    again.on('message', ({ text }) => told.push(text))
    const last = next(again, 'message', ({ text }) => text === texts.at(-1))
    await again.open(id)
    await last
    expect(told).toEqual(texts)
    await Promise.all([orlova.close(), again.close()])
  })

  test('who may not in is told why', async () => {
    await expect(connect({ url, login: 'orlova', password: 'wrong' })).rejects.toMatchObject({
      code: 'journal.wrongLogin',
    })
    await expect(connect({ url, login: 'petrov', password })).rejects.toMatchObject({ code: 'account.notLinked' })
  })
})
