import { createGroup } from '@zvonok/schema/chats/commands'
import { encodeClientFrame } from '@zvonok/schema/core/frames'
import { newId } from '@zvonok/schema/core/ids'
import { editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { removeServer, startServer, type TestServer } from './testing/server.ts'
import { until } from './testing/wait.ts'

let server: TestServer
let chatId: string
beforeEach(async () => {
  server = await startServer()
  chatId = await server.chat('class')
})
afterEach(() => removeServer(server))

const texts = async (): Promise<unknown[]> =>
  (await server.select('SELECT body FROM messages WHERE chat_id = ? ORDER BY seq', [chatId])).map(([body]) => body)

describe('[SYNC-10] a command has one effect and one answer', () => {
  test('sent twice, over two sockets and after a restart', async () => {
    const id = newId()
    const phone = await server.connect(server.school.petya)
    const first = await phone.run(sendMessage, { chatId, text: 'Здравствуйте' }, id)
    expect(await phone.run(sendMessage, { chatId, text: 'Здравствуйте' }, id)).toEqual(first)
    const laptop = await server.connect(server.school.petya)
    expect(await laptop.run(sendMessage, { chatId, text: 'Другое' }, id)).toEqual(first)
    await server.restart()
    const later = await server.connect(server.school.petya)
    expect(await later.run(sendMessage, { chatId, text: 'Здравствуйте' }, id)).toEqual(first)
    expect(await texts()).toEqual(['Здравствуйте'])
  })

  test('twice in one group', async () => {
    const id = newId()
    const petya = await server.connect(server.school.petya)
    petya.command(sendMessage, { chatId, text: 'раз' }, id)
    petya.command(sendMessage, { chatId, text: 'раз' }, id)
    expect([await petya.answer(id), await petya.answer(id)]).toEqual([{ seq: 1 }, { seq: 1 }])
    expect(await texts()).toEqual(['раз'])
  })

  test('a refusal is not kept: the same command is asked anew', async () => {
    const id = newId()
    const petya = await server.connect(server.school.petya)
    const announcements = await server.chat('announcements')
    await expect(petya.run(sendMessage, { chatId: announcements, text: 'нет' }, id)).rejects.toThrow(
      'messages.adminsOnly',
    )
    expect(await petya.run(sendMessage, { chatId, text: 'да' }, id)).toEqual({ seq: 1 })
  })
})

describe('[SYNC-11] what is acked is on disk, and nobody hears of what is not', () => {
  test('the line is cut between the commit and the ack', async () => {
    const id = newId()
    const petya = await server.connect(server.school.petya)
    petya.command(sendMessage, { chatId, text: 'дошло' }, id)
    petya.socket.once('message', () => undefined)
    await until(async () => (await texts()).length === 1)
    petya.kill()
    const again = await server.connect(server.school.petya)
    expect(await again.run(sendMessage, { chatId, text: 'дошло' }, id)).toEqual({ seq: 1 })
    expect(await texts()).toEqual(['дошло'])
  })

  test('an ack comes after the commit', async () => {
    const petya = await server.connect(server.school.petya)
    await petya.run(sendMessage, { chatId, text: 'на диске' })
    expect(await texts()).toEqual(['на диске'])
  })
})

describe('[SYNC-12] commands of a person keep their order, and later ones see earlier ones', () => {
  test('a hundred in one burst', async () => {
    const petya = await server.connect(server.school.petya)
    const ids = Array.from({ length: 100 }, (_, at) => petya.command(sendMessage, { chatId, text: `${at}` }))
    const answers = await Promise.all(ids.map((id) => petya.answer(id)))
    expect(answers).toEqual(ids.map((_, at) => ({ seq: at + 1 })))
    expect(await texts()).toEqual(ids.map((_, at) => `${at}`))
  })

  test('a message, its edit and a reaction to it in one group', async () => {
    const petya = await server.connect(server.school.petya)
    const messageId = petya.command(sendMessage, { chatId, text: 'перво' })
    const edit = petya.command(editMessage, { chatId, messageId, text: 'второе' })
    const react = petya.command(reactToMessage, { chatId, messageId, emoji: '👍', on: true })
    expect(await petya.answer(messageId)).toEqual({ seq: 1 })
    await Promise.all([petya.answer(edit), petya.answer(react)])
    expect(await texts()).toEqual(['второе'])
    expect(await server.select('SELECT seq, emoji FROM reactions')).toEqual([[1, '👍']])
  })

  test('a group that is made and written to at once', async () => {
    const olga = await server.connect(server.school.olga)
    const group = olga.command(createGroup, { title: 'Поход', people: [server.school.petr], permissions: {} })
    const message = olga.command(sendMessage, { chatId: group, text: 'Кто идёт?' })
    expect(await olga.answer(group)).toEqual({ chatId: group })
    expect(await olga.answer(message)).toEqual({ seq: 2 })
  })
})

describe('[SYNC-13] a commit that fails leaves nothing behind', () => {
  const long = 'Очень длинный текст. '.repeat(300)

  test('the whole group is refused, memory is as before, and writing resumes by itself', async () => {
    const petya = await server.connect(server.school.petya)
    const olga = await server.connect(server.school.olga)
    const doc = await server.openLog(chatId)
    await olga.follow(doc)
    await petya.run(sendMessage, { chatId, text: 'до' })
    await olga.next('update')
    await server.fillDisk()
    const ids = [1, 2, 3].map(() => petya.command(sendMessage, { chatId, text: long }))
    for (const id of ids) await expect(petya.answer(id)).rejects.toThrow('storage.full')
    expect(server.sync.storageOk()).toBe(false)
    await olga.quiet()
    expect(olga.taken('update')).toEqual([])
    expect(olga.taken('head')).toEqual([])
    await server.freeDisk()
    await until(() => server.sync.storageOk())
    expect(await petya.run(sendMessage, { chatId, text: long }, ids[0])).toEqual({ seq: 2 })
    const update = await olga.next('update')
    expect(update.change).toBeGreaterThan(0)
    expect(olga.log(doc)).toHaveLength(2)
    expect(await texts()).toEqual(['до', long.trim()])
  })

  test('after the close nothing is written, and nothing is tried again', async () => {
    await server.sync.close()
    server.events.length = 0
    const late = server.sync.runAs(server.school.petya, sendMessage.name, { chatId, text: 'Поздно' })
    await expect(late).rejects.toThrow('storage.full')
    server.sync.moveRead(server.school.petya, chatId, 1)
    await server.sync.close()
    expect(server.events).toEqual([])
    expect(await texts()).toEqual([])
  })

  test('[SYNC-24] the client id of what was not committed is never used again', async () => {
    const petya = await server.connect(server.school.petya)
    const doc = await server.openLog(chatId)
    await petya.follow(doc)
    await petya.run(sendMessage, { chatId, text: 'до' })
    await server.fillDisk()
    await expect(petya.run(sendMessage, { chatId, text: long })).rejects.toThrow('storage.full')
    await server.freeDisk()
    await until(() => server.sync.storageOk())
    await petya.run(sendMessage, { chatId, text: 'после' })
    await server.restart()
    const later = await server.connect(server.school.petya)
    await later.run(sendMessage, { chatId, text: 'потом' })
    await later.follow(doc)
    expect([...later.doc(doc).store.clients.keys()]).toHaveLength(3)
    expect(later.log(doc).map((entry) => entry !== 0 && entry[4])).toEqual(['до', 'после', 'потом'])
  })
})

describe('[SYNC-14] a taken id is refused', () => {
  test("another person's message", async () => {
    const [petya, masha] = [await server.connect(server.school.petya), await server.connect(server.school.masha)]
    const id = petya.command(sendMessage, { chatId, text: 'моё' })
    await petya.answer(id)
    await expect(masha.run(sendMessage, { chatId, text: 'чужое' }, id)).rejects.toThrow('core.badInput')
  })

  test('of the same group', async () => {
    const [petya, masha] = [await server.connect(server.school.petya), await server.connect(server.school.masha)]
    const id = newId()
    petya.command(sendMessage, { chatId, text: 'моё' }, id)
    masha.command(sendMessage, { chatId, text: 'чужое' }, id)
    const answers = await Promise.allSettled([petya.answer(id), masha.answer(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test("somebody's chat", async () => {
    const mallory = await server.connect(server.school.mallory)
    const group = { title: 'Чужое', people: [], permissions: {} }
    await expect(mallory.run(createGroup, group, chatId)).rejects.toThrow('core.badInput')
  })
})

describe('[SYNC-15] a call that is no command is refused', () => {
  test.each([
    ['an unknown name', 'chats.takeOver', {}, 1, 'core.unknownCommand'],
    ['wrong arguments', 'messages.send', { chatId: 1 }, 1, 'core.badInput'],
    [
      'a field too many',
      'messages.send',
      { chatId: '0000000000000000', text: 'а', author: 'olga' },
      1,
      'core.badInput',
    ],
    ['a version of the future', 'messages.send', {}, 2, 'core.unavailable'],
    ['a version that is gone', 'messages.send', {}, 0, 'core.updateFirst'],
  ])('%s', async (_, name, args, version, code) => {
    const petya = await server.connect(server.school.petya)
    const id = newId()
    petya.sendBytes(encodeClientFrame({ type: 'command', id, version, name, args }))
    await expect(petya.answer(id)).rejects.toThrow(code)
  })

  test('an id that is none', async () => {
    const petya = await server.connect(server.school.petya)
    await expect(petya.run(sendMessage, { chatId, text: 'а' }, '../x')).rejects.toThrow('core.badInput')
  })
})

describe('[SYNC-16] the operator acts by the same path', () => {
  test('with the rule, the answer and the frames', async () => {
    const petya = await server.connect(server.school.petya)
    expect(await server.sync.runAs(server.school.olga, 'messages.send', { chatId, text: 'Доброе утро' })).toEqual({
      seq: 1,
    })
    expect((await petya.next('head')).head.last).toMatchObject({ author: server.school.olga, body: 'Доброе утро' })
    const announcements = await server.chat('announcements')
    const refused = server.sync.runAs(server.school.petya, 'messages.send', { chatId: announcements, text: 'а' })
    await expect(refused).rejects.toMatchObject({ code: 'messages.adminsOnly' })
    await expect(server.sync.runAs(newId(), 'messages.send', { chatId, text: 'а' })).rejects.toMatchObject({
      code: 'core.forbidden',
    })
  })
})
