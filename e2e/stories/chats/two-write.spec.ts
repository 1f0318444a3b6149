import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test('two people of a class write to each other and see the same order', async ({ enter }) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const ilya = new ChatPage(await enter('sokolov'))
  for (const chat of [anna, ilya]) await chat.open('7 Б класс')
  const texts = ['Кто записал задание?', 'Параграф двадцать два', 'Спасибо тебе!', 'Не за что']
  for (const [at, text] of texts.entries()) {
    await (at % 2 ? ilya : anna).send(text)
    for (const chat of [anna, ilya]) await expect(chat.message(text)).toHaveCount(1)
  }
  for (const chat of [anna, ilya]) expect(await chat.order(texts)).toEqual(texts)
})

test('a chat that is not open counts what is unread, and reading clears it', async ({ enter }) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const ilya = new ChatPage(await enter('sokolov'))
  await anna.open('7 Б класс')
  await anna.input.waitFor()
  await expect(ilya.item('7 Б класс')).toBeVisible()
  await ilya.open('7 Б класс')
  await ilya.input.waitFor()
  await ilya.page.goto('/chats')
  await anna.send('Новое для Ильи')
  await expect(ilya.item('7 Б класс')).toContainText('Новое для Ильи')
  await expect(ilya.item('7 Б класс')).toHaveAccessibleDescription(/Непрочитанных: 1/)
  await ilya.open('7 Б класс')
  await expect(ilya.message('Новое для Ильи')).toBeVisible()
  await expect(anna.message('Новое для Ильи')).toHaveAccessibleDescription(/Прочитано/)
})
