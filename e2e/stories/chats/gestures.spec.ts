import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { Finger } from '../../pages/finger.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => !isMobile, 'gestures of a finger')

test('[CHATLIST-5, CHATLIST-9] swipes show their buttons, a long press the menu with «Отправить смайл»', async ({
  enter,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  const finger = new Finger(chat.page)
  const item = chat.item('7 Б класс')
  await item.waitFor()
  const shown = (name: string | RegExp) => expect(item.getByRole('button', { name })).toBeVisible({ timeout: 1000 })
  await expect(async () => {
    await finger.swipe(item.getByRole('link'), 170)
    await shown(/^Отметить (не)?прочитанным$/)
  }).toPass()
  await item.getByRole('button', { name: 'Закрепить' }).click()
  await expect(item).toHaveAccessibleDescription(/Закреплённый/)
  await expect(async () => {
    await finger.swipe(item.getByRole('link'), -250)
    for (const name of ['Выйти из чата', 'Архивировать']) await shown(name)
  }).toPass()
  await item.getByRole('button', { name: 'Отключить уведомления' }).click()
  await expect(item).toHaveAccessibleDescription(/Без звука/)

  await chat.actOnChat('7 Б класс', 'Отправить смайл')
  await chat.page.getByRole('menuitem', { name: '👏' }).click()
  await expect(item).toContainText('👏')
  await expect(chat.page).toHaveURL('/chats')
})
