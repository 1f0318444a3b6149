import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test('[CONTACTS-1, CONTACTS-6, CHATS-7] «Написать» opens the chat at once; who is blocked cannot write until it is taken back', async ({
  enter,
  network,
}) => {
  const anna = new ChatPage(await enter('kuznetsova'))
  const { page } = anna
  const ilya = new ChatPage(await enter('sokolov'))
  await page.getByRole('link', { name: 'Контакты' }).click()
  const contacts = page.getByRole('list', { name: 'Контакты' })
  const contact = (name: string) => contacts.getByRole('listitem').filter({ hasText: name })
  const search = page.getByRole('searchbox', { name: 'Поиск контактов' })
  await contacts.getByRole('listitem').first().waitFor()
  await network.cut(page)
  await search.fill('орлова')
  await contact('Орлова Елена Викторовна').getByRole('button', { name: 'Написать' }).click()
  await anna.send('Елена Викторовна, можно вопрос?')
  const message = anna.message('можно вопрос?')
  await expect(message).toHaveAccessibleDescription(/Отправляется/)
  await network.mend(page)
  await expect(message).toHaveAccessibleDescription(/Отправлено/)

  const block = async (action: string) => {
    await page.goto('/contacts')
    await search.fill('соколов илья')
    await contact('Соколов Илья').getByRole('button', { name: 'Действия с контактом' }).click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  await block('Заблокировать')
  await expect(page.getByRole('status').filter({ hasText: 'больше не может вам писать' })).toBeVisible()
  await ilya.open('Кузнецова Анна')
  await expect(ilya.page.getByRole('note')).toContainText('ограничил вам переписку')
  await block('Разблокировать')
  await ilya.send('Мир?')
  await expect(ilya.message('Мир?')).toHaveAccessibleDescription(/Отправлено/)
})
