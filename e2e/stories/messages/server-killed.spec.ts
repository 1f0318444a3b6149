import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'the same on every layout')

test('kill -9 of the server loses nothing and doubles nothing', async ({ enter, school }) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const ilya = new ChatPage(await enter('sokolov'))
  for (const chat of [anna, ilya]) await chat.open('7 Б класс')
  const texts = Array.from({ length: 6 }, (_, n) => `Сообщение перед обрывом ${n}`)
  for (const text of texts.slice(0, 3)) await anna.send(text)
  await school.kill()
  for (const text of texts.slice(3)) await anna.send(text)
  await expect(anna.message(texts[5] ?? '')).toHaveCount(1)
  await school.start()
  for (const chat of [anna, ilya])
    for (const text of texts) await expect(chat.message(text)).toHaveCount(1, { timeout: 30_000 })
  for (const chat of [anna, ilya]) expect(await chat.order(texts)).toEqual(texts)
})
