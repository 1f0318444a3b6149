import { expect } from '@playwright/test'
import { IdPage } from '../../pages/id-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import { expireCodes } from '../../school/expire-codes.ts'
import { test } from '../../school/test.ts'

test('variant 2: an ID without a learning profile', async ({ page, school }) => {
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  await journal.signIn('petrov')
  await journal.openChats()
  await journal.link.click()
  await id.prove('+79000000002')
  await id.press('Создать учебный профиль')
  await expect(page.getByRole('heading', { name: 'Заполните информацию о себе' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Фамилия' })).toHaveValue('Петров')
  await id.goOn()
  await expect(page.getByRole('status').filter({ hasText: 'Профиль привязан' })).toBeVisible()
  await journal.enter.click()
  await expect(page).toHaveURL('/chats')
})

test('variant 3: no ID yet; a reload and a future date of birth in the middle', async ({ page, school, isMobile }) => {
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  await journal.signIn('smirnov')
  await journal.openChats()
  await journal.link.click()
  await id.givePhone('8 (900) 000-00-03')
  await id.code.waitFor()
  await page.reload()
  await id.giveCode('+79000000003')
  if (isMobile) await id.press('Создать учебный профиль')
  await expect(page.getByRole('heading', { name: 'Заполните информацию о себе' })).toBeVisible()
  await page.getByLabel('Дата рождения').fill('2999-01-01')
  await id.goOn()
  await expect(id.alert).toHaveText('Дата рождения должна быть в прошлом')
  await page.getByLabel('Дата рождения').fill('2013-05-01')
  await page.getByRole('textbox', { name: 'Отчество' }).fill('')
  await page.reload()
  await expect(page.getByLabel('Дата рождения')).toHaveValue('2013-05-01')
  await id.goOn()
  if (!isMobile) {
    await id.press('Создать учебный профиль')
    await id.goOn()
  }
  await expect(page.getByRole('status').filter({ hasText: 'Профиль привязан' })).toBeVisible()
})

test('a child of twelve links by mail', async ({ page, school, isMobile }) => {
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  await journal.signIn('belova')
  await journal.openChats()
  await journal.link.click()
  await id.press('Войти по электронной почте')
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('belova@')
  await id.goOn()
  await expect(id.alert).toContainText('Проверьте адрес')
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('belova@school.example')
  await id.goOn()
  await id.giveCode('belova@school.example')
  if (isMobile) await id.press('Создать учебный профиль')
  await id.goOn()
  if (!isMobile) {
    await id.press('Создать учебный профиль')
    await id.goOn()
  }
  await expect(journal.enter).toBeVisible()
})

test('a taken ID is refused, without a word about whose it is', async ({ page, school }) => {
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  await journal.signIn('ivanova')
  await journal.openChats()
  await journal.link.click()
  await id.prove('+79000000005')
  await expect(id.alert).toHaveText(/^Этот .* уже привязан к другому человеку$/)
  await expect(page.getByText('Кузнецова')).toHaveCount(0)
  await id.press('Войти с другим номером')
  await id.prove('+79000000001')
  await expect(page.getByRole('button', { name: 'Продолжить в учебном профиле' })).toBeVisible()
})

test('what is wrong is told at the field, and a lost line keeps what was typed', async ({ page, school, context }) => {
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  await journal.signIn('ivanova')
  await journal.openChats()
  await journal.link.click()
  await id.givePhone('8900ООО0001')
  await expect(id.alert).toContainText('только цифры')
  await id.givePhone('+79000000001')
  await id.givePassword('не тот пароль')
  await expect(id.alert).toHaveText('Неверный пароль')
  await id.password.fill('')
  await id.giveCode('+79000000001')
  await expect(id.alert).toContainText('Нужен ещё и пароль')
  await expect(id.password).toBeFocused()
  await expect(id.code).toHaveValue(/^\d{6}$/)
  await id.code.fill('')
  await id.givePassword()
  await expect(page.getByRole('status').filter({ hasText: 'Теперь введите код из СМС' })).toBeVisible()
  await expect(id.code).toBeFocused()
  await id.code.fill('12345')
  await id.goOn()
  await expect(id.alert).toHaveText('В коде шесть цифр')
  await id.code.fill('000000')
  await id.goOn()
  await expect(id.alert).toHaveText('Неверный код')
  await context.setOffline(true)
  await id.code.fill('654321')
  await id.goOn()
  await expect(id.alert).toContainText('Нет соединения')
  await expect(id.code).toHaveValue('654321')
  await context.setOffline(false)
  await id.giveCode('+79000000001')
  await expect(page.getByRole('button', { name: 'Продолжить в учебном профиле' })).toBeVisible()
})

test('[ACCOUNT-4] an expired and a foreign code are told; a line that dies between code and form loses nothing', async ({
  page,
  school,
  context,
  browser,
  contextOptions,
  isMobile,
}) => {
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  await journal.signIn('smirnov')
  await journal.openChats()
  await journal.link.click()
  await id.givePhone('+79000000003')
  await id.code.waitFor()
  await expireCodes(school)
  await id.giveCode('+79000000003')
  await expect(id.alert).toHaveText('Код больше не действует. Отправьте новый.')

  const other = await browser.newContext({ ...contextOptions, baseURL: school.url })
  const theirs = await other.newPage()
  const [theirJournal, theirId] = [new JournalPage(theirs), new IdPage(theirs, school)]
  await theirJournal.signIn('petrov')
  await theirJournal.openChats()
  await theirJournal.link.click()
  await theirId.givePhone('+79000000002')
  await theirId.code.waitFor()
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok())
  await id.press('Отправить код ещё раз')
  await sent
  await id.giveCode('+79000000002')
  await expect(id.alert).toHaveText('Неверный код')
  await other.close()

  await id.giveCode('+79000000003')
  if (isMobile) await id.press('Создать учебный профиль')
  await expect(page.getByRole('heading', { name: 'Заполните информацию о себе' })).toBeVisible()
  await context.setOffline(true)
  await page.getByLabel('Дата рождения').fill('2013-05-01')
  await id.goOn()
  if (!isMobile) {
    await id.press('Создать учебный профиль')
    await id.goOn()
  }
  await expect(id.alert).toContainText('Нет соединения')
  if (isMobile) await expect(page.getByLabel('Дата рождения')).toHaveValue('2013-05-01')
  await context.setOffline(false)
  await id.goOn()
  await expect(page.getByRole('status').filter({ hasText: 'Профиль привязан' })).toBeVisible()
})

test('the whole first variant by keyboard', async ({ page, school, isMobile }) => {
  test.skip(isMobile, 'phones have no keys')
  const [journal, id] = [new JournalPage(page), new IdPage(page, school)]
  const { keyboard } = page
  await page.goto('/journal')
  await expect(page.getByRole('textbox', { name: 'Логин' })).toBeFocused()
  await keyboard.type('ivanova')
  await keyboard.press('Tab')
  await keyboard.type('zvonok-demo')
  await keyboard.press('Enter')
  const link = page.getByRole('link', { name: 'Чаты' })
  await link.focus()
  await keyboard.press('Enter')
  await journal.link.focus()
  await keyboard.press('Enter')
  await expect(id.phone).toBeFocused()
  await keyboard.type('+79000000001')
  await keyboard.press('Enter')
  await expect(id.password).toBeFocused()
  await keyboard.type('zvonok-demo')
  await keyboard.press('Enter')
  await expect(id.code).toBeFocused()
  await keyboard.type(await school.code('+79000000001'))
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Продолжить в учебном профиле' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Продолжить', exact: true })).toBeFocused()
  await keyboard.press('Enter')
  await expect(journal.enter).toBeVisible()
})
