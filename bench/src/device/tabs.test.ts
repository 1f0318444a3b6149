import { sendMessage } from '@zvonok/schema/messages/commands'
import { openMemoryStore } from '@zvonok/web/platform/memory-store'
import { MemoryTabs } from '@zvonok/web/platform/testing/memory-tabs'
import { beforeEach, expect, test } from 'vitest'
import { chatOfKind, openFollowed, type TestDevice, texts, until, useSchool } from './devices.ts'

const here = useSchool()
let tabs: MemoryTabs
const store = () => openMemoryStore()
beforeEach(() => {
  tabs = new MemoryTabs()
})

const tab = (shared: ReturnType<typeof store>, options: { offline?: boolean } = {}): Promise<TestDevice> =>
  here.on(here.server.school.petya, { store: shared, tabs: tabs.open(), ...options })

test('[PLATFORM-20] what one tab writes the other shows, and one of them sends it', async () => {
  const shared = store()
  const [first, second] = [await tab(shared), await tab(shared)]
  const id = chatOfKind(first.device, 'class')
  const chat = await openFollowed(first, id)
  second.line.cut()
  const { done } = second.device.run(sendMessage, { chatId: id, text: 'из второй вкладки' })
  expect(first.device.outbox()).toHaveLength(1)
  expect(texts(chat)).toEqual(['из второй вкладки'])
  expect(await done).toEqual({ seq: 1 })
  await until(second.device, () => second.device.outbox().length === 0)
  await until(first.device, () => chat.rows()[0]?.seq === 1, chat)
})

test('[PLATFORM-20] the tab that stays takes the queue over', async () => {
  const shared = store()
  const [first, second] = [await tab(shared), await tab(shared)]
  const id = chatOfKind(first.device, 'class')
  first.line.cut()
  first.device.run(sendMessage, { chatId: id, text: 'раз' })
  second.device.run(sendMessage, { chatId: id, text: 'два' })
  expect(second.device.outbox()).toHaveLength(2)
  await first.device.close()
  await until(second.device, () => second.device.outbox().length === 0)
  expect(texts(await openFollowed(second, id))).toEqual(['раз', 'два'])
})

test('[PLATFORM-20] a refusal, a draft and a pin are seen in all tabs', async () => {
  const shared = store()
  const [first, second] = [await tab(shared), await tab(shared, { offline: true })]
  const id = chatOfKind(first.device, 'announcements')
  second.device.run(sendMessage, { chatId: id, text: 'Объявляю' })
  await until(second.device, () => second.device.outbox()[0]?.refusal === 'messages.adminsOnly')
  first.device.discard(first.device.outbox()[0]?.id ?? '')
  expect(second.device.outbox()).toEqual([])
  second.device.setDraft(id, 'потом')
  expect(first.device.draft(id)).toBe('потом')
  second.device.own.pins.set(id, 5)
  await until(first.device, () => first.device.own.pins.get(id) === 5)
})

test('[PLATFORM-21] a wipe empties the place and closes the other tabs', async () => {
  const shared = store()
  const [first, second] = [await tab(shared), await tab(shared)]
  const id = chatOfKind(first.device, 'class')
  await first.device.run(sendMessage, { chatId: id, text: 'до выхода' }).done
  await first.device.wipe()
  expect(second.device.link()).toBe('locked')
  second.device.setDraft(id, 'после выхода')
  await second.device.close()
  for (const table of ['kv', 'heads', 'people', 'info', 'outbox', 'kept', 'reacted'] as const)
    expect(await shared.all(table)).toEqual([])
  expect(await shared.docs('')).toEqual([])
})
