import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { signIn, test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'the same on every layout')

test('[FRAME-4, FRAME-5, PLATFORM-21] signing out asks about unsent texts, then leaves nothing on the device, in no tab', async ({
  enter,
  network,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  const { page } = chat
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await chat.open('7 Б класс')
  await chat.installed()
  const tab = await page.context().newPage()
  await tab.goto('/chats')
  await new ChatPage(tab).item('7 Б класс').waitFor()
  await network.cut(page)
  await chat.send('Ещё не ушло')
  await page.getByRole('link', { name: 'Аккаунт' }).click()
  const leave = page.getByRole('button', { name: 'Выйти', exact: true })
  const question = page.getByRole('alertdialog', { name: 'Не отправлено 1 сообщение' })
  await leave.click()
  await question.getByRole('button', { name: 'Скопировать тексты' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Ещё не ушло')
  await question.getByRole('button', { name: 'Подождать' }).click()
  await expect(page.getByRole('list', { name: 'Неотправленные' })).toContainText('Ещё не ушло')
  await leave.click()
  await question.getByRole('button', { name: 'Удалить и выйти' }).click()
  for (const each of [page, tab]) await expect(each.getByRole('button', { name: 'Войти', exact: true })).toBeVisible()
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([])
  // All that is left to do is told to the server at the next contact; until then nobody gets in by the old session.
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => !/theme|language/.test(key)))
  expect(await kept()).toEqual(['zvonok-owed-sign-out'])
  await page.reload()
  await expect(page.getByRole('button', { name: 'Войти', exact: true })).toBeVisible()
  await network.mend(page)
  await expect.poll(kept).toEqual([])
  expect((await page.request.get('/api/me')).status()).toBe(401)
})

test('[ACCOUNT-13] own sessions stand in the list with device and last use; one ends, then all', async ({ enter }) => {
  const [page, one, other] = [await enter('kuznetsova'), await enter('kuznetsova'), await enter('kuznetsova')]
  await page.goto('/account')
  const list = page.getByRole('list', { name: 'Где вы вошли' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(list.getByText(/это устройство, последний раз/)).toHaveCount(1)
  await list
    .getByRole('button', { name: /^Завершить: Chrome/ })
    .first()
    .click()
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Выйти везде' }).click()
  await page.getByRole('alertdialog', { name: 'Выйти везде?' }).getByRole('button', { name: 'Выйти везде' }).click()
  await expect(page.getByRole('button', { name: 'Войти', exact: true })).toBeVisible()
  for (const each of [one, other]) {
    await expect(each.getByRole('heading', { name: 'Сессия завершена' })).toBeVisible()
    expect((await each.request.get('/api/me')).status()).toBe(401)
    expect(await (await each.request.get('/api/journal/me')).json()).toEqual({ person: null })
  }
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([])
})

test('[PLATFORM-22, PLATFORM-29, FRAME-1] a session ended elsewhere locks; texts are kept for the same person only', async ({
  enter,
  network,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  const { page } = chat
  await chat.open('7 Б класс')
  await network.cut(page)
  await chat.send('Напечатано до выхода')
  await expect(chat.message('Напечатано до выхода')).toHaveAccessibleDescription(/Отправляется/)
  await network.mend(page)
  await expect(chat.message('Напечатано до выхода')).toHaveAccessibleDescription(/Отправлено|Прочитано/)
  await network.cut(page)
  await chat.send('Осталось на устройстве')
  await expect(chat.message('Осталось на устройстве')).toHaveAccessibleDescription(/Отправляется/)
  const other = await enter('kuznetsova')
  const ended = await other.request.post('/api/sessions/end-all')
  expect(ended.ok()).toBe(true)
  await network.mend(page)
  await expect(page.getByRole('heading', { name: 'Сессия завершена' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Продолжить как/ })).toBeVisible()
  await expect(page.getByText('Осталось на устройстве')).toHaveCount(0)

  await signIn(page.context(), 'sokolov')
  await page.goto('/chats')
  await chat.open('7 Б класс')
  await expect(chat.message('Напечатано до выхода')).toHaveCount(1)
  await expect(chat.message('Осталось на устройстве')).toHaveCount(0)

  await signIn(page.context(), 'kuznetsova')
  await page.goto('/chats')
  await chat.open('7 Б класс')
  await expect(chat.message('Осталось на устройстве')).toHaveAccessibleDescription(/Отправлено|Прочитано/)
})
