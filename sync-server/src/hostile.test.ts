/** A device that does everything to write, read or be seen where it may not. Real sockets, a real file, the frames of the protocol. */
import {
  createGroup,
  excludeMember,
  leaveChat,
  openDirect,
  setMember,
  setPermissions,
} from '@zvonok/schema/chats/commands'
import { openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { blockPerson } from '@zvonok/schema/contacts/commands'
import { type ClientFrame, encodeClientFrame } from '@zvonok/schema/core/frames'
import { directChatId, newId } from '@zvonok/schema/core/ids'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { logName, marksName, parseSegmentName } from '@zvonok/schema/messages/document'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import type { TestClient } from './testing/client.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { updateMessage } from './testing/written-copy.ts'

let server: TestServer
let class7b: string
beforeEach(async () => {
  server = await startServer({ limits: 'off' })
  class7b = await server.chat('class')
})
afterEach(() => removeServer(server))

const rows = () => server.select('SELECT id, author, kind, body FROM messages ORDER BY rowid')
const members = (chatId: string) =>
  server.select('SELECT person_id, role FROM chat_members WHERE chat_id = ? AND left_at_ms IS NULL ORDER BY 1', [
    chatId,
  ])

/** An answer, or the code of the refusal. */
const codeOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'done',
    (error: Error) => error.message,
  )

async function leaveRoster(): Promise<void> {
  await server.school.roster.active(server.school.petya, false)
  await server.sync.rosterChanged()
}

describe('[CORE-13] nobody acts for another', () => {
  test.each([
    ['an author', { author: 'olga000000000000' }],
    ['a time', { atMs: 1 }],
    ['a place', { seq: 1 }],
    ['an actor', { actor: 'olga000000000000', personId: 'olga000000000000' }],
  ])('%s in the arguments is refused as it is', async (_, forged) => {
    const petya = await server.connect(server.school.petya)
    const id = newId()
    const args = { chatId: class7b, text: 'Уроков не будет', ...forged }
    petya.send({ type: 'command', id, version: 1, name: 'messages.send', args })
    expect(await codeOf(petya.answer(id))).toBe('core.badInput')
    expect(await rows()).toEqual([])
  })

  test('what is written carries the person of the session and the time of the server', async () => {
    const petya = await server.connect(server.school.petya)
    const before = Date.now()
    await petya.run(sendMessage, { chatId: class7b, text: 'Я' })
    const [[author, atMs]] = (await server.select('SELECT author, at_ms FROM messages')) as [[string, number]]
    expect(author).toBe(server.school.petya)
    expect(atMs).toBeGreaterThanOrEqual(before)
  })

  test('edits and deletions of what others wrote', async () => {
    const { petya, masha } = server.school
    const [mine, theirs] = [await server.connect(petya), await server.connect(masha)]
    const messageId = newId()
    await theirs.run(sendMessage, { chatId: class7b, text: 'Моё' }, messageId)
    expect(await codeOf(mine.run(editMessage, { chatId: class7b, messageId, text: 'Чужое' }))).toBe('messages.notYours')
    expect(await codeOf(mine.run(deleteMessage, { chatId: class7b, messageId }))).toBe('messages.notYours')
    expect(await rows()).toEqual([[messageId, masha, 'text', 'Моё']])
  })

  test('making oneself admin, or a friend', async () => {
    const { petya, masha } = server.school
    const mine = await server.connect(petya)
    const before = await members(class7b)
    for (const personId of [petya, masha]) {
      const code = await codeOf(mine.run(setMember, { chatId: class7b, personId, role: 'admin' }))
      expect(code).toBe('chats.adminsOnly')
    }
    expect(await members(class7b)).toEqual(before)
  })

  test('writing and reacting without the right', async () => {
    const { petya, masha, olga, petr, mallory } = server.school
    const [mine, stranger, teacher] = [
      await server.connect(petya),
      await server.connect(mallory),
      await server.connect(olga),
    ]
    const announcements = await server.chat('announcements')
    const { chatId: staff } = (await teacher.run(openDirect, { personId: petr })) as { chatId: string }
    const [here, there] = [newId(), newId()]
    await teacher.run(sendMessage, { chatId: class7b, text: 'Завтра контрольная' }, here)
    await teacher.run(sendMessage, { chatId: staff, text: 'Между нами' }, there)
    const before = await rows()
    const react = (client: TestClient, chatId: string, messageId: string) =>
      codeOf(client.run(reactToMessage, { chatId, messageId, emoji: '👍', on: true }))
    const write = (client: TestClient, chatId: string) => codeOf(client.run(sendMessage, { chatId, text: 'А' }))
    expect(await write(mine, announcements)).toBe('messages.adminsOnly')
    expect([await write(mine, staff), await react(mine, staff, there)]).toEqual(Array(2).fill('chats.notMember'))
    expect([await write(stranger, class7b), await react(stranger, class7b, here)]).toEqual(
      Array(2).fill('chats.notMember'),
    )
    // A message of another chat, as if it were of one's own.
    expect(await react(mine, class7b, there)).toBe('messages.notFound')
    await teacher.run(setMember, { chatId: class7b, personId: petya, muted: true })
    expect(await write(mine, class7b)).toBe('messages.muted')
    expect(await codeOf(mine.run(setMember, { chatId: class7b, personId: petya, muted: false }))).toBe(
      'chats.adminsOnly',
    )
    await teacher.run(setPermissions, { chatId: class7b, permissions: { write: 'admins' } })
    expect(await write(await server.connect(masha), class7b)).toBe('messages.adminsOnly')
    expect(await rows()).toEqual(before)
    expect(await server.select('SELECT count(*) FROM reactions')).toEqual([[0]])
  })

  test.each([
    ['typing', (chatId: string) => ({ chatId })],
    ['read', (chatId: string) => ({ chatId, seq: 1 })],
    ['watch', () => ({ people: [] })],
  ] as const)('«%s» in a foreign name is no frame', async (type, body) => {
    const { petya, olga } = server.school
    const [mine, teacher] = [await server.connect(petya), await server.connect(olga)]
    teacher.send({ type: 'open', chatId: class7b })
    await teacher.quiet()
    const frame = { type, ...body(class7b) } as ClientFrame
    mine.send(Object.assign(frame, { personId: server.school.masha }))
    expect(await mine.closed).toBe(4400)
    await teacher.quiet()
    expect([...teacher.taken('typing'), ...teacher.taken('seen')]).toEqual([])
  })

  test('typing and reading where one is not, or cannot write', async () => {
    const { petya, mallory, olga } = server.school
    const [teacher, stranger, pupil] = [
      await server.connect(olga),
      await server.connect(mallory),
      await server.connect(petya),
    ]
    const announcements = await server.chat('announcements')
    teacher.send({ type: 'open', chatId: class7b })
    teacher.send({ type: 'open', chatId: announcements })
    await teacher.quiet()
    stranger.send({ type: 'typing', chatId: class7b })
    stranger.send({ type: 'read', chatId: class7b, seq: 1 })
    pupil.send({ type: 'typing', chatId: announcements })
    await Promise.all([stranger.quiet(), pupil.quiet()])
    await teacher.quiet()
    expect(teacher.taken('typing')).toEqual([])
    expect(teacher.taken('seen')).toEqual([])
    expect(
      await server.select('SELECT 1 FROM chat_members WHERE person_id = ? AND chat_id = ?', [mallory, class7b]),
    ).toEqual([])
  })

  test('[CONTACTS-6] typing in the direct chat of one who blocked', async () => {
    const { petya, masha } = server.school
    const [mine, theirs] = [await server.connect(petya), await server.connect(masha)]
    await mine.run(openDirect, { personId: masha })
    const chatId = directChatId(petya, masha)
    theirs.send({ type: 'open', chatId })
    await theirs.quiet()
    mine.send({ type: 'typing', chatId })
    await mine.quiet()
    await theirs.next('typing')
    await theirs.run(blockPerson, { personId: petya, on: true })
    server.aheadMs += 60_000
    mine.send({ type: 'typing', chatId })
    await mine.quiet()
    await theirs.quiet()
    expect(theirs.taken('typing')).toEqual([])
    expect(await codeOf(mine.run(sendMessage, { chatId, text: 'А' }))).toBe('contacts.blocked')
  })

  test('[CONTACTS-6] watching one who blocked, or a stranger', async () => {
    const { petya, masha, mallory } = server.school
    const [mine, theirs] = [await server.connect(petya), await server.connect(masha)]
    mine.send({ type: 'watch', people: [masha, mallory, 'nobody0000000000'] })
    expect((await mine.next('presence')).people).toEqual([[masha, true]])
    await theirs.run(blockPerson, { personId: petya, on: true })
    await mine.quiet()
    mine.taken('presence')
    mine.send({ type: 'watch', people: [masha] })
    expect((await mine.next('presence')).people).toEqual([])
  })
})

describe('[CORE-14] strangers learn nothing of a chat, not even that it is there', () => {
  const nowhere = newId()
  const asked = (chatId: string, doc: string): ClientFrame[] => [
    { type: 'open', chatId },
    { type: 'page', chatId, beforeSeq: 10, count: 10 },
    { type: 'info', chatId },
    { type: 'reactors', chatId, messageId: newId() },
    { type: 'find', chatId, ids: [newId()] },
    { type: 'subscribe', doc, state: new Uint8Array([0]) },
  ]

  test('the same frames for a foreign chat and for none', async () => {
    const mallory = await server.connect(server.school.mallory)
    const answers = async (chatId: string, generation: number) => {
      for (const frame of asked(chatId, logName(chatId, 1, generation))) mallory.send(frame)
      mallory.send({ type: 'subscribe', doc: marksName(chatId, 1, generation), state: new Uint8Array([0]) })
      await mallory.quiet()
      const frames = mallory.frames.splice(0)
      return JSON.parse(JSON.stringify(frames).replaceAll(chatId, 'chat'))
    }
    const { generation } = parseSegmentName(await server.openLog(class7b)) ?? { generation: 0 }
    for (const each of [generation, generation + 1, 0]) {
      const foreign = await answers(class7b, each)
      expect(foreign).toEqual(await answers(nowhere, each))
      expect(
        foreign.every(({ type, code }: { type: string; code: number }) => type === 'closed' && code === 4404),
      ).toBe(true)
    }
  })

  test('commands too', async () => {
    const mallory = await server.connect(server.school.mallory)
    for (const chatId of [class7b, nowhere]) {
      expect(await codeOf(mallory.run(sendMessage, { chatId, text: 'А' }))).toBe('chats.notMember')
      expect(await codeOf(mallory.run(leaveChat, { chatId }))).toBe('chats.notMember')
    }
  })

  test('whether a person exists either', async () => {
    const mallory = await server.connect(server.school.mallory)
    for (const personId of [server.school.petya, newId()])
      expect(await codeOf(mallory.run(openDirect, { personId }))).toBe('contacts.notAllowed')
    const people = [server.school.petya]
    expect(await codeOf(mallory.run(createGroup, { title: 'А', people, permissions: {} }))).toBe('contacts.notAllowed')
  })

  test('[CHATS-20] the names of a whole school are not in its announcements', async () => {
    const { petya, head } = server.school
    const chatId = await server.chat('announcements')
    const seen = async (person: string) => {
      const client = await server.connect(person)
      client.send({ type: 'info', chatId })
      const { members: shown, people } = await client.next('info')
      expect(people.map(({ id }) => id).sort()).toEqual(shown.map(([id]) => id).sort())
      return shown.map(([id]) => id).sort()
    }
    expect(await seen(petya)).toEqual([head, petya].sort())
    expect(await seen(head)).toHaveLength((await members(chatId)).length)
  })

  test('a member is told that a generation is old, and no other name is answered', async () => {
    const petya = await server.connect(server.school.petya)
    const { generation } = parseSegmentName(await server.openLog(class7b)) ?? { generation: 0 }
    const closed = async (doc: string) => {
      petya.send({ type: 'subscribe', doc, state: new Uint8Array([0]) })
      return (await petya.next('closed', (frame) => frame.doc === doc)).code
    }
    expect(await closed(logName(class7b, 1, generation + 1))).toBe(4410)
    expect(await closed(logName(class7b, 2, generation))).toBe(4404)
    for (const doc of [
      '',
      'log:',
      '__proto__',
      'meta',
      ownName(server.school.olga),
      `${logName(class7b, 1, generation)} `,
    ])
      expect(await closed(doc)).toBe(4404)
  })
})

describe('[CORE-15] a thousand names that mean nothing', () => {
  test('create nothing in memory or on disk, and the socket goes on', async () => {
    const petya = await server.connect(server.school.petya)
    const before = [server.sync.metrics(), await server.select('SELECT count(*) FROM doc_updates')]
    for (let i = 0; i < 1000; i++) {
      petya.send({ type: 'subscribe', doc: logName(newId(), i, i), state: new Uint8Array([0]) })
      petya.send({ type: 'doc', doc: `own:${newId()}`, payload: new Uint8Array([0, 0, 1, 0]) })
      petya.send({ type: 'open', chatId: newId() })
    }
    await petya.quiet()
    const [metrics, updates] = [server.sync.metrics(), await server.select('SELECT count(*) FROM doc_updates')]
    for (const name of ['channels', 'documents_open', 'chats_loaded'])
      expect(metrics[name]).toBe(before[0]?.[name as never])
    expect(updates).toEqual(before[1])
    expect(await petya.run(sendMessage, { chatId: class7b, text: 'Я здесь' })).toEqual({ seq: 1 })
  })
})

describe('[CORE-16] once out, nothing comes through', () => {
  const excludedFrom = async () => {
    const { olga, petya, masha } = server.school
    const [teacher, pupil] = [await server.connect(olga), await server.connect(petya)]
    const id = newId()
    await teacher.run(createGroup, { title: 'Кружок', people: [petya, masha], permissions: {} }, id)
    pupil.send({ type: 'open', chatId: id })
    await pupil.next('page', ({ chatId }) => chatId === id)
    const doc = await server.openLog(id)
    await pupil.follow(doc)
    return { teacher, pupil, id, doc }
  }

  test('of the log, the marks, the head, typing and read marks', async () => {
    const { teacher, pupil, id, doc } = await excludedFrom()
    await teacher.run(excludeMember, { chatId: id, personId: server.school.petya })
    expect((await pupil.next('closed', (frame) => frame.doc === doc)).code).toBe(4403)
    await pupil.next('removed', ({ chatId }) => chatId === id)
    pupil.frames = []
    await teacher.run(sendMessage, { chatId: id, text: 'Без него' })
    teacher.send({ type: 'typing', chatId: id })
    await teacher.quiet()
    await pupil.quiet()
    expect(pupil.frames).toEqual([])
    expect(JSON.stringify(pupil.log(doc))).not.toContain('Без него')
  })

  test('of what one asks for again', async () => {
    const { teacher, pupil, id, doc } = await excludedFrom()
    const messageId = newId()
    await pupil.run(sendMessage, { chatId: id, text: 'Моё' }, messageId)
    await teacher.run(excludeMember, { chatId: id, personId: server.school.petya })
    expect(await codeOf(pupil.run(sendMessage, { chatId: id, text: 'Ещё' }))).toBe('chats.notMember')
    expect(await codeOf(pupil.run(editMessage, { chatId: id, messageId, text: 'Иначе' }))).toBe('chats.notMember')
    pupil.send({ type: 'subscribe', doc, state: new Uint8Array([0]) })
    expect((await pupil.next('closed', (frame) => frame.doc === doc && frame.code !== 4403)).code).toBe(4404)
    const again = await server.connect(server.school.petya)
    again.send({ type: 'open', chatId: id })
    expect((await again.next('closed')).code).toBe(4404)
  })

  test('a command that was sent after the logout', async () => {
    const petya = await server.connect(server.school.petya, { session: 'school-pc' })
    server.sync.endSession('school-pc')
    petya.command(sendMessage, { chatId: class7b, text: 'Из чужих рук' })
    expect(await petya.closed).toBe(4401)
    expect(await rows()).toEqual([])
  })

  test.each([
    ['a new password', async () => server.sync.endPerson(server.school.petya), 4401],
    ['leaving the roster', leaveRoster, 4403],
  ] as const)('commands and updates after %s', async (_, end, code) => {
    const petya = await server.connect(server.school.petya)
    await end()
    petya.command(sendMessage, { chatId: class7b, text: 'Из чужих рук' })
    petya.send({ type: 'doc', doc: ownName(server.school.petya), payload: updateMessage(new Uint8Array([0, 0])) })
    expect(await petya.closed).toBe(code)
    expect(await rows()).toEqual([])
  })

  test('the cookie of a session that has expired, of one who left, or of nobody', async () => {
    const { petya } = server.school
    const session = `phone/${Date.now() + 3_600_000}`
    const phone = await server.connect(petya, { session })
    server.aheadMs = 3_600_001
    expect(await phone.closed).toBe(4401)
    expect(await server.dial(petya, { session }).closed).toBe(4401)
    expect(await server.dial('', { session: 'phone' }).closed).toBe(4401)
    expect(await server.dial('nobody0000000000').closed).toBe(4401)
    await leaveRoster()
    expect(await server.dial(petya).closed).toBe(4401)
  })

  test('a command of one who left the roster, also while its socket is still closing', async () => {
    const { petya, roster } = server.school
    await server.connect(petya)
    await roster.active(petya, false)
    const changed = server.sync.rosterChanged()
    const code = await codeOf(server.sync.runAs(petya, sendMessage.name, { chatId: class7b, text: 'А' }))
    await changed
    const late = await codeOf(server.sync.runAs(petya, sendMessage.name, { chatId: class7b, text: 'Б' }))
    expect(late).toBe('core.forbidden')
    expect(['done', 'core.forbidden']).toContain(code)
    expect((await rows()).map(([, , , body]) => body)).toEqual(code === 'done' ? ['А'] : [])
  })
})

describe('[CORE-17] hostile updates of one’s own document', () => {
  const frameOf = (write: (encoder: encoding.Encoder) => void): ClientFrame => {
    const payload = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0)
      write(encoder)
    })
    return { type: 'doc', doc: ownName(server.school.petya), payload }
  }
  const updateFrame = (update: Uint8Array): ClientFrame => frameOf((encoder) => sync.writeUpdate(encoder, update))
  const stored = () => server.select('SELECT doc, n, hex(bytes) FROM doc_updates WHERE doc LIKE ?', ['own:%'])

  const pinned = () => {
    const doc = new Y.Doc()
    openOwn(doc).pins.set(class7b, 1)
    return Y.encodeStateAsUpdate(doc)
  }
  const gap = () => {
    const doc = new Y.Doc()
    openOwn(doc).pins.set('a', 1)
    const state = Y.encodeStateVector(doc)
    openOwn(doc).pins.set('a', 2)
    return Y.encodeStateAsUpdate(doc, state)
  }
  const large = () => {
    const doc = new Y.Doc()
    openOwn(doc).settings.set('x', 'я'.repeat(200_000))
    return Y.encodeStateAsUpdate(doc)
  }
  const nested = () => {
    const doc = new Y.Doc()
    let value: object = {}
    for (let i = 0; i < 100; i++) value = { value }
    doc.getMap('pins').set('a', value)
    return Y.encodeStateAsUpdate(doc)
  }
  const huge = (...varints: number[]) =>
    encoding.encode((encoder) => {
      for (const each of varints) encoding.writeVarUint(encoder, each)
    })

  test.each([
    ['no update at all', () => new Uint8Array([1, 2, 3, 255, 255])],
    ['nothing', () => new Uint8Array()],
    ['a gap', gap],
    ['200 000 letters', large],
    ['a hundred levels', nested],
    ['four thousand million clients', () => huge(2 ** 32, 1, 1, 0)],
    ['a client with as many structs', () => huge(1, 2 ** 32, 1, 0)],
    ['a deletion of everything of everybody', () => huge(0, 2 ** 32, 1, 2 ** 32, 0, 2 ** 50)],
  ])('%s closes the channel and leaves all as it was', async (_, make) => {
    const petya = await server.connect(server.school.petya)
    petya.send(updateFrame(pinned()))
    await petya.quiet()
    const before = await stored()
    expect(before).toHaveLength(1)
    petya.send(updateFrame(make()))
    expect((await petya.next('closed', ({ doc }) => doc.startsWith('own:'))).code).toBe(4400)
    expect(await stored()).toEqual(before)
    expect(await petya.run(sendMessage, { chatId: class7b, text: 'Я здесь' })).toEqual({ seq: 1 })
  })

  test('another person’s document', async () => {
    const mallory = await server.connect(server.school.mallory)
    mallory.send(updateFrame(pinned()))
    expect((await mallory.next('closed')).code).toBe(4404)
    mallory.send(frameOf((encoder) => sync.writeSyncStep1(encoder, new Y.Doc())))
    expect((await mallory.next('closed')).code).toBe(4404)
    expect(mallory.taken('doc')).toEqual([])
    expect(await stored()).toEqual([])
  })

  test('a log document, as if it were written by people', async () => {
    const petya = await server.connect(server.school.petya)
    const doc = await server.openLog(class7b)
    await petya.follow(doc)
    const forged = new Y.Doc()
    forged.getArray('m').push([[newId(), server.school.olga, 0, 'text', 'Уроков нет']])
    const { payload } = updateFrame(Y.encodeStateAsUpdate(forged)) as Extract<ClientFrame, { type: 'doc' }>
    petya.send({ type: 'doc', doc, payload })
    expect((await petya.next('closed')).code).toBe(4404)
    const teacher = await server.connect(server.school.olga)
    await teacher.follow(doc)
    expect(teacher.log(doc)).toEqual([])
  })
})

test('[CORE-15] frames that declare more than they bring close the socket, the rest of the school goes on', async () => {
  const teacher = await server.connect(server.school.olga)
  const declared = Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f)
  const deep = encodeClientFrame({ type: 'typing', chatId: class7b })
  const bombs = [declared, Uint8Array.of(...deep, 0), Uint8Array.of(99), new Uint8Array()]
  for (const bomb of bombs) {
    const petya = await server.connect(server.school.petya)
    petya.sendBytes(bomb)
    expect(await petya.closed).toBe(4400)
  }
  expect(await teacher.run(sendMessage, { chatId: class7b, text: 'Урок идёт' })).toEqual({ seq: 1 })
})
