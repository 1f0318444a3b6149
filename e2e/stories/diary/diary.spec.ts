import { expect, type Page } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

/** On a phone the button stands above the chat list, on a desktop in the menu. */
async function openDiary(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Электронный дневник' }).click()
  await page.getByRole('heading', { name: 'Электронный дневник' }).waitFor()
}

/** Monday of this week: a day with lessons, whatever day the story runs on. */
async function openMonday(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Расписание' }).click()
  await page.getByRole('button', { name: /^(Сегодня|Вчера|Завтра)?,? ?понедельник/i }).click()
}

const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Сохранено на устройстве' })

test('[DIARY-1] [DIARY-8] [DIARY-9] a pupil opens the diary with one press, and again without a line', async ({
  enter,
  network,
}) => {
  const page = await enter('kuznetsova')
  await new ChatPage(page).installed()
  await openDiary(page)
  await expect(page.getByRole('tab')).toHaveText(['Домашние задания', 'Расписание', 'Отметки'])
  await page.getByRole('tab', { name: 'Домашние задания' }).press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Расписание' })).toBeFocused()
  await expect(page.getByRole('button', { name: /^Сегодня/ })).toHaveAttribute('aria-pressed', 'true')
  await openMonday(page)
  await page.getByRole('button', { name: /^Алгебра/ }).press('Enter')
  const lesson = page.getByRole('region', { name: /^Алгебра/ })
  await expect(lesson.getByText('Тема')).toBeVisible()
  const join = lesson.getByRole('button', { name: 'Присоединиться к уроку' })
  await expect(join).toBeDisabled()
  await expect(join).toHaveAccessibleDescription('Урок ещё не опубликован')
  await expect(saved(page)).toBeVisible()

  await network.cut(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Электронный дневник' })).toBeVisible()
  await expect(saved(page)).toBeVisible()
  await openMonday(page)
  await expect(page.getByRole('button', { name: /^Алгебра/ })).toBeVisible()
  await network.mend(page)
})

test('[DIARY-2] [DIARY-7] a mother reads the marks and the homework of her child', async ({ enter }) => {
  const page = await enter('smirnova')
  await openDiary(page)
  await expect(page.getByRole('tabpanel').getByRole('listitem').first()).toContainText('задано')
  await page.getByRole('tab', { name: 'Отметки' }).click()
  await expect(
    page
      .getByRole('tabpanel')
      .getByText(/^отметка [2-5]$/)
      .first(),
  ).toBeAttached()
  const foreign = await page.request.get('/api/diary?child=somebodyElse____')
  expect([foreign.status(), await foreign.json()]).toEqual([404, { code: 'core.notFound' }])
})

test('[DIARY-11] signing out takes the diary off the device', async ({ enter }) => {
  const page = await enter('sokolov')
  await openDiary(page)
  await expect(saved(page)).toBeVisible()
  const diaries = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.endsWith('-diary')))
  expect(await diaries()).toHaveLength(1)
  await page.getByRole('link', { name: 'Аккаунт' }).click()
  await page.getByRole('button', { name: 'Выйти' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Выйти' }).click()
  await page.waitForURL('/chats')
  await expect.poll(diaries).toHaveLength(0)
})
