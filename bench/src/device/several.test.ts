/** Several devices of one person, and what a device need not ask for again. */
import { editMessage, reactToMessage, sendMessage } from '@zvonok/schema/messages/commands'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import { beforeEach, describe, expect, test } from 'vitest'
import { deviceOf, live, openFollowed, rowOf, type TestDevice, texts, until, useSchool } from './devices.ts'

const here = useSchool()
const { on } = here
let chatId: string
beforeEach(async () => {
  chatId = await here.server.chat('class')
})

describe('[PLATFORM-31] reactions of another own device', () => {
  const react = (phone: TestDevice, messageId: string, emoji: '👍' | '🔥', on = true) =>
    phone.device.run(reactToMessage, { chatId, messageId, emoji, on }).done

  test('are shown as own in an open chat, and taken back', async () => {
    const [phone, laptop] = [await on(here.server.school.olga), await on(here.server.school.olga)]
    const chat = await openFollowed(laptop, chatId)
    const { id } = phone.device.run(sendMessage, { chatId, text: 'Кто за?' })
    await until(laptop.device, () => texts(chat).length > 0, chat)
    await react(phone, id, '👍')
    const mine = () => rowOf(chat, 'Кто за?')
    await until(laptop.device, () => mine().myMarks.includes('👍'), chat)
    expect(mine().marks).toEqual({ '👍': 1 })
    await react(phone, id, '👍', false)
    await until(laptop.device, () => mine().myMarks.length === 0, chat)
  })

  test('are there when the chat is opened later, also without a line', async () => {
    const store = openMemoryStore()
    const [phone, laptop] = [await on(here.server.school.olga), await on(here.server.school.olga, { store })]
    const before = await openFollowed(laptop, chatId)
    const { id } = phone.device.run(sendMessage, { chatId, text: 'Кто за?' })
    await until(laptop.device, () => texts(before).length > 0, before)
    before.close()
    await react(phone, id, '👍')
    await react(phone, id, '🔥')
    await until(laptop.device, () => laptop.device.link() === 'live')
    await phone.device.run(sendMessage, { chatId, text: 'Решено' }).done
    await until(laptop.device, () => laptop.device.chat(chatId)?.last?.body === 'Решено')
    laptop.line.cut()
    const chat = laptop.device.open(chatId)
    await until(laptop.device, () => chat.rows().length > 0, chat)
    expect([...rowOf(chat, 'Кто за?').myMarks].sort()).toEqual(['👍', '🔥'].sort())
  })
})

describe('[PLATFORM-32] a chat that is on the device', () => {
  const written = (count: number) =>
    here.server.sync.appendHistory(
      chatId,
      Array.from({ length: count }, (_, i) => ({
        author: here.server.school.olga,
        atMs: i + 1,
        body: `строка ${i + 1}`,
      })),
    )

  test('is opened again without its rows; edits and new rows come', async () => {
    await written(120)
    const store = openMemoryStore()
    const first = await deviceOf(here.server, here.server.school.petya, { store })
    await live(first)
    await openFollowed(first, chatId)
    await first.device.close()
    const olga = await on(here.server.school.olga)
    await olga.device.run(sendMessage, { chatId, text: 'Новое' }).done
    const [[messageId]] = (await here.server.select('SELECT id FROM messages WHERE seq = 121')) as [[string]]
    await olga.device.run(editMessage, { chatId, messageId, text: 'Исправленное' }).done
    const again = await on(here.server.school.petya, { store })
    const chat = await openFollowed(again, chatId)
    await until(again.device, () => texts(chat).includes('Исправленное'), chat)
    expect(chat.rows().map(({ seq }) => seq)).toEqual(Array.from({ length: 121 }, (_, i) => i + 1))
    expect(chat.hasOlder()).toBe(false)
  })
})

test('[PLATFORM-33] colleagues of other schools are asked for', async () => {
  const { roster, other, olga } = here.server.school
  const id = await roster.person('lebedeva', [[other, 'teacher']])
  await here.server.sync.rosterChanged()
  const { device, line } = await on(olga)
  const answers = await Promise.all([device.findColleagues('И Lebedeva'), device.findColleagues('И Lebedeva')])
  expect(answers.map((people) => people?.map((person) => person.id))).toEqual([[id], [id]])
  expect(device.person(id)?.note).toBe('other')
  line.cut()
  expect(await device.findColleagues('И Lebedeva')).toBeUndefined()
})
