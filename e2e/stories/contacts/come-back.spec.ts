import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test('[CHATS-16] who left the class chat comes back from the contacts', async ({ enter }) => {
  const page = await enter('kuznetsova')
  const anna = new ChatPage(page)
  await anna.open('7 Б класс')
  await page.getByRole('button', { name: 'Действия с чатом' }).last().click()
  await page.getByRole('menuitem', { name: 'Выйти из чата' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Выйти из чата' }).click()
  await page.goto('/chats')
  await expect(anna.item('7 Б родители').or(anna.item('Объявления школы'))).toBeVisible()
  await expect(anna.item('7 Б класс')).toHaveCount(0)
  await page.goto('/contacts')
  const left = page.getByRole('region', { name: 'Чаты, из которых вы вышли' })
  await left.getByRole('listitem').filter({ hasText: '7 Б класс' }).getByRole('button', { name: 'Вернуться' }).click()
  await expect(left).toHaveCount(0)
  await page.goto('/chats')
  await anna.open('7 Б класс')
  await anna.send('Я снова здесь')
  await expect(anna.message('Я снова здесь')).toHaveCount(1)
})
