import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

const texts = ['Пишу без сети, первое', 'Пишу без сети, второе', 'Пишу из дома', 'Пишу без сети, третье']

test('what was written offline survives closing and arrives once, in one order for all', async ({ enter, network }) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const ilya = new ChatPage(await enter('sokolov'))
  for (const chat of [anna, ilya]) await chat.open('7 Б класс')
  await anna.installed()

  await network.cut(anna.page)
  await expect(anna.offlineNote).toBeVisible()
  for (const text of texts.slice(0, 2)) await anna.send(text)
  await expect(anna.message(texts[1] ?? '')).toHaveAccessibleDescription(/Отправляется/)
  await ilya.send(texts[2] ?? '')

  await anna.page.close()
  const again = new ChatPage(await anna.page.context().newPage())
  await again.page.goto('/chats')
  await again.open('7 Б класс')
  await expect(again.message(texts[0] ?? '')).toHaveCount(1)
  await again.send(texts[3] ?? '')

  await network.mend(again.page)
  for (const chat of [again, ilya]) for (const text of texts) await expect(chat.message(text)).toHaveCount(1)
  await expect(again.message(texts[3] ?? '')).toHaveAccessibleDescription(/Отправлено|Прочитано/)
  const order = await ilya.order(texts)
  expect(order.filter((text) => text.startsWith('Пишу без сети'))).toEqual([texts[0], texts[1], texts[3]])
  expect(await again.order(texts)).toEqual(order)
})
