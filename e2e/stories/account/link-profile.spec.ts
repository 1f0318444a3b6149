import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import { password, test } from '../../school/test.ts'

test('a teacher links the learning profile that she has (variant 1), enters and writes', async ({ page, school }) => {
  const journal = new JournalPage(page)
  await journal.signIn('ivanova')
  await journal.openChats()
  await journal.link.click()
  await page.getByRole('textbox', { name: 'Номер мобильного телефона' }).fill('+79000000001')
  await page.getByRole('button', { name: 'Продолжить', exact: true }).click()
  await page.getByRole('textbox', { name: 'Пароль', exact: true }).fill(password)
  await page.getByRole('button', { name: 'Продолжить', exact: true }).click()
  const code = page.getByRole('textbox', { name: 'Код из СМС' })
  await code.waitFor()
  await code.fill(await school.code('+79000000001'))
  await page.getByRole('button', { name: 'Продолжить', exact: true }).click()
  await page.getByRole('button', { name: 'Продолжить в учебном профиле' }).click()
  await expect(page.getByRole('heading', { name: 'Проверьте свои личные данные' })).toBeVisible()
  await page.getByRole('button', { name: 'Продолжить', exact: true }).click()
  await expect(journal.enter).toBeVisible()
  await journal.enter.click()

  const chats = new ChatPage(page)
  await chats.open('7 Б класс')
  await chats.send('Здравствуйте, 7 Б!')
  await expect(chats.message('Здравствуйте, 7 Б!')).toHaveCount(1)
})

test('a wrong journal password is told and nothing is opened', async ({ page }) => {
  const journal = new JournalPage(page)
  await journal.signIn('ivanova', 'не тот пароль')
  await expect(page.getByRole('alert')).toHaveText(/Неверный логин или пароль/)
})
