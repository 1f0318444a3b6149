import { expect, type Page } from '@playwright/test'
import { findingsInBothThemes } from '../../pages/axe.ts'
import { LessonsPage } from '../../pages/lessons-page.ts'
import { test } from '../../school/test.ts'

const title = 'Разбор баллады'

/** Outside the timetable, so that the story runs on any day. */
async function openInDiary(page: Page) {
  await page.goto('/diary?part=timetable')
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  return page
    .getByRole('region', { name: new RegExp(`^${title}`) })
    .getByRole('button', { name: 'Присоединиться к уроку' })
}

test('[LESSONS-5] [LESSONS-6] [LESSONS-7] [LESSONS-9] a teacher publishes a lesson, and the pupil may join at once, in journal and diary', async ({
  enter,
}) => {
  const [teacher, pupil, other] = [
    new LessonsPage(await enter('orlova')),
    new LessonsPage(await enter('kuznetsova')),
    new LessonsPage(await enter('sokolov')),
  ]
  await teacher.open('7 Б', 'Литература')
  await teacher.make(title, { without: ['Соколов Илья'] })
  await expect(teacher.lesson(title)).toHaveAccessibleDescription('Не опубликован')

  await pupil.open('7 Б', 'Литература')
  const inJournal = pupil.lesson(title).getByRole('button', { name: 'Онлайн-урок' })
  await expect(inJournal).toBeDisabled()
  await expect(inJournal).toHaveAccessibleDescription('Урок ещё не опубликован')
  const diaryPage = await pupil.page.context().newPage()
  const inDiary = await openInDiary(diaryPage)
  await expect(inDiary).toBeDisabled()
  await expect(inDiary).toHaveAccessibleDescription('Урок ещё не опубликован')
  expect(await findingsInBothThemes(teacher.page)).toEqual([])
  expect(await findingsInBothThemes(pupil.page)).toEqual([])

  await teacher.publish(title)
  await expect(teacher.lesson(title)).toHaveAccessibleDescription('Опубликован')
  await expect(inDiary).toBeEnabled()
  await expect(inJournal).toBeEnabled()
  await other.open('7 Б', 'Литература')
  await expect(other.page.getByText('Онлайн-уроков пока нет')).toBeVisible()

  await inDiary.click()
  await diaryPage.waitForURL(/\/call\/[\w-]{16}$/)
  await teacher.lesson(title).getByRole('button', { name: 'Перейти' }).click()
  await teacher.page.waitForURL(/\/call\/[\w-]{16}$/)
  expect(new URL(teacher.page.url()).pathname).toBe(new URL(diaryPage.url()).pathname)

  await teacher.open('7 Б', 'Литература')
  await teacher.finish(title)
  await expect(teacher.lesson(title)).toHaveAccessibleDescription('Завершён')
  await expect(inJournal).toHaveAccessibleDescription('Урок завершён')
})

test('[LESSONS-13] [LESSONS-14] [LESSONS-15] the attendance is confirmed into the journal, and the pupil sees the own line', async ({
  enter,
}) => {
  const [teacher, pupil] = [new LessonsPage(await enter('orlova')), await enter('kuznetsova')]
  await teacher.open('7 Б', 'Литература')
  await teacher.make(title)
  await teacher.publish(title)
  const grid = await teacher.openAttendance(title)
  await expect(grid.getByRole('status').first()).toContainText('Присутствуют: 0 из 25')
  await grid.getByRole('checkbox', { name: 'В классе: Кузнецова Анна' }).check()
  await expect(grid.getByRole('status').first()).toContainText('Присутствуют: 1 из 25')
  expect(await findingsInBothThemes(teacher.page)).toEqual([])
  await grid.getByRole('button', { name: 'Подтвердить посещаемость' }).click()
  await expect(grid.getByText(/^Посещаемость подтверждена/)).toBeVisible()

  await pupil.goto('/diary?part=timetable')
  await pupil.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  await pupil.getByRole('link', { name: 'Открыть урок' }).click()
  await expect(pupil.getByRole('heading', { name: title })).toBeVisible()
  await pupil.getByRole('tab', { name: 'Моё посещение' }).click()
  await expect(pupil.getByRole('row')).toHaveCount(2)
  await expect(pupil.getByRole('rowheader', { name: 'Кузнецова Анна' })).toBeVisible()
})

test('[LESSONS-8] [LESSONS-11] [CALLS-4] of a lesson of another class nobody learns anything; one that is deleted says so to its people', async ({
  enter,
  isMobile,
}) => {
  test.skip(isMobile, 'the same on every layout')
  const [teacher, pupil, other] = [
    new LessonsPage(await enter('orlova')),
    await enter('kuznetsova'),
    await enter('zaitsev'),
  ]
  await teacher.open('7 Б', 'Литература')
  await teacher.make(title)
  await teacher.publish(title)
  await expect(teacher.lesson(title)).toHaveAccessibleDescription('Опубликован')
  const { lessons } = await (await teacher.page.request.get('/api/lessons')).json()
  const { id } = lessons.find((each: { title: string }) => each.title === title)
  await pupil.goto(`/lessons/${id}`)
  await expect(pupil.getByRole('button', { name: 'Присоединиться к уроку' })).toBeEnabled()
  await other.goto(`/lessons/${id}`)
  await expect(other.getByText('Такого урока нет')).toBeVisible()
  await other.goto(`/call/${id}`)
  await expect(other.getByText('Такого звонка нет или он не для вас')).toBeVisible()

  const headers = { origin: new URL(teacher.page.url()).origin }
  await teacher.page.request.post(`/api/lessons/${id}/delete`, { data: {}, headers })
  await expect(pupil.getByText('Урок удалён учителем')).toBeVisible()
  await expect(teacher.page.getByText('Онлайн-уроков пока нет')).toBeVisible()
  await pupil.goto(`/call/${id}`)
  await expect(pupil.getByText('Звонок завершён')).toBeVisible()
})
