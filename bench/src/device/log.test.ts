import { deleteMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import type { DeviceStore } from '@zvonok/web/platform/store'
import { describe, expect, test } from 'vitest'
import { deviceOf, live, openFollowed, rowOf, texts, until, useSchool } from './devices.ts'

const here = useSchool()
const { on } = here

async function written(count: number): Promise<string> {
  const [[id]] = (await here.server.select("SELECT id FROM chats WHERE kind = 'class'")) as [[string]]
  const { olga } = here.server.school
  await here.server.sync.appendHistory(
    id,
    Array.from({ length: count }, (_, i) => ({ author: olga, atMs: 1_700_000_000_000 + i, body: `строка ${i + 1}` })),
  )
  return id
}

const seqs = (chat: { rows(): readonly { seq: number }[] }) => chat.rows().map(({ seq }) => seq)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Every word that is stored anywhere on the device. */
async function stored(store: DeviceStore): Promise<string> {
  const parts: string[] = []
  for (const table of ['kv', 'heads', 'people', 'info', 'outbox', 'kept', 'reacted'] as const)
    parts.push(JSON.stringify(await store.all(table)))
  for (const doc of await store.docs(''))
    for (const update of await store.updates(doc)) parts.push(Buffer.from(update).toString('utf8'))
  return parts.join('\n')
}

describe('[PLATFORM-8] the log is gapless from the newest row back to the first', () => {
  test('a long chat: newest rows first, then back to the beginning', async () => {
    const id = await written(700)
    const petya = await on(here.server.school.petya)
    const chat = petya.device.open(id)
    expect(chat.phase()).toBe('skeleton')
    await until(petya.device, () => chat.phase() === 'ready', chat)
    expect(seqs(chat)).toEqual(range(651, 700))
    while (await chat.loadOlder()) expect(seqs(chat)).toEqual(range(seqs(chat)[0] ?? 0, 700))
    expect(seqs(chat)).toEqual(range(1, 700))
    expect(chat.hasOlder()).toBe(false)
    expect(chat.rows()).toBe(chat.rows())
  })

  test('a jump to an old message loads what lies between', async () => {
    const id = await written(400)
    const petya = await on(here.server.school.petya)
    const chat = await openFollowed(petya, id)
    expect(await chat.loadTo(17)).toBe(true)
    expect(seqs(chat)).toEqual(range(seqs(chat)[0] ?? 0, 400))
    expect(rowOf(chat, 'строка 17').seq).toBe(17)
  })

  test('what was read once is there without a line, after a restart', async () => {
    const id = await written(300)
    const store = openMemoryStore()
    const first = await deviceOf(here.server, here.server.school.petya, { store })
    await live(first)
    const before = await openFollowed(first, id)
    await before.loadOlder()
    await until(first.device, () => seqs(before).length === 300, before)
    await first.device.close()
    const again = await on(here.server.school.petya, { store, offline: true })
    const chat = again.device.open(id)
    await until(again.device, () => chat.phase() === 'ready', chat)
    while (await chat.loadOlder()) expect(seqs(chat).at(-1)).toBe(300)
    expect(seqs(chat)[0]).toBeLessThan(257)
    expect(seqs(chat).at(-1)).toBe(300)
  })

  test('a copy that is behind shows the newest page, then closes the gap', async () => {
    const id = await written(30)
    const store = openMemoryStore()
    const first = await deviceOf(here.server, here.server.school.petya, { store })
    await live(first)
    await openFollowed(first, id)
    await first.device.close()
    await written(120)
    const again = await on(here.server.school.petya, { store })
    const chat = await openFollowed(again, id)
    await until(again.device, () => seqs(chat).length === 150, chat)
    expect(seqs(chat)).toEqual(range(1, 150))
  })

  test('new segments are followed as they open', async () => {
    const id = await written(255)
    const petya = await on(here.server.school.petya)
    const olga = await on(here.server.school.olga)
    const chat = await openFollowed(petya, id)
    for (const text of ['а', 'б', 'в', 'г']) await olga.device.run(sendMessage, { chatId: id, text }).done
    await until(petya.device, () => texts(chat).at(-1) === 'г', chat)
    expect(texts(chat).slice(-5)).toEqual(['строка 255', 'а', 'б', 'в', 'г'])
    expect(petya.device.chat(id)?.head.firstSeq).toBe(257)
    await until(petya.device, () => petya.device.isFollowing(id), chat)
    await olga.device.run(sendMessage, { chatId: id, text: 'д' }).done
    await until(petya.device, () => texts(chat).at(-1) === 'д', chat)
  })

  test('[PLATFORM-9] a copy that lost an update is made whole again', async () => {
    const id = await written(5)
    const store = openMemoryStore()
    const first = await deviceOf(here.server, here.server.school.petya, { store })
    await live(first)
    await openFollowed(first, id)
    const olga = await on(here.server.school.olga)
    for (const text of ['а', 'б', 'в']) await olga.device.run(sendMessage, { chatId: id, text }).done
    await until(first.device, () => first.device.chat(id)?.head.seq === 8)
    await first.device.close()
    // The disk lost one row in the middle: what follows hangs in the air.
    const [doc = ''] = await store.docs(`log:${id}.`)
    const rows = await store.updates(doc)
    expect(rows.length).toBeGreaterThan(3)
    await store.dropDocs([doc])
    await store.append(rows.filter((_, i) => i !== rows.length - 2).map((row) => [doc, row] as const))
    const again = await on(here.server.school.petya, { store })
    const chat = await openFollowed(again, id)
    expect(seqs(chat)).toEqual(range(1, 8))
    expect(texts(chat).slice(-3)).toEqual(['а', 'б', 'в'])
  })
})

describe('[PLATFORM-12] erased for all is erased here', () => {
  test('in an open chat, in a closed one and in one that was offline', async () => {
    const [[id]] = (await here.server.select("SELECT id FROM chats WHERE kind = 'class'")) as [[string]]
    const olga = await on(here.server.school.olga)
    const open = await on(here.server.school.petya)
    const closed = await on(here.server.school.masha)
    const offline = await on(here.server.school.petr)
    for (const each of [olga, open, closed, offline]) await openFollowed(each, id)
    const { id: messageId } = olga.device.run(sendMessage, { chatId: id, text: 'Совершенно секретно' })
    olga.device.run(sendMessage, { chatId: id, text: 'Обычное' })
    const all = [olga, open, closed, offline]
    await Promise.all(all.map(({ device }) => until(device, () => device.chat(id)?.head.seq === 2)))
    for (const { device, store } of all) {
      expect(await device.search('секретный')).toHaveLength(1)
      expect(await stored(store)).toContain('секретно')
    }
    await closed.device.close()
    offline.line.cut()
    await olga.device.run(deleteMessage, { chatId: id, messageId }).done
    offline.line.restore()
    const back = await on(here.server.school.masha, { store: closed.store })
    for (const { device, store } of [olga, open, offline, back]) {
      await until(device, () => device.link() === 'live')
      const chat = device.open(id)
      await until(device, () => chat.rows().some(({ kind }) => kind === 'deleted'), chat)
      expect(await device.search('секретный')).toEqual([])
      await device.search('')
      expect(await stored(store)).not.toContain('секретно')
      expect(await stored(store)).toContain('Обычное')
    }
  })
})

test('[PLATFORM-24] the newest messages of the latest chats come before anybody opens them', async () => {
  const id = await written(20)
  const store = openMemoryStore()
  const petya = await deviceOf(here.server, here.server.school.petya, { store, prefetch: 'all' })
  await live(petya)
  const stored = () => store.docs(`log:${id}.`)
  while ((await stored()).length === 0) await new Promise((resolve) => setImmediate(resolve))
  await petya.device.close()
  const again = await on(here.server.school.petya, { store, offline: true })
  const chat = again.device.open(id)
  await until(again.device, () => chat.phase() === 'ready', chat)
  expect(seqs(chat)).toEqual(range(1, 20))
})

test('[PLATFORM-39] a message that is not loaded is found by its id; an erased one is not, and without a line there is none', async () => {
  const id = await written(300)
  const petya = await on(here.server.school.petya)
  const chat = petya.device.open(id)
  await until(petya.device, () => chat.phase() === 'ready', chat)
  const [[first, second]] = (
    await here.server.select('SELECT group_concat(id) FROM messages WHERE chat_id = ? AND seq < 3', [id])
  ).map(([ids]) => String(ids).split(',')) as [[string, string]]
  expect((await chat.find([first, second])).map(({ seq, body }) => [seq, body])).toEqual([
    [1, 'строка 1'],
    [2, 'строка 2'],
  ])
  const olga = await on(here.server.school.olga)
  await olga.device.run(deleteMessage, { chatId: id, messageId: first }).done
  expect((await chat.find([first, second])).map(({ seq }) => seq)).toEqual([2])
  petya.line.cut()
  expect(await chat.find([first])).toEqual([])
})
