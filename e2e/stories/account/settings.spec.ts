import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test('[FRAME-3, FRAME-6, PLATFORM-13] theme, language and notifications act at once, offline too, and on other devices', async ({
  enter,
  network,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  const { page } = chat
  const other = await enter('kuznetsova')
  await chat.item('7 Б класс').waitFor()
  await other.goto('/account')
  await page.getByRole('link', { name: 'Аккаунт' }).click()
  await page.getByRole('radio', { name: 'Тёмная' }).check()
  for (const each of [page, other]) await expect(each.locator('html')).toHaveAttribute('data-theme', 'dark')
  await chat.installed()
  await network.cut(page)
  for (const name of ['Групповые чаты', 'Личные чаты', 'Звук уведомлений']) {
    await expect(page.getByRole('switch', { name })).toBeChecked()
    await page.getByRole('switch', { name }).uncheck()
  }
  await page.getByRole('switch', { name: 'Не беспокоить' }).check()
  await page.getByLabel('до', { exact: true }).fill('08:00')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('switch', { name: 'Групповые чаты' })).not.toBeChecked()
  await network.mend(page)
  await expect(other.getByRole('switch', { name: 'Не беспокоить' })).toBeChecked()
  await expect(other.getByLabel('до', { exact: true })).toHaveValue('08:00')

  await page.getByRole('combobox', { name: 'Язык' }).selectOption('English')
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible()
  await expect(other.getByRole('heading', { name: 'Account' })).toBeVisible()
  for (const path of ['/account', '/contacts', '/calls', '/chats']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await russianWords(chat), path).toEqual([])
  }
  await page.getByRole('link', { name: '7 Б класс', exact: true }).click()
  await page.getByRole('log', { name: 'Messages' }).waitFor()
  expect(await russianWords(chat), 'an open chat').toEqual([])
  await page.goto('/account')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Русский')
  await expect(page.getByRole('heading', { name: 'Аккаунт' })).toBeVisible()
})

/** Words of the app itself, not of people, that stayed Russian. */
function russianWords({ page }: ChatPage): Promise<string[]> {
  return page.evaluate(() => {
    const words = [
      ...document.querySelectorAll('button, input, textarea, nav a, h1, [role=log], [role=list], ul'),
    ].flatMap((each) => [each.ariaLabel, each.getAttribute('placeholder'), each.matches('h1') ? each.textContent : ''])
    return words.filter((word): word is string => /[а-яё]/i.test(word ?? ''))
  })
}
