import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGroup, pinMessage } from '@zvonok/schema/chats/commands'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { until } from './testing/wait.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

/** Words that occur nowhere else, also not by their stems. */
const secret = 'Ксилофонистка зашифровала абракадабру'
const traces = ['Ксилофонистка', 'ксилофонистк', 'абракадабр', 'зашифрова']

const found = (): string[] =>
  readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .flatMap((bytes) => traces.filter((trace) => bytes.includes(trace)))

async function staffGroup(): Promise<{ olga: TestClient; petr: TestClient; chatId: string }> {
  const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
  const group = { title: 'Совет', people: [server.school.petr], permissions: {} }
  const { chatId } = (await olga.run(createGroup, group)) as { chatId: string }
  await petr.next('head')
  return { olga, petr, chatId }
}

describe('[SYNC-30] what is deleted is in no file of the server', () => {
  test('where no child is a member: text, edits and search terms, while the server runs', async () => {
    const { olga, petr, chatId } = await staffGroup()
    for (let at = 0; at < 20; at++) await olga.run(sendMessage, { chatId, text: `Сообщение номер ${at}` })
    const messageId = olga.command(sendMessage, { chatId, text: secret })
    await olga.answer(messageId)
    await olga.run(editMessage, { chatId, messageId, text: `${secret} дважды` })
    await petr.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true })
    await olga.run(pinMessage, { chatId, messageId, on: true })
    for (let at = 0; at < 20; at++) await olga.run(sendMessage, { chatId, text: `Ответ номер ${at}` })
    expect(new Set(found())).toEqual(new Set(traces))
    await olga.run(deleteMessage, { chatId, messageId })
    await until(() => found().length === 0)
    const row = await server.select('SELECT kind, body, stems, extra FROM messages WHERE id = ?', [messageId])
    expect(row).toEqual([['deleted', 'author', '', null]])
    expect(await server.select('SELECT count(*) FROM reactions')).toEqual([[0]])
    expect(await server.select('SELECT pinned FROM chats WHERE id = ?', [chatId])).toEqual([['[]']])
    expect(await server.select('SELECT count(*) FROM sealed_messages')).toEqual([[0]])
  })

  test('a message of a closed segment', async () => {
    const { olga, chatId } = await staffGroup()
    const messageId = olga.command(sendMessage, { chatId, text: secret })
    await olga.answer(messageId)
    const entries = Array.from({ length: 300 }, (_, at) => ({ author: server.school.olga, atMs: at, body: `${at}` }))
    await server.sync.appendHistory(chatId, entries)
    await olga.run(deleteMessage, { chatId, messageId })
    await until(() => found().length === 0)
  })

  test('a message that is deleted in the group that sends it', async () => {
    const { olga, chatId } = await staffGroup()
    const messageId = olga.command(sendMessage, { chatId, text: secret })
    await olga.answer(olga.command(deleteMessage, { chatId, messageId }))
    await until(() => found().length === 0)
  })
})

describe('[SYNC-31] where a child is a member the text stays sealed for thirty days', () => {
  test('with the versions before its edits, and nowhere else', async () => {
    const chatId = await server.chat('class')
    const petya = await server.connect(server.school.petya)
    const messageId = petya.command(sendMessage, { chatId, text: 'Обидное' })
    await petya.answer(messageId)
    await petya.run(editMessage, { chatId, messageId, text: 'Менее обидное' })
    await petya.run(deleteMessage, { chatId, messageId })
    const sealed = await server.select(
      'SELECT version, author, body, until_ms > ? FROM sealed_messages ORDER BY version',
      [Date.now() + 29 * 24 * 3_600_000],
    )
    expect(sealed).toEqual([
      [0, server.school.petya, 'Обидное', 1],
      [1, server.school.petya, 'Менее обидное', 1],
    ])
    expect(await server.select(`SELECT count(*) FROM message_terms WHERE message_terms MATCH 'обидн'`)).toEqual([[0]])
    await server.sync.close()
    server.aheadMs = 31 * 24 * 3_600_000
    await server.restart()
    expect(await server.select('SELECT count(*) FROM sealed_messages')).toEqual([[0]])
  })
})

describe('[SYNC-32] everybody is told what was erased', () => {
  test('a tombstone keeps its place; the head and the members hear of it', async () => {
    const { olga, petr, chatId } = await staffGroup()
    const doc = await server.openLog(chatId)
    await petr.follow(doc)
    const messageId = olga.command(sendMessage, { chatId, text: 'Секрет' })
    await olga.answer(messageId)
    await petr.next('update')
    await olga.run(deleteMessage, { chatId, messageId })
    const erased = await petr.next('erased')
    expect(erased).toMatchObject({ chatId, messageId, seq: 2 })
    const update = await petr.next('update')
    expect(update.change).toBeGreaterThan(erased.change)
    expect(petr.log(doc)[1]).toEqual(['', '', expect.any(Number), 'deleted', 'author'])
  })

  test('an admin deletes without naming the author', async () => {
    const chatId = await server.chat('class')
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const messageId = petya.command(sendMessage, { chatId, text: 'Грубость' })
    await petya.answer(messageId)
    await olga.run(deleteMessage, { chatId, messageId })
    const doc = await server.openLog(chatId)
    await olga.follow(doc)
    expect(olga.log(doc)[0]).toEqual(['', '', expect.any(Number), 'deleted', 'admin'])
    expect(await server.select('SELECT author FROM messages WHERE id = ?', [messageId])).toEqual([['']])
  })

  test('deleting twice is deleting once', async () => {
    const chatId = await server.chat('class')
    const petya = await server.connect(server.school.petya)
    const messageId = petya.command(sendMessage, { chatId, text: 'Ой' })
    await petya.answer(messageId)
    await petya.run(deleteMessage, { chatId, messageId })
    await petya.run(deleteMessage, { chatId, messageId })
    expect(await server.select('SELECT count(*) FROM erasures')).toEqual([[1]])
  })
})
