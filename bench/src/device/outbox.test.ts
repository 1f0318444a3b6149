import { createGroup, excludeMember } from '@zvonok/schema/chats/commands'
import type { CommandId } from '@zvonok/schema/core/ids'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import { describe, expect, test } from 'vitest'
import { chatOfKind, deviceOf, live, openFollowed, rowOf, type TestDevice, texts, until, useSchool } from './devices.ts'

const here = useSchool()
const { device: on } = here

const sent = ({ device }: TestDevice) => until(device, () => device.outbox().length === 0)

describe('[PLATFORM-4] what was written is kept until the server has it', () => {
  test('written without a line, closed, opened again: there once', async () => {
    const store = openMemoryStore()
    const first = await deviceOf(here.server, here.server.school.petya, { store })
    await live(first)
    const id = chatOfKind(first.device, 'class')
    first.line.cut()
    for (const text of ['раз', 'два', 'три']) first.device.run(sendMessage, { chatId: id, text })
    await first.device.close()

    const again = await on(here.server.school.petya, { store, offline: true })
    expect(again.device.outbox().map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    const chat = again.device.open(id)
    await until(again.device, () => chat.rows().length > 0, chat)
    expect(texts(chat)).toEqual(['раз', 'два', 'три'])
    expect(again.device.chat(id)?.last).toMatchObject({ body: 'три', state: 'waiting' })

    again.line.restore()
    await sent(again)
    const olga = await on(here.server.school.olga)
    await live(olga)
    expect(texts(await openFollowed(olga, id))).toEqual(['раз', 'два', 'три'])
  })

  test('[PLATFORM-5] every frame twice: one effect', async () => {
    const petya = await on(here.server.school.petya, { trouble: { doubled: 1 } })
    await live(petya)
    const id = chatOfKind(petya.device, 'class')
    const chat = await openFollowed(petya, id)
    const answers = ['а', 'б', 'в'].map((text) => petya.device.run(sendMessage, { chatId: id, text }).done)
    expect(await Promise.all(answers)).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }])
    await until(petya.device, () => chat.rows().every(({ seq }) => seq > 0), chat)
    expect(texts(chat)).toEqual(['а', 'б', 'в'])
  })

  test('the line dies again and again in the middle: order and number stay', async () => {
    const petya = await on(here.server.school.petya, { trouble: { delayMs: 4 } })
    await live(petya)
    const id = chatOfKind(petya.device, 'class')
    const wanted = Array.from({ length: 60 }, (_, i) => `строка ${i}`)
    for (const [i, text] of wanted.entries()) {
      const { done } = petya.device.run(sendMessage, { chatId: id, text })
      if (i % 10 === 5) petya.line.drop()
      if (i % 20 === 15) await done
    }
    await sent(petya)
    const olga = await on(here.server.school.olga)
    await live(olga)
    expect(texts(await openFollowed(olga, id)).slice(-50)).toEqual(wanted.slice(-50))
    const [[count]] = (await here.server.select('SELECT count(*) FROM messages WHERE kind = ?', ['text'])) as [[number]]
    expect(count).toBe(60)
  })
})

describe('[PLATFORM-6] a refusal stays in sight', () => {
  test('an excluded person keeps the unsent text and nothing of the chat', async () => {
    const olga = await on(here.server.school.olga)
    const petya = await on(here.server.school.petya)
    await Promise.all([live(olga), live(petya)])
    const { petya: petyaId, masha } = here.server.school
    const { id, done } = olga.device.run(createGroup, { title: 'Кружок', people: [petyaId, masha], permissions: {} })
    await done
    await until(petya.device, () => petya.device.chat(id) !== undefined)
    const chat = await openFollowed(petya, id)
    petya.line.cut()
    const text = petya.device.run(sendMessage, { chatId: id, text: 'Я ещё здесь' })
    await olga.device.run(excludeMember, { chatId: id, personId: petyaId }).done
    petya.line.restore()
    await until(petya.device, () => petya.device.outbox().some(({ state }) => state === 'refused'))
    expect(petya.device.outbox()).toMatchObject([
      { id: text.id, refusal: 'chats.notMember', args: { text: 'Я ещё здесь' } },
    ])
    expect(petya.device.chat(id)).toBeUndefined()
    expect(chat.phase()).toBe('gone')
    expect(await petya.store.docs(`log:${id}.`)).toEqual([])
    await expect(text.done).rejects.toMatchObject({ code: 'chats.notMember' })
    petya.device.discard(text.id)
    expect(petya.device.outbox()).toEqual([])
  })

  test('retried after the reason is gone', async () => {
    const petya = await on(here.server.school.petya)
    await live(petya)
    const id = chatOfKind(petya.device, 'class')
    const olga = await on(here.server.school.olga)
    await live(olga)
    const mute = (muted: boolean) =>
      here.server.sync.runAs(here.server.school.olga, 'chats.setMember', {
        chatId: id,
        personId: here.server.school.petya,
        muted,
      })
    await mute(true)
    const { id: refused } = petya.device.run(sendMessage, { chatId: id, text: 'Можно?' })
    const chat = petya.device.open(id)
    await until(petya.device, () => petya.device.outbox()[0]?.state === 'refused')
    expect(rowOf(chat, 'Можно?')).toMatchObject({ state: 'refused', refusal: 'messages.muted', seq: 0 })
    await mute(false)
    petya.device.retry(refused)
    await sent(petya)
    await until(petya.device, () => rowOf(chat, 'Можно?').state === 'sent', chat)
  })
})

describe('[PLATFORM-27] what waits is drawn as if it were done', () => {
  test('a group made offline can be written in at once', async () => {
    const olga = await on(here.server.school.olga)
    await live(olga)
    olga.line.cut()
    const { petya, masha } = here.server.school
    const { id } = olga.device.run(createGroup, { title: 'Поездка', people: [petya, masha], permissions: {} })
    olga.device.run(sendMessage, { chatId: id, text: 'Собираемся в девять' })
    expect(olga.device.chat(id)).toMatchObject({
      head: { title: 'Поездка', kind: 'group', memberCount: 3 },
      mine: { role: 'admin' },
      last: { body: 'Собираемся в девять', state: 'waiting' },
    })
    const chat = olga.device.open(id)
    expect(chat.facts()?.members.size).toBe(3)
    expect(texts(chat)).toEqual(['Собираемся в девять'])
    olga.line.restore()
    await sent(olga)
    await until(olga.device, () => chat.rows().every(({ seq }) => seq > 0), chat)
    expect(chat.rows().map(({ kind, seq }) => [kind, seq])).toEqual([
      ['notice', 1],
      ['text', 2],
    ])
  })

  test('edits, deletions and reactions of old and of waiting messages', async () => {
    const petya = await on(here.server.school.petya)
    const olga = await on(here.server.school.olga)
    await Promise.all([live(petya), live(olga)])
    const id = chatOfKind(petya.device, 'class')
    const chat = await openFollowed(petya, id)
    const say = (text: string): CommandId => petya.device.run(sendMessage, { chatId: id, text }).id
    const [first, second, third] = [say('первое'), say('второе'), say('третье')]
    await sent(petya)
    await until(petya.device, () => chat.rows().every(({ seq }) => seq > 0), chat)
    petya.line.cut()
    const fourth = say('четвёртое')
    petya.device.run(editMessage, { chatId: id, messageId: first, text: 'первое, исправлено' })
    petya.device.run(editMessage, { chatId: id, messageId: fourth, text: 'четвёртое, исправлено' })
    petya.device.run(deleteMessage, { chatId: id, messageId: second })
    petya.device.run(reactToMessage, { chatId: id, messageId: third, emoji: '👍', on: true })
    const shown = () => chat.rows().map(({ kind, body, marks, myMarks }) => [kind, body, marks, myMarks])
    const wanted = [
      ['text', 'первое, исправлено', {}, []],
      ['deleted', 'author', {}, []],
      ['text', 'третье', { '👍': 1 }, ['👍']],
      ['text', 'четвёртое, исправлено', {}, []],
    ]
    expect(shown()).toEqual(wanted)
    petya.line.restore()
    await sent(petya)
    const hers = await openFollowed(olga, id)
    await until(olga.device, () => hers.rows().some(({ marks }) => marks['👍'] === 1), hers)
    await until(petya.device, () => chat.rows().every(({ seq, state }) => seq > 0 && state !== 'waiting'), chat)
    expect(shown()).toEqual(wanted)
    expect(hers.rows().map(({ body }) => body)).toEqual(wanted.map(([, body]) => body))
  })
})
