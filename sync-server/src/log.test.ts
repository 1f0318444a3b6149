import { newId } from '@zvonok/schema/core/ids'
import { editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { type LogEntry, logName, marksName, openLog, openMarks } from '@zvonok/schema/messages/document'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Counters } from './counters.ts'
import { Documents } from './documents.ts'
import { raiseGeneration } from './generation.ts'
import { Store } from './store.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { until } from './testing/wait.ts'

let server: TestServer
let chatId: string
beforeEach(async () => {
  server = await startServer({ limits: 'off' })
  chatId = await server.chat('class')
})
afterEach(() => removeServer(server))

const fields = (entry: LogEntry | undefined): readonly unknown[] => entry || []
const bodies = (log: readonly LogEntry[]): unknown[] => log.map((entry) => fields(entry)[4])
const history = (count: number, body = (at: number) => `${at}`) =>
  server.sync.appendHistory(
    chatId,
    Array.from({ length: count }, (_, at) => ({ author: server.school.petya, atMs: 1000 + at, body: body(at) })),
  )

describe('[SYNC-20] a segment holds its messages in order, one tuple each', () => {
  test('what was there at the subscription, then every update', async () => {
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const doc = await server.openLog(chatId)
    await petya.run(sendMessage, { chatId, text: 'раз' })
    const segment = await olga.follow(doc)
    expect(segment).toMatchObject({ previous: 0, closed: false })
    const id = petya.command(sendMessage, { chatId, text: 'два' })
    await petya.answer(id)
    await olga.next('update')
    expect(olga.log(doc)[1]).toEqual([id, server.school.petya, expect.any(Number), 'text', 'два'])
    expect(bodies(olga.log(doc))).toEqual(['раз', 'два'])
  })

  test('an edit replaces its tuple, for those who follow and those who come later', async () => {
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const doc = await server.openLog(chatId)
    await olga.follow(doc)
    const messageId = petya.command(sendMessage, { chatId, text: 'ашипка' })
    await petya.answer(messageId)
    await petya.run(sendMessage, { chatId, text: 'дальше' })
    await petya.run(editMessage, { chatId, messageId, text: 'ошибка' })
    for (let at = 0; at < 3; at++) await olga.next('update')
    await petya.follow(doc)
    expect(bodies(olga.log(doc))).toEqual(['ошибка', 'дальше'])
    expect(petya.log(doc)).toEqual(olga.log(doc))
    expect(fields(olga.log(doc)[0])[5]).toEqual({ ed: expect.any(Number) })
  })

  test('one number serves all sockets', async () => {
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const doc = await server.openLog(chatId)
    const [one, two] = [await petya.follow(doc), await olga.follow(doc)]
    expect(one.channel).toBe(two.channel)
  })

  test('who unsubscribes hears no more', async () => {
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const doc = await server.openLog(chatId)
    await olga.follow(doc)
    olga.send({ type: 'unsubscribe', doc })
    await olga.quiet()
    await petya.run(sendMessage, { chatId, text: 'раз' })
    await olga.next('head')
    expect(olga.taken('update')).toEqual([])
  })
})

describe('[SYNC-21] segments close at 256 messages or 64 kB', () => {
  test('at 256: those who follow learn where the next begins, and nothing is lost in between', async () => {
    await history(255)
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const first = await server.openLog(chatId)
    await olga.follow(first)
    const ids = ['a', 'b', 'c'].map((text) => petya.command(sendMessage, { chatId, text }))
    await Promise.all(ids.map((id) => petya.answer(id)))
    const { head } = await olga.next('head', (frame) => frame.head.firstSeq === 257)
    expect(head.seq).toBeGreaterThanOrEqual(257)
    expect(olga.log(first)).toHaveLength(256)
    const second = await server.openLog(chatId)
    const segment = await olga.follow(second)
    expect(segment).toMatchObject({ previous: 1, previousGeneration: head.generation, closed: false })
    await petya.run(sendMessage, { chatId, text: 'd' })
    await olga.next('update', ({ channel }) => channel === segment.channel)
    expect(bodies(olga.log(second))).toEqual(['b', 'c', 'd'])
    expect(await server.select('SELECT first_seq, last_seq FROM segments WHERE chat_id = ?', [chatId])).toEqual([
      [1, 256],
      [257, null],
    ])
  })

  test('at 64 kB', async () => {
    await history(20, () => 'Я'.repeat(3000))
    const [row] = await server.select('SELECT count(*), max(last_seq) FROM segments WHERE chat_id = ?', [chatId])
    expect(row).toEqual([2, 11])
  })

  test('a closed one is stored as one snapshot and sent as it is stored', async () => {
    await history(300)
    const doc = logName(chatId, 1, 1)
    const stored = await server.select('SELECT bytes FROM doc_updates WHERE doc = ?', [doc])
    expect(stored).toHaveLength(1)
    const olga = await server.connect(server.school.olga)
    const segment = await olga.follow(doc)
    expect(segment.closed).toBe(true)
    expect(Buffer.compare(segment.update, Buffer.from(stored[0]?.[0] as ArrayBuffer))).toBe(0)
    expect(server.sync.metrics().documents_open).toBe(1)
  })

  test('an edit in a closed one reaches those who look at it', async () => {
    await history(300)
    const doc = logName(chatId, 1, 1)
    const olga = await server.connect(server.school.olga)
    const petya = await server.connect(server.school.petya)
    await olga.follow(doc)
    await server.database.client.execute({ sql: 'UPDATE messages SET at_ms = ? WHERE seq = 7', args: [Date.now()] })
    const [row] = await server.select('SELECT id FROM messages WHERE chat_id = ? AND seq = 7', [chatId])
    await petya.run(editMessage, { chatId, messageId: row?.[0] as string, text: 'седьмое' })
    expect((await olga.next('update')).change).toBe(0)
    expect(bodies(olga.log(doc))[6]).toBe('седьмое')
  })
})

describe('[SYNC-22] the generation rises when the database goes back in time', () => {
  test('documents are made anew from the rows, old names and cursors are answered so', async () => {
    await history(300)
    const olga = await server.connect(server.school.olga)
    const old = await server.openLog(chatId)
    await olga.follow(old)
    const before = olga.log(old)
    const { cursor } = await server.dial(server.school.olga).next('heads')
    await server.sync.close()
    expect(await raiseGeneration(server.database)).toBe(2)
    await server.restart()
    const again = server.dial(server.school.olga, { cursor })
    const heads = await again.next('heads')
    expect(heads.full).toBe(true)
    expect(heads.cursor).toMatch(/^2\./)
    again.send({ type: 'subscribe', doc: old, state: new Uint8Array([0]) })
    expect((await again.next('closed')).code).toBe(4410)
    const fresh = await server.openLog(chatId)
    expect(fresh).toBe(logName(chatId, 257, 2))
    await again.follow(fresh)
    expect(again.log(fresh)).toEqual(before)
    expect([...again.doc(fresh).store.clients.values()][0]).toHaveLength(1)
  })

  test('it never falls, whatever is restored', async () => {
    await server.sync.close()
    expect(await raiseGeneration(server.database)).toBe(2)
    expect(await raiseGeneration(server.database)).toBe(3)
    // As a backup from before both restores would do.
    await server.database.client.execute(`UPDATE meta SET value = '1' WHERE key = 'generation'`)
    expect(await raiseGeneration(server.database)).toBe(4)
  })

  test('a file put there by hand counts as restored', async () => {
    await server.sync.close()
    await raiseGeneration(server.database)
    await server.database.client.execute(`UPDATE meta SET value = '1' WHERE key = 'generation'`)
    await server.restart()
    const { cursor } = await server.dial(server.school.olga).next('heads')
    expect(cursor).toMatch(/^3\./)
  })
})

describe('[SYNC-23] documents are derived from the rows', () => {
  test('rows that a stored document lacks are appended when it is opened, once', async () => {
    const petya = await server.connect(server.school.petya)
    await petya.run(sendMessage, { chatId, text: 'раз' })
    await server.sync.close()
    await server.database.client.execute({
      sql: `INSERT INTO messages (chat_id, seq, id, author, at_ms, kind, body, stems) VALUES (?, 2, ?, ?, 5, 'text', 'два', 'два')`,
      args: [chatId, newId(), server.school.petya],
    })
    await server.database.client.execute('UPDATE chats SET seq = 2 WHERE seq = 1')
    await server.restart()
    const doc = await server.openLog(chatId)
    const [olga, masha] = [await server.connect(server.school.olga), await server.connect(server.school.masha)]
    await olga.follow(doc)
    expect(bodies(olga.log(doc))).toEqual(['раз', 'два'])
    await server.restart()
    const again = await server.connect(server.school.masha)
    await again.follow(doc)
    expect(again.log(doc)).toEqual(olga.log(doc))
    expect(masha.socket.readyState).toBe(masha.socket.CLOSED)
  })

  test('a device that was away gets only what it lacks', async () => {
    await history(200, () => 'Домашнее задание на завтра')
    const olga = await server.connect(server.school.olga)
    const doc = await server.openLog(chatId)
    const whole = await olga.follow(doc)
    olga.send({ type: 'unsubscribe', doc })
    const petya = await server.connect(server.school.petya)
    await petya.run(sendMessage, { chatId, text: 'ещё' })
    const rest = await olga.follow(doc)
    expect(olga.log(doc)).toHaveLength(201)
    expect(rest.update.length).toBeLessThan(whole.update.length / 20)
  })

  test('no device ever holds pending structs', async () => {
    const [petya, olga] = [await server.connect(server.school.petya), await server.connect(server.school.olga)]
    const doc = await server.openLog(chatId)
    await olga.follow(doc)
    for (let at = 0; at < 40; at++) await petya.run(sendMessage, { chatId, text: `${at}` })
    await olga.quiet()
    expect(olga.doc(doc).store.pendingStructs).toBeNull()
    expect(olga.log(doc)).toHaveLength(40)
  })
})

describe('[SYNC-25] counts of reactions are a document of their own', () => {
  test('gathered: many people, one update', async () => {
    const people = [server.school.petya, server.school.masha, server.school.petr]
    const sockets = await Promise.all(people.map((id) => server.connect(id)))
    const olga = await server.connect(server.school.olga)
    const marks = marksName(chatId, 1, 1)
    const messageId = olga.command(sendMessage, { chatId, text: 'Ура' })
    await olga.answer(messageId)
    await olga.follow(marks)
    await Promise.all(sockets.map((each) => each.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true })))
    const { channel } = await olga.next('update')
    expect(openMarks(olga.doc(marks)).toJSON()).toEqual({ 0: { '👍': 3 } })
    await sockets[0]?.run(reactToMessage, { chatId, messageId, emoji: '👍', on: false })
    await sockets[0]?.run(reactToMessage, { chatId, messageId, emoji: '👍', on: false })
    await olga.next('update', (frame) => frame.channel === channel)
    expect(openMarks(olga.doc(marks)).toJSON()).toEqual({ 0: { '👍': 2 } })
  })

  test('corrected from the rows after a crash', async () => {
    const olga = await server.connect(server.school.olga)
    const messageId = olga.command(sendMessage, { chatId, text: 'Ура' })
    await olga.answer(messageId)
    await server.database.client.execute({
      sql: 'INSERT INTO reactions (chat_id, seq, person_id, emoji) VALUES (?, 1, ?, ?)',
      args: [chatId, server.school.petya, '🔥'],
    })
    const marks = marksName(chatId, 1, 1)
    await olga.follow(marks)
    expect(openMarks(olga.doc(marks)).toJSON()).toEqual({ 0: { '🔥': 1 } })
  })
})

describe('[SYNC-26] histories with past times', () => {
  test('are rows, documents and search terms like others', async () => {
    const { petya, olga } = server.school
    await server.sync.appendHistory(chatId, [
      { author: petya, atMs: 1000, body: 'Когда контрольная?' },
      { author: olga, atMs: 2000, body: 'В пятницу', replyToSeq: 1 },
    ])
    const socket = await server.connect(petya)
    const doc = await server.openLog(chatId)
    await socket.follow(doc)
    const [question, answer] = socket.log(doc).map(fields)
    expect(question?.slice(1)).toEqual([petya, 1000, 'text', 'Когда контрольная?'])
    expect(answer?.[5]).toEqual({ re: [question?.[0], 1] })
    const found = () =>
      server.select(
        `SELECT m.seq FROM message_terms t JOIN messages m ON m.rowid = t.rowid WHERE message_terms MATCH 'контрольн'`,
      )
    await until(async () => (await found()).length > 0)
    expect(await found()).toEqual([[1]])
  })

  test('of a thousand rows, quickly and in segments', async () => {
    await history(1000)
    expect(await server.select('SELECT count(*) FROM segments WHERE chat_id = ?', [chatId])).toEqual([[4]])
    const olga = await server.connect(server.school.olga)
    const doc = logName(chatId, 257, 1)
    await olga.follow(doc)
    expect(bodies(olga.log(doc))).toEqual(Array.from({ length: 256 }, (_, at) => `${at + 256}`))
  })
})

test('[SYNC-23] documents at rest leave memory and come back the same', async () => {
  const petya = await server.connect(server.school.petya)
  await petya.run(sendMessage, { chatId, text: 'раз' })
  const clock = { nowMs: 0 }
  const store = new Store(server.database)
  const counters = new Counters(store)
  await counters.load()
  const documents = new Documents(store, counters, () => clock.nowMs)
  const name = await server.openLog(chatId)
  const before = openLog((await documents.load(name)).doc).toArray()
  clock.nowMs = 59_000
  documents.dropIdle()
  expect(documents.size).toBe(1)
  clock.nowMs = 61_000
  documents.dropIdle()
  expect(documents.size).toBe(0)
  expect(openLog((await documents.load(name)).doc).toArray()).toEqual(before)
})
