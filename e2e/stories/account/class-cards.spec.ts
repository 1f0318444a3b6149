import { expect } from '@playwright/test'
import { JournalPage } from '../../pages/journal-page.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'cards are made at a desk')

test('[ACCOUNT-17, DOOR-12] a class teacher prints cards, a pupil gets in by one, the count moves by itself', async ({
  page,
  browser,
  contextOptions,
  school,
}) => {
  const teacher = new JournalPage(page)
  await teacher.signIn('ivanova')
  await expect(page.getByLabel('Класс', { exact: true }).locator('option:checked')).toHaveText('7 Б')
  await page.goto('/journal/class')
  await expect(page.getByText('2 из 25')).toBeVisible()
  await page.getByRole('button', { name: 'Карточки для 23 учеников' }).click()
  await expect(page.getByRole('heading', { name: 'Карточки' })).toBeFocused()
  const card = page.getByRole('listitem').filter({ hasText: 'Белова Мария' }).filter({ hasText: 'Логин' })
  const [login = '', code = ''] = await card.getByRole('definition').allInnerTexts()

  const context = await browser.newContext({ ...contextOptions, baseURL: school.url })
  const pupil = await context.newPage()
  await pupil.goto('/journal')
  await pupil.getByRole('link', { name: 'Войти по карточке' }).click()
  await pupil.getByRole('textbox', { name: 'Логин' }).fill(login)
  const goOn = pupil.getByRole('button', { name: 'Продолжить' })
  const codeField = pupil.getByRole('textbox', { name: 'Код с карточки' })
  await codeField.fill('123')
  await goOn.click()
  await expect(pupil.getByRole('alert')).toHaveText('Нужны десять цифр с карточки')
  await codeField.fill('12345 67890')
  await goOn.click()
  await expect(pupil.getByRole('alert')).toContainText('Такой карточки нет')
  await codeField.fill(code)
  await goOn.click()
  await expect(pupil.getByRole('heading', { name: 'Вы — Белова Мария?' })).toBeVisible()
  await pupil.getByRole('textbox', { name: 'Придумайте пароль' }).fill('пароль Марии')
  await pupil.getByRole('textbox', { name: 'Повторите пароль' }).fill('пароль Марии')
  await pupil.getByRole('button', { name: 'Войти в мессенджер' }).click()
  await expect(pupil.getByRole('link', { name: '7 Б класс', exact: true })).toBeVisible()
  await expect(page.getByText('3 из 25')).toBeVisible()
  await context.close()
})

test('[ADMIN-3, ACCOUNT-19] the office reads a support code and unlinks a profile', async ({ page, enter }) => {
  const pupil = await enter('sokolov')
  await pupil.goto('/account')
  await pupil.getByRole('button', { name: 'Помощь' }).click()
  await pupil.getByRole('button', { name: 'Код поддержки' }).click()
  const code = await pupil.getByRole('status').filter({ hasText: 'Код поддержки' }).locator('output').textContent()

  const office = new JournalPage(page)
  await office.signIn('admin')
  await page.getByRole('tab', { name: 'Журнал' }).waitFor()
  await page.goto('/admin')
  await page.getByRole('textbox', { name: 'Код поддержки' }).fill(code ?? '')
  await page.getByRole('button', { name: 'Показать' }).click()
  await expect(page.getByRole('definition').first()).toHaveText('Ученик')
  await page.getByLabel('Фамилия, имя или логин').fill('соколов')
  await page.getByRole('button', { name: 'Найти' }).click()
  await page.getByRole('listitem').filter({ hasText: 'sokolov' }).getByRole('button', { name: 'Отвязать' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Отвязать' }).click()
  await expect(page.getByText('профиль отвязан')).toBeVisible()
  expect((await pupil.request.get('/api/me')).status()).toBe(401)
})

test('[ADMIN-6] what the office takes from a parent is gone from the open messenger at once', async ({
  page,
  enter,
}) => {
  const mother = await enter('smirnova')
  const chat = mother.getByRole('link', { name: '7 Б родители', exact: true })
  await chat.waitFor()
  await new JournalPage(page).signIn('admin')
  await page.getByRole('tab', { name: 'Журнал' }).waitFor()
  await page.goto('/admin')
  await page.getByLabel('Фамилия, имя или логин').fill('smirnova')
  await page.getByRole('button', { name: 'Найти' }).click()
  const access = page.getByRole('combobox', { name: 'Что видит о ребёнке: Смирнов Пётр' })
  await access.selectOption('ничего')
  await expect(page.getByText('школа изменила, что видно о ребёнке')).toBeVisible()
  await expect(chat).toHaveCount(0)
  await access.selectOption('всё, что положено родителю')
  await expect(chat).toBeVisible()
})
