import {
  addMembers,
  createGroup,
  excludeMember,
  leaveChat,
  openDirect,
  renameChat,
  setMember,
} from '@zvonok/schema/chats/commands'
import { blockPerson } from '@zvonok/schema/contacts/commands'
import { deleteMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
let chatId: string
beforeEach(async () => {
  server = await startServer()
  chatId = await server.chat('class')
})
afterEach(() => removeServer(server))

const cursorOf = async (person: string): Promise<string> => (await server.dial(person).next('heads')).cursor

async function groupOf(owner: TestClient, ...people: string[]): Promise<string> {
  const { chatId: id } = (await owner.run(createGroup, { title: 'Поход', people, permissions: {} })) as {
    chatId: string
  }
  return id
}

describe('[SYNC-40] what was missed is asked for by the cursor', () => {
  test('nothing, when nothing happened', async () => {
    const cursor = await cursorOf(server.school.petya)
    const heads = await server.dial(server.school.petya, { cursor }).next('heads')
    expect(heads).toMatchObject({ full: false, heads: [], removed: [], erased: [], cursor })
  })

  test("changed chats with what is one's own, also over a restart", async () => {
    const cursor = await cursorOf(server.school.petya)
    const olga = await server.connect(server.school.olga)
    await olga.run(sendMessage, { chatId, text: 'Завтра экскурсия' })
    await server.restart()
    const heads = await server.dial(server.school.petya, { cursor }).next('heads')
    expect(heads.heads).toMatchObject([{ id: chatId, seq: 1, last: { body: 'Завтра экскурсия' } }])
    expect(heads.mine[chatId]).toEqual({ role: 'member', muted: false, readSeq: 0, unread: 1 })
    expect(heads.people.map(({ id }) => id)).toEqual([server.school.olga])
  })

  test('chats that one is out of, and messages that were erased', async () => {
    const olga = await server.connect(server.school.olga)
    const group = await groupOf(olga, server.school.petr)
    const messageId = olga.command(sendMessage, { chatId, text: 'Удалю' })
    await olga.answer(messageId)
    const [petr, petya] = [await cursorOf(server.school.petr), await cursorOf(server.school.petya)]
    await olga.run(excludeMember, { chatId: group, personId: server.school.petr })
    await olga.run(deleteMessage, { chatId, messageId })
    expect(await server.dial(server.school.petr, { cursor: petr }).next('heads')).toMatchObject({ removed: [group] })
    const heads = await server.dial(server.school.petya, { cursor: petya }).next('heads')
    expect(heads.erased).toEqual([[chatId, messageId, 1]])
    expect(heads.heads).toMatchObject([{ last: { kind: 'deleted', body: '', author: '' } }])
    expect(heads.mine[chatId]?.unread).toBe(0)
  })

  test('a cursor older than what is remembered brings everything', async () => {
    const olga = await server.connect(server.school.olga)
    const messageId = olga.command(sendMessage, { chatId, text: 'Удалю' })
    await olga.answer(messageId)
    const cursor = await cursorOf(server.school.petya)
    await olga.run(deleteMessage, { chatId, messageId })
    server.aheadMs = 100 * 24 * 3_600_000
    await server.restart()
    expect(await server.select('SELECT count(*) FROM erasures')).toEqual([[0]])
    expect(await server.select('SELECT count(*) FROM commands')).toEqual([[0]])
    expect((await server.dial(server.school.petya, { cursor }).next('heads')).full).toBe(true)
  })

  test('a changed roster brings the rows of the people anew', async () => {
    const olga = await server.connect(server.school.olga)
    await olga.run(sendMessage, { chatId, text: 'Привет' })
    const cursor = await cursorOf(server.school.petya)
    await server.sync.rosterChanged()
    const heads = await server.dial(server.school.petya, { cursor }).next('heads')
    expect(heads.people.map(({ id }) => id)).toEqual([server.school.olga])
  })
})

describe('[SYNC-41] everybody who is online gets one frame for a message', () => {
  test('an update who follows the log, a head who does not', async () => {
    const [olga, petya, masha] = [
      await server.connect(server.school.olga),
      await server.connect(server.school.petya),
      await server.connect(server.school.masha),
    ]
    await petya.follow(await server.openLog(chatId))
    await olga.run(sendMessage, { chatId, text: 'Привет' })
    for (const each of [olga, petya, masha]) await each.quiet()
    const kinds = (client: TestClient) => client.frames.map(({ type }) => type)
    expect(kinds(petya)).toEqual(['update'])
    expect(kinds(masha)).toEqual(['head'])
    expect(kinds(olga)).toEqual(['head'])
    expect(await masha.next('head')).toMatchObject({
      head: { id: chatId, seq: 1, last: { body: 'Привет' }, topRead: [[server.school.olga, 1]] },
      people: [{ id: server.school.olga }],
    })
  })

  test('nobody else gets anything', async () => {
    const [olga, irina, mallory] = [
      await server.connect(server.school.olga),
      await server.connect(server.school.irina),
      await server.connect(server.school.mallory),
    ]
    await olga.run(sendMessage, { chatId, text: 'Привет' })
    await irina.quiet()
    await mallory.quiet()
    expect([...irina.frames, ...mallory.frames]).toEqual([])
  })

  test('a changed title comes with the notice, also to those who follow', async () => {
    const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = await groupOf(olga, server.school.petr)
    await petr.next('head')
    await petr.follow(await server.openLog(group))
    await olga.run(renameChat, { chatId: group, title: 'Поход в горы' })
    const update = await petr.next('update')
    const { head } = await petr.next('head')
    expect(head).toMatchObject({ title: 'Поход в горы', last: { kind: 'notice', body: 'renamed' } })
    // Not before the head is there: a line cut in between must not lose it.
    expect(update.change).toBe(0)
  })
})

describe('[SYNC-42] who joins gets the whole chat', () => {
  test('at the creation of a group', async () => {
    const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = await groupOf(olga, server.school.petr)
    expect(await petr.next('head')).toMatchObject({
      head: { id: group, kind: 'group', title: 'Поход', memberCount: 2, firstSeq: 1, seq: 1 },
      mine: { role: 'member', muted: false, unread: 0 },
      people: [{ id: server.school.olga }],
    })
    expect((await olga.next('head')).mine).toMatchObject({ role: 'admin' })
  })

  test('later, with the other one of a direct chat', async () => {
    const [olga, petya] = [await server.connect(server.school.olga), await server.connect(server.school.petya)]
    const made = (await olga.run(openDirect, { personId: server.school.petya })) as { chatId: string }
    await olga.run(sendMessage, { ...made, text: 'Зайди ко мне' })
    const { head, people } = await petya.next('head')
    expect(head).toMatchObject({ kind: 'direct', title: '' })
    expect(head.peers).toHaveLength(2)
    expect(people).toMatchObject([{ id: server.school.olga, contact: true }])
  })

  test('those who were there see the new number', async () => {
    const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = await groupOf(olga, server.school.petr)
    await petr.next('head')
    await olga.run(addMembers, { chatId: group, people: [server.school.head] })
    expect((await petr.next('head')).head).toMatchObject({ memberCount: 3 })
  })

  test('a new role or silence reaches the own devices', async () => {
    const [olga, petya] = [await server.connect(server.school.olga), await server.connect(server.school.petya)]
    await olga.run(setMember, { chatId, personId: server.school.petya, muted: true })
    expect((await petya.next('head')).mine).toMatchObject({ muted: true })
    await expect(petya.run(sendMessage, { chatId, text: 'Но почему' })).rejects.toThrow('messages.muted')
  })
})

describe('[SYNC-43] who is out hears nothing more, at once', () => {
  test('exclusion closes the documents and tells', async () => {
    const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = await groupOf(olga, server.school.petr)
    await petr.next('head')
    const doc = await server.openLog(group)
    await petr.follow(doc)
    petr.send({ type: 'open', chatId: group })
    await petr.next('page')
    await olga.run(excludeMember, { chatId: group, personId: server.school.petr })
    expect(await petr.next('closed')).toMatchObject({ doc, code: 4403 })
    expect(await petr.next('removed')).toMatchObject({ chatId: group })
    await olga.run(sendMessage, { chatId: group, text: 'Между нами' })
    await petr.quiet()
    expect(petr.frames).toEqual([])
    await expect(petr.run(sendMessage, { chatId: group, text: 'А я?' })).rejects.toThrow('chats.notMember')
  })

  test('leaving, too', async () => {
    const petya = await server.connect(server.school.petya)
    await petya.run(leaveChat, { chatId })
    expect(await petya.next('removed')).toMatchObject({ chatId })
  })

  test('a slow start of reading is decided by what holds when it is answered', async () => {
    const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = await groupOf(olga, server.school.petr)
    await petr.next('head')
    const id = olga.command(excludeMember, { chatId: group, personId: server.school.petr })
    await olga.answer(id)
    petr.send({ type: 'subscribe', doc: await server.openLog(group), state: new Uint8Array([0]) })
    expect((await petr.next('closed')).code).toBe(4404)
  })
})

describe("[SYNC-44] unread are others' living messages after the mark", () => {
  test('own ones, notices and deleted ones do not count', async () => {
    const [olga, petr] = [await server.connect(server.school.olga), await server.connect(server.school.petr)]
    const group = await groupOf(olga, server.school.petr)
    const deleted = olga.command(sendMessage, { chatId: group, text: 'раз' })
    await olga.answer(deleted)
    await olga.run(sendMessage, { chatId: group, text: 'два' })
    await olga.run(renameChat, { chatId: group, title: 'Иначе' })
    await olga.run(deleteMessage, { chatId: group, messageId: deleted })
    await petr.quiet()
    const unread = async (person: string) => (await server.dial(person).next('heads')).mine[group]?.unread
    expect(await unread(server.school.petr)).toBe(1)
    expect(await unread(server.school.olga)).toBe(0)
    await petr.run(sendMessage, { chatId: group, text: 'ответ' })
    expect(await unread(server.school.petr)).toBe(0)
    expect(await unread(server.school.olga)).toBe(1)
  })

  test('who wrote between others in one instant is told his mark', async () => {
    const [olga, petya] = [await server.connect(server.school.olga), await server.connect(server.school.petya)]
    const tablet = await server.connect(server.school.olga)
    const own = olga.command(sendMessage, { chatId, text: 'вопрос' })
    const other = petya.command(sendMessage, { chatId, text: 'ответ' })
    await Promise.all([olga.answer(own), petya.answer(other)])
    await tablet.quiet()
    const [mark] = tablet.taken('mark')
    if (mark) expect(mark).toMatchObject({ chatId, readSeq: 1, unread: 1 })
    else expect(tablet.taken('head').length).toBe(2)
  })
})

test('[SYNC-45] blocking tells both sides whether they may write', async () => {
  const [petya, masha] = [await server.connect(server.school.petya), await server.connect(server.school.masha)]
  const made = (await petya.run(openDirect, { personId: server.school.masha })) as { chatId: string }
  await petya.run(sendMessage, { ...made, text: 'Привет' })
  await masha.next('head')
  await petya.run(blockPerson, { personId: server.school.masha, on: true })
  expect((await masha.next('head')).people).toMatchObject([{ id: server.school.petya, contact: 'contacts.blocked' }])
  await petya.run(blockPerson, { personId: server.school.masha, on: false })
  expect((await masha.next('head')).people).toMatchObject([{ contact: true }])
})

describe('[CHATS-22] a direct chat without a message', () => {
  const opened = async () => {
    const { petya, masha } = server.school
    const [mine, theirs] = [await server.connect(petya), await server.connect(masha)]
    const { chatId } = (await mine.run(openDirect, { personId: masha })) as { chatId: string }
    await theirs.quiet()
    expect(theirs.taken('head')).toEqual([])
    const heads = await server.dial(masha).next('heads')
    expect(heads.heads.map(({ id }) => id)).not.toContain(chatId)
    expect((await server.dial(petya).next('heads')).heads.map(({ id }) => id)).toContain(chatId)
    return { mine, theirs, chatId, since: heads.cursor }
  }

  test('is shown to the other with the first message, online and later', async () => {
    const { mine, theirs, chatId, since } = await opened()
    await mine.run(sendMessage, { chatId, text: 'Привет' })
    const { head, mine: own, people } = await theirs.next('head', (frame) => frame.head.id === chatId)
    expect([head.kind, head.last?.body, own?.unread]).toEqual(['direct', 'Привет', 1])
    expect(people?.map(({ id }) => id)).toContain(server.school.petya)
    const later = await server.dial(server.school.masha, { cursor: since }).next('heads')
    expect(later.heads.map(({ id }) => id)).toContain(chatId)
  })

  test('is shown to who opens it too, also after a restart', async () => {
    const { chatId } = await opened()
    await server.restart()
    const theirs = await server.connect(server.school.masha)
    await theirs.run(openDirect, { personId: server.school.petya })
    expect((await theirs.next('head', (frame) => frame.head.id === chatId)).head.kind).toBe('direct')
    await server.restart()
    const { heads } = await server.dial(server.school.masha).next('heads')
    expect(heads.map(({ id }) => id)).toContain(chatId)
  })

  test('its opener is no contact for it', async () => {
    const { theirs, chatId, mine } = await opened()
    await mine.run(blockPerson, { personId: server.school.masha, on: true })
    await theirs.quiet()
    expect(theirs.taken('head').filter(({ head }) => head.id === chatId)).toEqual([])
  })
})
