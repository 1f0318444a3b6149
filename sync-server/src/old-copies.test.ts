/** Devices that were away for long, honest and hostile ones: what was deleted meanwhile stays deleted, what was written meanwhile is taken. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGroup } from '@zvonok/schema/chats/commands'
import { openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { newId } from '@zvonok/schema/core/ids'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { openLog } from '@zvonok/schema/messages/document'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { until } from './testing/wait.ts'
import { updateMessage, WrittenCopy } from './testing/written-copy.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

/** Of words that occur nowhere else, also not by their stems. */
const secret = 'Ксилофонистка зашифровала абракадабру'
const traces = ['силофонист', 'абракадабр', 'зашифров']

const filesWith = (text: string): string[] =>
  readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))

const nowhere = () => traces.every((trace) => filesWith(trace).length === 0)

const codeOf = (answer: Promise<unknown>): Promise<unknown> => answer.catch((error: Error) => error.message)

describe('[SYNC-97] an old copy brings nothing back that was deleted', () => {
  let olga: TestClient
  let petr: TestClient
  let chatId: string
  let messageId: string
  let doc: string
  /** Of somebody who followed the chat until just before the deletion. */
  let copy: Y.Doc

  beforeEach(async () => {
    ;[olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = { title: 'Совет', people: [server.school.petr], permissions: {} }
    chatId = ((await olga.run(createGroup, group)) as { chatId: string }).chatId
    messageId = newId()
    await petr.run(sendMessage, { chatId, text: secret }, messageId)
    doc = await server.openLog(chatId)
    await petr.follow(doc)
    copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(petr.doc(doc)))
    expect(traces.every((trace) => filesWith(trace).length > 0)).toBe(true)
    await olga.run(deleteMessage, { chatId, messageId })
    await until(nowhere)
  })

  /** What somebody sees who comes without any copy. */
  const seen = async () => {
    const newcomer = await server.connect(server.school.olga)
    const name = await server.openLog(chatId)
    await newcomer.follow(name)
    return newcomer.log(name).filter((entry) => entry !== 0 && entry[3] !== 'notice')
  }
  const tombstone = [['', '', expect.any(Number), 'deleted', 'admin']]

  test('by offering it as an update', async () => {
    const back = await server.connect(server.school.petr)
    openLog(copy).push([[newId(), server.school.petr, 0, 'text', secret]])
    back.send({ type: 'doc', doc, payload: updateMessage(Y.encodeStateAsUpdate(copy)) })
    expect((await back.next('closed')).code).toBe(4404)
    expect(await seen()).toEqual(tombstone)
    expect(nowhere()).toBe(true)
  })

  test('by subscribing with its state: it loses the text itself', async () => {
    const back = await server.connect(server.school.petr)
    Y.applyUpdate(back.doc(doc), Y.encodeStateAsUpdate(copy))
    expect(JSON.stringify(back.log(doc))).toContain(secret)
    await back.follow(doc)
    expect(JSON.stringify(back.log(doc))).not.toContain(secret)
    expect(await seen()).toEqual(tombstone)
  })

  test('by the command that sent it, by an edit, a reaction or a reply', async () => {
    const back = await server.connect(server.school.petr)
    const seq = await back.run(sendMessage, { chatId, text: secret }, messageId)
    expect(await codeOf(back.run(editMessage, { chatId, messageId, text: secret }))).toBe('messages.deleted')
    expect(await codeOf(back.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true }))).toBe(
      'messages.deleted',
    )
    // Somebody else's command under the same id.
    const stolen = await server.connect(server.school.olga)
    expect(await codeOf(stolen.run(sendMessage, { chatId, text: secret }, messageId))).toBe('core.badInput')
    expect(await seen()).toEqual(tombstone)
    expect(nowhere()).toBe(true)
    await back.run(sendMessage, { chatId, text: 'Ответ', replyTo: [messageId, (seq as { seq: number }).seq] })
    expect(await seen()).toMatchObject([...tombstone, { 4: 'Ответ' }])
    expect(nowhere()).toBe(true)
  })
})

describe('[SYNC-98] an honest device that was reloaded offline again and again', () => {
  /** Opens the copy that is on the device under a new client id, as every start of the app does. */
  function reload(from: Y.Doc, change: (own: ReturnType<typeof openOwn>) => void): Y.Doc {
    const started = new Y.Doc()
    Y.applyUpdate(started, Y.encodeStateAsUpdate(from))
    change(openOwn(started))
    return started
  }

  test('brings all it wrote under all its client ids, and goes on', async () => {
    const doc = ownName(server.school.petya)
    const before = new WrittenCopy(await server.connect(server.school.petya), doc)
    await before.sync()
    openOwn(before.copy).archived.set('online', true)
    await before.client.quiet()
    before.client.kill()
    const once = reload(before.copy, ({ archived }) => archived.set('first', true))
    const twice = reload(once, ({ archived }) => {
      archived.set('second', true)
      archived.delete('online')
    })
    const thrice = reload(twice, ({ pins }) => pins.set('third', 3))

    const client = await server.connect(server.school.petya)
    const now = new WrittenCopy(client, doc)
    Y.applyUpdate(now.copy, Y.encodeStateAsUpdate(thrice), now)
    await now.sync()
    openOwn(now.copy).pins.set('online again', 4)
    await client.quiet()
    expect(client.taken('closed')).toEqual([])
    expect(await server.select('SELECT count(*) FROM doc_clients WHERE doc = ?', [doc])).toEqual([[5]])

    const other = new WrittenCopy(await server.connect(server.school.petya), doc)
    await other.sync()
    expect(openOwn(other.copy).archived.toJSON()).toEqual({ first: true, second: true })
    expect(openOwn(other.copy).pins.toJSON()).toEqual({ third: 3, 'online again': 4 })
  })

  test('an old copy of it brings back nothing that was taken away meanwhile', async () => {
    const doc = ownName(server.school.petya)
    const phone = new WrittenCopy(await server.connect(server.school.petya), doc)
    await phone.sync()
    openOwn(phone.copy).pins.set('chat', 1)
    const old = reload(phone.copy, () => undefined)
    openOwn(phone.copy).pins.delete('chat')
    await phone.client.quiet()
    const laptop = new WrittenCopy(await server.connect(server.school.petya), doc)
    Y.applyUpdate(laptop.copy, Y.encodeStateAsUpdate(old), laptop)
    await laptop.sync()
    await laptop.client.quiet()
    expect(openOwn(laptop.copy).pins.toJSON()).toEqual({})
    const other = new WrittenCopy(await server.connect(server.school.petya), doc)
    await other.sync()
    expect(openOwn(other.copy).pins.toJSON()).toEqual({})
  })
})
