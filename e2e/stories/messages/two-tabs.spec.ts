import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'the same on every layout')

test('two tabs of one person show the same and send everything once', async ({ enter, network }) => {
  const first = new ChatPage(await enter('kuznetsova'))
  const second = new ChatPage(await first.page.context().newPage())
  await second.page.goto('/chats')
  for (const tab of [first, second]) await tab.open('7 Б класс')
  await network.cut(first.page)
  await first.send('Из первой вкладки')
  await second.send('Из второй вкладки')
  await network.mend(first.page)
  const texts = ['Из первой вкладки', 'Из второй вкладки']
  for (const tab of [first, second])
    for (const text of texts) {
      await expect(tab.message(text)).toHaveCount(1)
      await expect(tab.message(text)).toHaveAccessibleDescription(/Отправлено|Прочитано/)
    }
  expect(await first.order(texts)).toEqual(await second.order(texts))
})
