import { expect } from '@playwright/test'
import type { Client } from '@zvonok/bench/client'
import { ChatPage } from '../../pages/chat-page.ts'
import { fill, makeGroup } from '../../school/make-chats.ts'
import { test } from '../../school/test.ts'

test('[CHAT-5, CHAT-7, CHAT-9, CHAT-15, CHAT-16, MESSAGES-6, CHATS-13] answer, edit, copy, pin and mark a message', async ({
  enter,
  device,
}) => {
  const [volkov, orlova] = [await device('volkov'), await device('orlova')]
  const id = await makeGroup(volkov, 'Педсовет', [orlova])
  await volkov.send(id, 'Начинаем в три')
  await fill(volkov, id, 30)
  const page = await enter('orlova')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const chat = new ChatPage(page)
  await chat.open('Педсовет')
  await chat.actOnMessage('Сообщение 30', 'Ответить')
  await chat.send('Буду вовремя')
  const answer = chat.message('Буду вовремя')
  await expect(answer).toContainText('Волков Сергей Павлович')
  await expect(answer).toHaveAccessibleDescription(/Отправлено|Прочитано/)

  await chat.actOnMessage('Буду вовремя', 'Редактировать')
  await expect(chat.input).toHaveValue('Буду вовремя')
  await chat.input.fill('Буду в два')
  await page.getByRole('button', { name: 'Сохранить изменения' }).click()
  await expect(chat.message('Буду в два')).toContainText('изменено')
  await expect.poll(async () => (await texts(volkov, id)).at(-1)).toBe('Буду в два')

  await chat.actOnMessage('Буду в два', 'Скопировать')
  await expect(page.getByRole('status').filter({ hasText: 'Скопировано' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Буду в два')

  const original = chat.message('Начинаем в три')
  await expect(async () => {
    await chat.log.evaluate((log) => log.scrollTo(0, 0))
    await expect(original).toBeInViewport({ timeout: 200 })
  }).toPass()
  await chat.actOnMessage('Начинаем в три', 'Закрепить')
  const bar = page.getByRole('region', { name: 'Закреплённое сообщение' })
  await expect(bar).toContainText('Начинаем в три')
  await chat.actOnMessage('Начинаем в три', 'Отметить как важное')
  await expect(original).toHaveAccessibleDescription(/Важное/)
  await page.getByRole('button', { name: 'Вниз' }).click()
  await expect(original).not.toBeInViewport()
  await bar.getByRole('button', { name: /Начинаем в три/ }).click()
  await expect(original).toBeInViewport()
  await page.getByRole('button', { name: 'Вниз' }).click()
  await chat.actOnOpenChat('Важные сообщения')
  const important = page.getByRole('dialog', { name: 'Важные сообщения' })
  await important.getByRole('button', { name: /Начинаем в три/ }).click()
  await expect(original).toBeInViewport()
  await chat.actOnMessage('Начинаем в три', 'Снять отметку «Важное»')
  await chat.actOnMessage('Начинаем в три', 'Открепить')
  await expect(bar).toHaveCount(0)
})

async function texts(client: Client, id: string): Promise<string[]> {
  await client.open(id)
  return client.messages(id).map(({ text }) => text)
}

test('[CHAT-8, CHAT-12, CHAT-13, CHAT-14, MESSAGES-5, MESSAGES-7, CHATS-7] forward, answer in private, select, react, delete for oneself and for all', async ({
  enter,
}) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const ilya = new ChatPage(await enter('sokolov'))
  for (const chat of [anna, ilya]) await chat.open('7 Б класс')
  await anna.send('Первое от Ани')
  await anna.send('Второе от Ани')
  await expect(anna.message('Второе от Ани')).toHaveAccessibleDescription(/Прочитано/)

  // Reactions, on two devices.
  const menu = await ilya.openMessageMenu('Первое от Ани')
  await menu.locator('..').getByRole('button', { name: '👍' }).click()
  const mark = (chat: ChatPage, name: string) => chat.message('Первое от Ани').getByRole('button', { name })
  await expect(mark(anna, '👍, 1')).toHaveAttribute('aria-pressed', 'false')
  await mark(anna, '👍, 1').click()
  await expect(mark(ilya, '👍, 2')).toHaveAttribute('aria-pressed', 'true')
  await mark(ilya, '👍, 2').click()
  await expect(mark(anna, '👍, 1')).toHaveAttribute('aria-pressed', 'true')

  await anna.actOnMessage('Второе от Ани', 'Кто прочитал')
  const readers = anna.page.getByRole('dialog', { name: 'Кто прочитал' })
  await expect(readers.getByRole('listitem').filter({ hasText: 'Соколов Илья' })).toBeVisible()
  await readers.getByRole('tab', { name: 'Не прочитали' }).click()
  await expect(readers.getByRole('listitem').filter({ hasText: 'Иванова' })).toBeVisible()
  await readers.getByRole('button', { name: 'Закрыть' }).click()

  // Several at once, forwarded and deleted for oneself, with the way back.
  const select = anna.isPhone ? 'Ещё' : 'Выбрать'
  await anna.actOnMessage('Первое от Ани', select)
  await anna.message('Второе от Ани').click()
  const bar = anna.page.getByRole('toolbar', { name: 'Выбрано: 2' })
  await bar.getByRole('button', { name: 'Переслать' }).click()
  const where = anna.page.getByRole('dialog', { name: 'Куда переслать' })
  await where.getByRole('searchbox', { name: 'Поиск' }).fill('соко')
  await where.getByRole('checkbox', { name: 'Соколов Илья' }).check()
  await where.getByRole('button', { name: 'Переслать' }).click()
  await anna.actOnMessage('Первое от Ани', select)
  await anna.message('Второе от Ани').click()
  await bar.getByRole('button', { name: 'Удалить' }).click()
  const question = anna.page.getByRole('dialog', { name: /^Удалить 2 сообщения/ })
  await question.getByRole('button', { name: 'Удалить' }).click()
  await expect(anna.message('Первое от Ани')).toHaveCount(0)
  await expect(ilya.message('Первое от Ани')).toHaveCount(1)
  await anna.page.getByRole('button', { name: 'Вернуть' }).click()
  await expect(anna.message('Первое от Ани')).toHaveCount(1)

  // For all.
  await anna.actOnMessage('Второе от Ани', 'Удалить')
  const one = anna.page.getByRole('dialog', { name: 'Удалить сообщение?' })
  await one.getByRole('checkbox', { name: 'Удалить для всех' }).check()
  await one.getByRole('button', { name: 'Удалить' }).click()
  for (const chat of [anna, ilya]) {
    await expect(chat.message('Второе от Ани')).toHaveCount(0)
    await expect(chat.message('Сообщение удалено').last()).toBeVisible()
  }

  // In private: the line that is answered goes along.
  await ilya.actOnMessage('Первое от Ани', 'Ответить лично')
  await expect(ilya.page.getByRole('heading', { name: 'Кузнецова Анна', exact: true, level: 2 })).toBeVisible()
  await expect(ilya.input).toHaveValue(/> Первое от Ани/)
  for (const text of ['Первое от Ани', 'Второе от Ани']) await expect(ilya.message(text)).toHaveCount(1)
})

test('[CHAT-7, CHAT-9] everything of a message by the keyboard', async ({ enter, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard')
  const anna = new ChatPage(await enter('kuznetsova'))
  const { page } = anna
  const key = (...keys: string[]) =>
    keys.reduce((before, each) => before.then(() => page.keyboard.press(each)), Promise.resolve())
  await anna.open('7 Б класс')
  await expect(anna.input).toBeFocused()
  await page.keyboard.type('Набрано с клавиатуры')
  await key('Enter')
  const own = anna.message('Набрано с клавиатуры')
  await expect(own).toHaveAccessibleDescription(/Отправлено|Прочитано/)
  await key('ArrowUp')
  await expect(anna.input).toHaveValue('Набрано с клавиатуры')
  await key('Escape')
  await expect(anna.input).toHaveValue('')
  await own.focus()
  await key('ArrowUp')
  await expect(anna.message('лабораторную оформить')).toBeFocused()
  await key('Enter')
  const menu = page.getByRole('menu', { name: 'Действия с сообщением' })
  await expect(menu.getByRole('menuitem', { name: 'Ответить', exact: true })).toBeFocused()
  await key('Escape')
  await expect(menu).toHaveCount(0)
  await expect(anna.message('лабораторную оформить')).toBeFocused()
  await key('Enter', 'Enter')
  await expect(anna.input).toBeFocused()
  await page.keyboard.type('Спасибо, Илья')
  await key('Enter')
  await expect(anna.message('Спасибо, Илья')).toContainText('лабораторную оформить')
  await anna.message('Спасибо, Илья').focus()
  await key('Enter', 'End', 'Enter')
  const question = page.getByRole('dialog', { name: 'Удалить сообщение?' })
  await expect(question.getByRole('button', { name: 'Отмена' })).toBeFocused()
  await key('Shift+Tab', 'Space', 'Tab', 'Tab', 'Enter')
  await expect(anna.message('Сообщение удалено').last()).toBeVisible()
})
