import { openDirect } from '@zvonok/schema/chats/commands'
import { ownName } from '@zvonok/schema/chats/own-document'
import { blockPerson } from '@zvonok/schema/contacts/commands'
import { newId } from '@zvonok/schema/core/ids'
import { deleteMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { logName } from '@zvonok/schema/messages/document'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
let chatId: string
beforeEach(async () => {
  server = await startServer()
  chatId = await server.chat('class')
})
afterEach(() => removeServer(server))

const history = (count: number) =>
  server.sync.appendHistory(
    chatId,
    Array.from({ length: count }, (_, at) => ({ author: server.school.petya, atMs: at, body: `${at + 1}` })),
  )

describe('[SYNC-50] a chat opens with its newest rows', () => {
  test('fifty, with marks, own marks, authors and what others have read', async () => {
    await history(120)
    const [olga, masha] = [await server.connect(server.school.olga), await server.connect(server.school.masha)]
    const [row] = await server.select('SELECT id FROM messages WHERE chat_id = ? AND seq = 120', [chatId])
    await masha.run(reactToMessage, { chatId, messageId: row?.[0] as string, emoji: '🔥', on: true })
    masha.send({ type: 'open', chatId })
    const page = await masha.next('page')
    expect(page.rows.map((entry) => entry !== 0 && entry[4])).toEqual(
      Array.from({ length: 50 }, (_, at) => `${at + 71}`),
    )
    expect(page).toMatchObject({
      chatId,
      fromSeq: 71,
      firstSeq: 1,
      marks: { 120: { '🔥': 1 } },
      myMarks: { 120: ['🔥'] },
    })
    expect(page.people).toMatchObject([{ id: server.school.petya, note: '7 Б' }])
    expect(page.seen).toEqual([[server.school.petya, 120]])
    olga.send({ type: 'page', chatId, beforeSeq: 71, count: 100 })
    const older = await olga.next('page')
    expect(older).toMatchObject({ fromSeq: 1, rows: { length: 70 }, marks: {}, myMarks: {} })
    expect(older.seen).toBeUndefined()
  })

  test('an empty chat has an empty page', async () => {
    const olga = await server.connect(server.school.olga)
    olga.send({ type: 'open', chatId })
    expect(await olga.next('page')).toMatchObject({ fromSeq: 1, rows: [], firstSeq: 1, people: [] })
    olga.send({ type: 'page', chatId, beforeSeq: 0, count: 10 })
    expect(await olga.next('page')).toMatchObject({ rows: [] })
  })

  test('very long messages make shorter pages, never an empty one', async () => {
    const entries = Array.from({ length: 20 }, (_, at) => ({
      author: server.school.petya,
      atMs: at,
      body: 'x'.repeat(15_000),
    }))
    await server.sync.appendHistory(chatId, entries)
    const olga = await server.connect(server.school.olga)
    olga.send({ type: 'open', chatId })
    expect(await olga.next('page')).toMatchObject({ fromSeq: 15, rows: { length: 6 } })
    olga.send({ type: 'page', chatId, beforeSeq: 15, count: 1 })
    expect(await olga.next('page')).toMatchObject({ fromSeq: 14, rows: { length: 1 } })
  })

  test('older rows of older segments name them', async () => {
    await history(300)
    const olga = await server.connect(server.school.olga)
    olga.send({ type: 'page', chatId, beforeSeq: 200, count: 50 })
    expect(await olga.next('page')).toMatchObject({ fromSeq: 150, firstSeq: 1, generation: 1 })
  })
})

describe('[SYNC-51] what is foreign and what is not there get one answer', () => {
  test.each([
    ['open', (id: string) => ({ type: 'open', chatId: id }) as const],
    ['page', (id: string) => ({ type: 'page', chatId: id, beforeSeq: 9, count: 9 }) as const],
    ['info', (id: string) => ({ type: 'info', chatId: id }) as const],
    ['typing', (id: string) => ({ type: 'typing', chatId: id }) as const],
    ['reactors', (id: string) => ({ type: 'reactors', chatId: id, messageId: newId() }) as const],
    ['find', (id: string) => ({ type: 'find', chatId: id, ids: [newId()] }) as const],
  ])('%s', async (_, frame) => {
    const mallory = await server.connect(server.school.mallory)
    for (const id of [chatId, newId()]) {
      mallory.send(frame(id))
      expect(await mallory.next('closed')).toEqual({ type: 'closed', doc: id, code: 4404 })
    }
  })

  test('documents: foreign, unknown, misnamed', async () => {
    const mallory = await server.connect(server.school.mallory)
    const names = [logName(chatId, 1, 1), logName(newId(), 1, 1), 'log:../../etc', 'x', '', 'marks:1']
    for (const doc of names) {
      mallory.send({ type: 'subscribe', doc, state: new Uint8Array([0]) })
      expect(await mallory.next('closed')).toEqual({ type: 'closed', doc, code: 4404 })
    }
    mallory.send({ type: 'doc', doc: ownName(server.school.olga), payload: new Uint8Array([0, 0, 1, 0]) })
    expect((await mallory.next('closed')).code).toBe(4404)
  })

  test('a read mark in a foreign chat changes nothing', async () => {
    await history(3)
    const mallory = await server.connect(server.school.mallory)
    mallory.send({ type: 'read', chatId, seq: 3 })
    await mallory.quiet()
    expect(mallory.frames).toEqual([])
  })

  test('a state vector that is none, and a segment that is not there', async () => {
    const olga = await server.connect(server.school.olga)
    const doc = await server.openLog(chatId)
    olga.send({ type: 'subscribe', doc, state: new Uint8Array([255, 255, 255]) })
    expect((await olga.next('closed')).code).toBe(4400)
    olga.send({ type: 'subscribe', doc: logName(chatId, 2, 1), state: new Uint8Array([0]) })
    expect((await olga.next('closed')).code).toBe(4404)
    olga.send({ type: 'subscribe', doc: logName(chatId, 1, 7), state: new Uint8Array([0]) })
    expect((await olga.next('closed')).code).toBe(4410)
  })
})

test('[SYNC-52] info tells members, roles and who they are', async () => {
  const petya = await server.connect(server.school.petya)
  petya.send({ type: 'info', chatId })
  const info = await petya.next('info')
  expect(info.members).toContainEqual([server.school.olga, 'admin', { byRoster: true, office: true }])
  expect(info.members).toHaveLength(4)
  expect(info.people.map(({ id }) => id).sort()).toEqual(info.members.map(([id]) => id).sort())
})

describe('[SYNC-53] contacts are those whom one may write to in the own schools', () => {
  const contactsOf = async (person: string): Promise<string[]> => {
    const client = await server.connect(person)
    client.send({ type: 'contacts' })
    const { people } = await client.next('contacts')
    expect(people.every(({ contact }) => contact !== undefined)).toBe(true)
    return people.map(({ id }) => id).sort()
  }

  test('of a pupil, a mother, a teacher, the head and somebody elsewhere', async () => {
    const { petya, masha, irina, olga, petr, head, mallory } = server.school
    expect(await contactsOf(petya)).toEqual([masha, irina, olga, petr, head].sort())
    expect(await contactsOf(irina)).toEqual([petya, olga, petr, head].sort())
    expect(await contactsOf(olga)).toEqual([petya, masha, irina, petr, head].sort())
    expect(await contactsOf(head)).toEqual([petya, masha, irina, olga, petr].sort())
    expect(await contactsOf(mallory)).toEqual([])
  })

  test('and the others of direct chats, with the reason why not', async () => {
    const { petya, masha } = server.school
    const [one, two] = [await server.connect(petya), await server.connect(masha)]
    await one.run(openDirect, { personId: masha })
    await two.run(blockPerson, { personId: petya, on: true })
    one.send({ type: 'contacts' })
    const { people } = await one.next('contacts')
    expect(people.find(({ id }) => id === masha)?.contact).toBe('contacts.blocked')
  })
})

test('[SYNC-54] who reacted is asked for', async () => {
  const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
  const messageId = petya.command(sendMessage, { chatId, text: 'Сдано' })
  await petya.answer(messageId)
  await olga.run(reactToMessage, { chatId, messageId, emoji: '✅', on: true })
  petya.send({ type: 'reactors', chatId, messageId })
  expect((await petya.next('reactors')).reactors).toEqual([['✅', [server.school.olga]]])
})

test('[SYNC-99] messages are found by their ids, in their order; what was erased has no text', async () => {
  const petya = await server.connect(server.school.petya)
  const write = async (text: string) => {
    const id = petya.command(sendMessage, { chatId, text })
    await petya.answer(id)
    return id
  }
  const [first, , third] = [await write('Первое'), await write('Второе'), await write('Третье')]
  await petya.run(deleteMessage, { chatId, messageId: third })
  const ids = [third, first, newId()]
  petya.send({ type: 'find', chatId, ids })
  const { messages, people } = await petya.next('found')
  expect(messages.map(([, entry]) => (entry === 0 ? '' : entry[4]))).toEqual(['Первое'])
  expect(people.map(({ id }) => id)).toEqual([server.school.petya])
})

describe('[SYNC-55] read marks only rise', () => {
  test('own devices, viewers and the author hear of them; they survive a restart', async () => {
    const { petya, olga } = server.school
    const author = await server.connect(petya)
    const [phone, laptop] = [await server.connect(olga), await server.connect(olga)]
    const masha = await server.connect(server.school.masha)
    masha.send({ type: 'open', chatId })
    await masha.next('page')
    await author.run(sendMessage, { chatId, text: 'раз' })
    await author.run(sendMessage, { chatId, text: 'два' })
    phone.send({ type: 'read', chatId, seq: 1 })
    expect(await laptop.next('mark')).toMatchObject({ chatId, readSeq: 1, unread: 1 })
    expect((await masha.next('seen')).marks).toEqual([[olga, 1]])
    expect((await author.next('head', ({ head }) => head.seq === undefined)).head.topRead).toEqual([
      [petya, 2],
      [olga, 1],
    ])
    phone.send({ type: 'read', chatId, seq: 99 })
    expect(await laptop.next('mark')).toMatchObject({ readSeq: 2, unread: 0 })
    phone.send({ type: 'read', chatId, seq: 1 })
    await server.restart()
    const heads = await server.dial(olga).next('heads')
    expect(heads.mine[chatId]).toMatchObject({ readSeq: 2, unread: 0 })
    expect(phone.taken('mark')).toEqual([])
  })

  test('many in one instant are one frame', async () => {
    const author = await server.connect(server.school.petya)
    author.send({ type: 'open', chatId })
    await author.next('page')
    await author.run(sendMessage, { chatId, text: 'раз' })
    const readers = await Promise.all(
      [server.school.olga, server.school.petr, server.school.masha].map((id) => server.connect(id)),
    )
    for (const each of readers) each.send({ type: 'read', chatId, seq: 1 })
    for (const each of readers) await each.quiet()
    expect((await author.next('seen')).marks).toHaveLength(3)
  })
})

describe('[SYNC-56] typing is told to those who look', () => {
  test('by members who may write', async () => {
    const announcements = await server.chat('announcements')
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    for (const id of [chatId, announcements]) {
      olga.send({ type: 'open', chatId: id })
      await olga.next('page')
    }
    petya.send({ type: 'typing', chatId: announcements })
    petya.send({ type: 'typing', chatId })
    petya.send({ type: 'typing', chatId })
    await petya.quiet()
    await olga.quiet()
    expect(olga.taken('typing')).toEqual([{ type: 'typing', chatId, personId: server.school.petya }])
    olga.send({ type: 'close', chatId })
    await olga.quiet()
    server.aheadMs = 5000
    petya.send({ type: 'typing', chatId })
    await petya.quiet()
    await olga.quiet()
    expect(olga.taken('typing')).toEqual([])
  })
})

describe('[SYNC-57] presence is shown to those who may write', () => {
  test('comes and goes; strangers are left out', async () => {
    const { olga, petya, mallory, irina } = server.school
    const watcher = await server.connect(olga)
    watcher.send({ type: 'watch', people: [petya, mallory, irina, newId()] })
    expect((await watcher.next('presence')).people).toEqual([
      [petya, false],
      [irina, false],
    ])
    const phone = await server.connect(petya)
    expect((await watcher.next('presence')).people).toEqual([[petya, true]])
    phone.kill()
    expect((await watcher.next('presence')).people).toEqual([[petya, false]])
  })

  test('«был(а) в сети» only of those who turned it on', async () => {
    const { olga, petya } = server.school
    const phone = await server.connect(petya)
    const own = new Y.Doc()
    own.getMap('settings').set('lastSeen', true)
    const payload = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0)
      sync.writeUpdate(encoder, Y.encodeStateAsUpdate(own))
    })
    phone.send({ type: 'doc', doc: ownName(petya), payload })
    await phone.quiet()
    phone.kill()
    const watcher = await server.connect(olga)
    watcher.send({ type: 'watch', people: [petya] })
    const first = await watcher.next('presence')
    const [[, online, seenMs] = []] = first.people[0]?.[1] ? (await watcher.next('presence')).people : first.people
    expect([online, typeof seenMs]).toEqual([false, 'number'])
  })

  test('not to somebody whom one has blocked', async () => {
    const { petya, masha } = server.school
    const [one, two] = [await server.connect(petya), await server.connect(masha)]
    two.send({ type: 'watch', people: [petya] })
    expect((await two.next('presence')).people).toEqual([[petya, true]])
    await one.run(blockPerson, { personId: masha, on: true })
    expect((await two.next('presence')).people).toEqual([])
  })
})

test('[SYNC-89] the other own devices hear of a reaction at once, nobody else does', async () => {
  const { olga, petya } = server.school
  const chatId = await server.chat('class')
  const [phone, laptop, other] = [await server.connect(olga), await server.connect(olga), await server.connect(petya)]
  const { seq } = (await phone.run(sendMessage, { chatId, text: 'Кто за?' })) as { seq: number }
  const [[messageId]] = (await server.select('SELECT id FROM messages WHERE seq = ?', [seq])) as [[string]]
  const command = phone.command(reactToMessage, { chatId, messageId, emoji: '👍', on: true })
  const told = { type: 'reacted', command, chatId, seq, emoji: '👍', on: true }
  expect(await laptop.next('reacted')).toEqual(told)
  await other.quiet()
  expect(other.taken('reacted')).toEqual([])
})

test('[SYNC-90] who has the newest rows gets later ones only', async () => {
  const { olga, masha } = server.school
  const chatId = await server.chat('class')
  const entries = Array.from({ length: 80 }, (_, i) => ({ author: olga, atMs: i + 1, body: `строка ${i + 1}` }))
  await server.sync.appendHistory(chatId, entries)
  const client = await server.connect(masha)
  const [[messageId]] = (await server.select('SELECT id FROM messages WHERE seq = 60')) as [[string]]
  await client.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true })
  const open = async (haveSeq?: number) => {
    client.send({ type: 'open', chatId, ...(haveSeq !== undefined && { haveSeq }) })
    const { fromSeq, rows, myMarks, seen, ownFromSeq } = await client.next('page')
    expect(seen).toBeDefined()
    return { fromSeq, count: rows.length, myMarks, ownFromSeq }
  }
  const mine = { myMarks: { 60: ['👍'] } }
  expect(await open()).toEqual({ ...mine, fromSeq: 31, count: 50, ownFromSeq: undefined })
  expect(await open(80)).toEqual({ ...mine, fromSeq: 81, count: 0, ownFromSeq: 31 })
  expect(await open(77)).toEqual({ ...mine, fromSeq: 78, count: 3, ownFromSeq: 31 })
  expect(await open(5)).toEqual({ ...mine, fromSeq: 31, count: 50, ownFromSeq: 31 })
  expect(await open(1_000_000)).toEqual({ ...mine, fromSeq: 81, count: 0, ownFromSeq: 31 })
})
