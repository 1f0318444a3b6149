/** Who joins a chat of the roster reads from the entry on. Real sockets, a real file, a device that asks for more. */
import { addMembers, comeBack, createGroup, leaveChat } from '@zvonok/schema/chats/commands'
import { closeCode } from '@zvonok/schema/core/frames'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { logName, marksName } from '@zvonok/schema/messages/document'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
let chatId: string
let olga: TestClient
beforeEach(async () => {
  server = await startServer()
  chatId = await server.chat('class')
  olga = await server.connect(server.school.olga)
})
afterEach(() => removeServer(server))

const send = (text: string) => olga.run(sendMessage, { chatId, text }) as Promise<{ seq: number }>

/** A new pupil of «7 Б»; the others have written before. */
async function newcomer(name = 'kolya'): Promise<string> {
  const { roster, school, classId } = server.school
  const id = await roster.person(name, [[school, 'pupil']])
  await roster.member(classId, id, 'pupil')
  await server.sync.rosterChanged()
  return id
}

const segments = () =>
  server.select('SELECT first_seq, last_seq FROM segments WHERE chat_id = ? ORDER BY first_seq', [chatId])

async function page(client: TestClient, beforeSeq?: number) {
  client.send(beforeSeq === undefined ? { type: 'open', chatId } : { type: 'page', chatId, beforeSeq, count: 100 })
  return client.next('page')
}

/** Everything that a socket has got, as text. */
const got = (client: TestClient) => JSON.stringify(client.frames)

describe('[SYNC-87] who joins a chat of the roster reads from the entry on', () => {
  test('heads, pages, segments and unread begin there', async () => {
    await send('До')
    await send('всех')
    const id = await newcomer()
    const kolya = await server.connect(id)
    const early = await server.connect(server.school.petya)
    expect(await segments()).toEqual([
      [1, 2],
      [3, null],
    ])
    const empty = await page(kolya)
    expect([empty.fromSeq, empty.rows]).toEqual([3, []])
    await send('При нём')
    await kolya.quiet()
    const newest = await page(kolya)
    expect(newest.rows.map((row) => row !== 0 && row[4])).toEqual(['При нём'])
    expect((await page(kolya, 3)).rows).toEqual([])
    const { previous } = await kolya.follow(logName(chatId, 3, 1))
    expect(previous).toBe(0)
    expect((await page(early)).rows.length).toBe(3)
    const again = server.dial(id)
    const heads = await again.next('heads')
    expect(heads.mine[chatId]).toMatchObject({ fromSeq: 3, readSeq: 2, unread: 1 })
    expect(heads.heads.find(({ id }) => id === chatId)?.last?.body).toBe('При нём')
  })

  test('a last message from before is in no head, also when it changes later', async () => {
    const { seq } = await send('Секрет')
    const [[messageId]] = (await server.select('SELECT id FROM messages WHERE seq = ?', [seq])) as [[string]]
    const id = await newcomer()
    const kolya = server.dial(id)
    const heads = await kolya.next('heads')
    expect(JSON.stringify(heads)).not.toContain('Секрет')
    expect(heads.heads.find((head) => head.id === chatId)).toMatchObject({ seq: 1, firstSeq: 2 })
    const petya = await server.connect(server.school.petya)
    await olga.run(editMessage, { chatId, messageId, text: 'Другой секрет' })
    expect((await petya.next('head')).head.last?.body).toBe('Другой секрет')
    await olga.run(deleteMessage, { chatId, messageId })
    await petya.next('erased')
    await kolya.quiet()
    expect(got(kolya)).not.toContain('екрет')
    expect(kolya.taken('erased')).toEqual([])
  })

  test('who is online when joining is told at once, without the last message', async () => {
    const { roster, school, classId } = server.school
    await send('Секрет')
    const id = await roster.person('kolya', [[school, 'pupil']])
    await server.sync.rosterChanged()
    const kolya = await server.connect(id)
    await roster.member(classId, id, 'pupil')
    await server.sync.rosterChanged()
    const { head, mine } = await kolya.next('head', (frame) => frame.head.id === chatId)
    expect(mine?.fromSeq).toBe(2)
    expect(head.last).toBeUndefined()
    expect(got(kolya)).not.toContain('Секрет')
  })

  test('those who follow the log go on in the new segment', async () => {
    await send('До')
    const petya = await server.connect(server.school.petya)
    await petya.follow(await server.openLog(chatId))
    await newcomer()
    const { head } = await petya.next('head', (frame) => frame.head.firstSeq !== undefined)
    expect([head.firstSeq, head.seq]).toEqual([2, undefined])
    const { previous } = await petya.follow(await server.openLog(chatId))
    expect(previous).toBe(1)
    await send('После')
    await petya.next('update')
    expect(petya.log(logName(chatId, 2, 1)).length).toBe(1)
  })

  test('an empty segment is not cut again, and the first members read all', async () => {
    await newcomer('kolya')
    await newcomer('vanya')
    expect(await segments()).toEqual([[1, null]])
    await send('Всем')
    await newcomer('senya')
    await newcomer('fedya')
    expect(await segments()).toEqual([
      [1, 1],
      [2, null],
    ])
    await server.restart()
    const kolya = await server.connect('kolya00000000000')
    expect((await page(kolya)).rows.length).toBe(1)
    const fedya = await server.connect('fedya00000000000')
    expect((await page(fedya)).rows.length).toBe(0)
  })

  test('coming back is a new entry; an import that is undone is none', async () => {
    const { roster, classId, masha, petya } = server.school
    const client = await server.connect(masha)
    await send('Раз')
    await client.run(leaveChat, { chatId })
    await send('Без неё')
    await client.run(comeBack, { chatId })
    const bodies = async (each: TestClient) => (await page(each)).rows.map((row) => row !== 0 && row[4])
    expect(await bodies(client)).toEqual(['joined'])
    await roster.notMember(classId, petya)
    await server.sync.rosterChanged()
    await roster.member(classId, petya, 'pupil')
    await server.sync.rosterChanged()
    expect((await bodies(await server.connect(petya)))[0]).toBe('Раз')
  })

  test('a group is read from its beginning', async () => {
    const group = (await olga.run(createGroup, { title: 'Поход', people: [server.school.petya], permissions: {} })) as {
      chatId: string
    }
    await olga.run(sendMessage, { chatId: group.chatId, text: 'До' })
    await olga.run(addMembers, { chatId: group.chatId, people: [server.school.masha] })
    const masha = await server.connect(server.school.masha)
    masha.send({ type: 'open', chatId: group.chatId })
    expect((await masha.next('page')).rows.length).toBe(3)
  })
})

describe('[SYNC-88] what is before the entry cannot be had by any frame', () => {
  let kolya: TestClient
  let messageId: string
  beforeEach(async () => {
    const { seq } = await send('Секрет')
    messageId = (await server.select('SELECT id FROM messages WHERE seq = ?', [seq]))[0]?.[0] as string
    kolya = await server.connect(await newcomer())
  })

  test.each([
    ['log', () => logName(chatId, 1, 1)],
    ['marks', () => marksName(chatId, 1, 1)],
  ])('an older segment: %s', async (_, name) => {
    kolya.send({ type: 'subscribe', doc: name(), state: new Uint8Array([0]) })
    expect(await kolya.next('closed')).toMatchObject({ doc: name(), code: closeCode.notFound })
    await olga.run(editMessage, { chatId, messageId, text: 'Другой секрет' })
    await kolya.quiet()
    expect(got(kolya)).not.toContain('екрет')
  })

  test('pages, who reacted, replies, reactions', async () => {
    await olga.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true })
    for (const beforeSeq of [2, 3, 1000]) expect(JSON.stringify(await page(kolya, beforeSeq))).not.toContain('екрет')
    kolya.send({ type: 'reactors', chatId, messageId })
    expect((await kolya.next('reactors')).reactors).toEqual([])
    kolya.send({ type: 'find', chatId, ids: [messageId] })
    expect((await kolya.next('found')).messages).toEqual([])
    const notFound = (answer: Promise<unknown>) => expect(answer).rejects.toThrow('messages.notFound')
    await notFound(kolya.run(sendMessage, { chatId, text: 'Ответ', replyTo: [messageId, 1] }))
    await notFound(kolya.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true }))
  })
})
