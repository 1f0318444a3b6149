import { expect } from '@playwright/test'
import { IdPage } from '../../pages/id-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import { password, test } from '../../school/test.ts'

test('«Войти» of the messenger: phone, password, code', async ({ page, school }) => {
  const id = new IdPage(page, school)
  await page.goto('/chats')
  await id.press('Войти')
  await id.prove('+79000000007')
  await expect(page).toHaveURL('/chats')
  await expect(page.getByRole('link', { name: '7 Б родители' })).toBeVisible()
})

test('[ACCOUNT-21] «Забыли или не установили пароль?» by the code, then in with the new one and, once, the journal', async ({
  page,
  school,
}) => {
  const id = new IdPage(page, school)
  await page.goto('/chats')
  await id.press('Войти')
  await id.givePhone('+79000000007')
  await id.press('Забыли или не установили пароль?')
  const dialog = page.getByRole('dialog', { name: 'Сброс пароля' })
  await dialog.getByRole('textbox', { name: 'Код из СМС' }).fill(await school.code('+79000000007'))
  await dialog.getByRole('textbox', { name: 'Новый пароль' }).fill('совсем новый пароль')
  await dialog.getByRole('textbox', { name: 'Повторите пароль' }).fill('другой пароль')
  await dialog.getByRole('button', { name: 'Сменить пароль' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Пароли не совпадают')
  await dialog.getByRole('textbox', { name: 'Повторите пароль' }).fill('совсем новый пароль')
  await dialog.getByRole('button', { name: 'Сменить пароль' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Пароль изменён' })).toBeVisible()
  await id.givePassword()
  await expect(id.alert).toHaveText('Неверный пароль')
  await id.givePassword('совсем новый пароль')
  await id.giveCode('+79000000007')
  await page.getByRole('textbox', { name: 'Логин' }).fill('smirnova')
  await page.getByRole('textbox', { name: 'Пароль журнала' }).fill(password)
  await id.press('Подтвердить')
  await expect(page).toHaveURL('/chats')
})

test('a phone gets in by the QR code of the journal, after its digits were typed there', async ({
  page,
  browser,
  contextOptions,
  school,
}) => {
  const journal = new JournalPage(page)
  await journal.signIn('orlova')
  const shown = page.waitForResponse((r) => r.url().endsWith('/api/journal/qr') && r.request().method() === 'POST')
  await journal.openChats()
  const { url } = (await (await shown).json()) as { url: string }
  await expect(page.getByRole('img', { name: 'QR-код для входа с телефона' })).toBeVisible()

  const phone = await (await browser.newContext({ ...contextOptions, baseURL: school.url })).newPage()
  await phone.goto(url)
  const digits = phone.getByText(/^\d\d$/)
  await page.getByRole('textbox', { name: 'Две цифры с телефона' }).fill((await digits.textContent()) ?? '')
  await page.getByRole('button', { name: 'Подтвердить вход' }).click()
  await expect(phone).toHaveURL('/chats')
  await expect(phone.getByRole('link', { name: '7 Б класс' })).toBeVisible()
  await phone.context().close()
})

test('a class and a subject show the marks of the week; the address keeps them', async ({ page }) => {
  const journal = new JournalPage(page)
  await journal.signIn('ivanova')
  await expect(page.getByRole('tab', { name: 'Журнал' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('combobox', { name: 'Класс' }).selectOption('7 Б')
  await expect(page.getByRole('rowheader', { name: /^Смирнов / })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Класс' }).locator('option:checked')).toHaveText('7 Б')
  await page.getByRole('button', { name: 'Выйти' }).click()
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
})
