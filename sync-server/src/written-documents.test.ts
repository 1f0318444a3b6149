import { openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { sendMessage } from '@zvonok/schema/messages/commands'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { updateMessage, WrittenCopy } from './testing/written-copy.ts'

let server: TestServer
let doc: string
beforeEach(async () => {
  server = await startServer()
  doc = ownName(server.school.petya)
})
afterEach(() => removeServer(server))

class OwnCopy extends WrittenCopy {
  get own() {
    return openOwn(this.copy)
  }
}
const ownCopy = (client: TestClient): OwnCopy => new OwnCopy(client, doc)

const stored = async (): Promise<unknown[]> => {
  const rows = await server.select('SELECT bytes FROM doc_updates WHERE doc = ? ORDER BY n', [doc])
  return rows.map(([bytes]) => Buffer.from(bytes as ArrayBuffer).toString('base64'))
}

describe('[SYNC-60] own documents sync by y-protocols', () => {
  test('between two devices, and over a restart', async () => {
    const [phone, laptop] = [
      ownCopy(await server.connect(server.school.petya)),
      ownCopy(await server.connect(server.school.petya)),
    ]
    await phone.sync()
    await laptop.sync()
    phone.own.pins.set('chat', 5)
    await laptop.take()
    expect(laptop.own.pins.toJSON()).toEqual({ chat: 5 })
    await server.restart()
    const tablet = ownCopy(await server.connect(server.school.petya))
    await tablet.sync()
    expect(tablet.own.pins.toJSON()).toEqual({ chat: 5 })
  })

  test('what was written offline comes with the next sync, under the same client id', async () => {
    const first = ownCopy(await server.connect(server.school.petya))
    await first.sync()
    first.own.archived.set('a', true)
    const second = await server.connect(server.school.petya)
    const away = ownCopy(second)
    Y.applyUpdate(away.copy, Y.encodeStateAsUpdate(first.copy), away)
    away.own.archived.set('b', true)
    await away.sync()
    await second.quiet()
    const third = ownCopy(await server.connect(server.school.petya))
    await third.sync()
    expect(third.own.archived.toJSON()).toEqual({ a: true, b: true })
  })

  test('[SYNC-63] many updates become one, and several client ids of one person are fine', async () => {
    for (let device = 0; device < 3; device++) {
      const client = await server.connect(server.school.petya)
      const copy = ownCopy(client)
      await copy.sync()
      for (let at = 0; at < 15; at++) copy.own.pins.set(`${device}.${at}`, at)
      await client.quiet()
    }
    expect((await stored()).length).toBeLessThan(25)
    expect(await server.select('SELECT count(*) FROM doc_clients WHERE doc = ?', [doc])).toEqual([[3]])
    const last = ownCopy(await server.connect(server.school.petya))
    await last.sync()
    expect(last.own.pins.size).toBe(45)
  })
})

describe('[SYNC-61] an update that does not belong closes the channel and leaves everything as it was', () => {
  const varUints = (...numbers: number[]): Uint8Array =>
    encoding.encode((encoder) => {
      for (const each of numbers) encoding.writeVarUint(encoder, each)
    })
  const docWith = (change: (made: Y.Doc) => void): Uint8Array => {
    const made = new Y.Doc()
    change(made)
    return Y.encodeStateAsUpdate(made)
  }
  const second = (): Uint8Array => {
    const made = new Y.Doc()
    made.getMap('pins').set('a', 1)
    const before = Y.encodeStateVector(made)
    made.getMap('pins').set('b', 2)
    return Y.encodeStateAsUpdate(made, before)
  }
  let deep: unknown = 1
  for (let at = 0; at < 40; at++) deep = [deep]

  test.each([
    ['33 million structs in a few bytes', () => varUints(1, 33_000_000, 7, 0)],
    ['33 million clients', () => varUints(33_000_000)],
    ['33 million deletions', () => varUints(0, 1, 7, 33_000_000)],
    ['a text longer than the update', () => new Uint8Array([1, 1, 7, 0, 4, 1, 1, 97, 255, 255, 255, 127])],
    ['random bytes', () => new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2, 1])],
    ['a gap', second],
    ['a text type', () => docWith((made) => made.getText('pins').insert(0, 'x'))],
    ['a nested type', () => docWith((made) => made.getMap('pins').set('a', new Y.Map()))],
    ['a subdocument', () => docWith((made) => made.getMap('pins').set('a', new Y.Doc()))],
    ['deep nesting', () => docWith((made) => made.getMap('pins').set('a', deep))],
    ['a value over 256 kB', () => docWith((made) => made.getMap('pins').set('a', 'x'.repeat(300_000)))],
  ])('%s', async (_, update) => {
    const good = await server.connect(server.school.petya)
    const copy = ownCopy(good)
    await copy.sync()
    copy.own.pins.set('mine', 1)
    await good.quiet()
    const before = await stored()
    const bad = await server.connect(server.school.petya)
    bad.send({ type: 'doc', doc, payload: updateMessage(update()) })
    expect(await bad.next('closed')).toEqual({ type: 'closed', doc, code: 4400 })
    await bad.quiet()
    await good.quiet()
    expect(good.taken('doc')).toEqual([])
    expect(await stored()).toEqual(before)
    expect(await server.select('SELECT count(*) FROM doc_clients')).toEqual([[1]])
  })

  test('growing over 256 kB bit by bit', async () => {
    const client = await server.connect(server.school.petya)
    const copy = ownCopy(client)
    await copy.sync()
    for (let at = 0; at < 8; at++) copy.own.pins.set(`${at}`, 'x'.repeat(40_000) as unknown as number)
    expect((await client.next('closed')).code).toBe(4400)
    await client.quiet()
    const later = ownCopy(await server.connect(server.school.petya))
    await later.sync()
    expect(later.own.pins.size).toBe(6)
  })

  test('continuing the client id of somebody else', async () => {
    await server.database.client.execute({
      sql: 'INSERT INTO doc_clients (doc, client_id, person_id) VALUES (?, 77, ?)',
      args: [doc, server.school.masha],
    })
    const foreign = new Y.Doc()
    foreign.clientID = 77
    foreign.getMap('pins').set('a', 1)
    const client = await server.connect(server.school.petya)
    client.send({ type: 'doc', doc, payload: updateMessage(Y.encodeStateAsUpdate(foreign)) })
    expect((await client.next('closed')).code).toBe(4400)
    expect(await stored()).toEqual([])
  })

  test("somebody else's document", async () => {
    const mallory = await server.connect(server.school.masha)
    mallory.send({ type: 'doc', doc, payload: updateMessage(new Uint8Array([0, 0])) })
    expect((await mallory.next('closed')).code).toBe(4404)
  })

  test('awareness and garbage messages: the one is ignored, the other closes', async () => {
    const client = await server.connect(server.school.petya)
    client.send({ type: 'doc', doc, payload: new Uint8Array([1, 1, 0]) })
    await client.quiet()
    expect(client.taken('doc')).toEqual([])
    client.send({ type: 'doc', doc, payload: new Uint8Array([0]) })
    expect((await client.next('closed')).code).toBe(4400)
  })
})

test('[SYNC-62] «без звука» and «очистить историю» are rows too', async () => {
  const chatId = await server.chat('class')
  const olga = await server.connect(server.school.olga)
  for (let at = 0; at < 3; at++) await olga.run(sendMessage, { chatId, text: `${at}` })
  const client = await server.connect(server.school.petya)
  const copy = ownCopy(client)
  await copy.sync()
  copy.own.muted.set(chatId, true)
  copy.own.cleared.set(chatId, 2)
  copy.own.muted.set(await server.chat('teachers'), true)
  await client.quiet()
  const rows = await server.select('SELECT chat_id, silent, cleared_seq FROM chat_members WHERE silent OR cleared_seq')
  expect(rows).toEqual([[chatId, 1, 2]])
  expect((await server.dial(server.school.petya).next('heads')).mine[chatId]?.unread).toBe(1)
  copy.own.muted.delete(chatId)
  await client.quiet()
  expect(await server.select('SELECT silent FROM chat_members WHERE chat_id = ? AND cleared_seq', [chatId])).toEqual([
    [0],
  ])
})
