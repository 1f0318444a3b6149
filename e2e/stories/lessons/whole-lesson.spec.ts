import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { CallPage } from '../../pages/call-page.ts'
import { LessonsPage } from '../../pages/lessons-page.ts'
import { cameras } from '../../school/cameras.ts'
import { readyForCalls } from '../../school/ready-for-calls.ts'
import { staysOf } from '../../school/stays.ts'
import { test } from '../../school/test.ts'

test.use(cameras)
test.skip(({ isMobile }) => isMobile, 'a screen is shared from a desk')

const title = 'Живые картины'
const [orlova, anna, ilya, maria] = ['Орлова Елена Викторовна', 'Кузнецова Анна', 'Соколов Илья', 'Белова Мария']

test('[CALLS-10] [INCALL-2] [INCALL-7] [INCALL-19] [LESSONS-9] [LESSONS-14] [LESSONS-16] [LESSONS-18] a teacher and two pupils go through a whole lesson, and one of them loses the line and comes back', async ({
  enter,
  school,
  network,
}) => {
  test.setTimeout(180_000)
  await readyForCalls(school)
  const lead = new LessonsPage(await enter('orlova'))
  await lead.open('7 Б', 'Литература')
  await lead.make(title, { only: [anna, ilya, maria], onTuesday: true })
  await expect(lead.lesson(title)).toHaveAccessibleDescription('Не опубликован')
  const pupils = [new LessonsPage(await enter('kuznetsova')), new LessonsPage(await enter('sokolov'))]
  for (const pupil of pupils) {
    await pupil.open('7 Б', 'Литература')
    await expect(pupil.lesson(title).getByRole('button', { name: 'Онлайн-урок' })).toBeDisabled()
  }
  await lead.publish(title)
  for (const pupil of pupils) await pupil.lesson(title).getByRole('button', { name: 'Онлайн-урок' }).click()
  await lead.lesson(title).getByRole('button', { name: 'Перейти' }).click()

  const [hers, annas, ilyas] = [lead, ...pupils].map(({ page }) => new CallPage(page)) as [CallPage, CallPage, CallPage]
  await hers.join({ camera: true })
  await annas.join({ camera: true })
  await ilyas.join({ camera: false })
  await hers.receivesVideo(anna)
  await annas.receivesVideo(orlova)
  await ilyas.receivesVideo(orlova)
  await expect(hers.button('Микрофон')).toHaveAttribute('aria-pressed', 'true')
  for (const call of [annas, ilyas]) await expect(call.button('Микрофон')).toHaveAttribute('aria-pressed', 'false')

  await ilyas.button('Поднять руку').click()
  await expect(hers.tile(ilya).getByRole('button')).toHaveAccessibleDescription(/рука 1-я/)
  await annas.button('Поднять руку').click()
  await expect(hers.tile(anna).getByRole('button')).toHaveAccessibleDescription(/рука 2-я/)
  const people = await hers.openPanel('Участники')
  const hands = people.getByRole('list', { name: 'Поднятые руки' }).getByRole('listitem')
  await expect(hands).toContainText([/Соколов Илья.*ждёт \d+:\d\d/, /Кузнецова Анна.*ждёт \d+:\d\d/])
  await hands.first().getByRole('button', { name: 'Опустить руку' }).click()
  await expect(hands).toContainText([anna])
  await expect(ilyas.button('Поднять руку')).toBeVisible()

  const chat = await hers.openPanel('Чат')
  const annasChat = await annas.openPanel('Чат')
  await hers.write(chat, 'Откройте страницу 42')
  await annas.write(annasChat, 'Открыла')
  await expect(annasChat.getByRole('article', { name: /страницу 42/ })).toBeVisible()
  await expect(chat.getByRole('article', { name: /Открыла/ })).toBeVisible()

  await hers.button('Демонстрировать экран').click()
  for (const call of [annas, ilyas]) await call.receivesVideo(`${orlova}: экран`)

  // While she is away the lesson goes on.
  await network.cut(annas.page)
  await expect(annas.lineIsLost).toBeVisible()
  await hers.button('Остановить демонстрацию').click()
  await expect(ilyas.tile(`${orlova}: экран`)).toHaveCount(0)
  await hers.openPanel('Участники')
  const inCall = (name: string) => people.getByRole('list', { name: 'Участники' }).getByRole('listitem', { name })
  await ilyas.button('Микрофон').click()
  await expect(inCall(ilya)).toHaveAccessibleDescription(/Микрофон включён/)
  await people.getByRole('button', { name: 'Выключить микрофоны у всех' }).click()
  await expect(ilyas.button('Микрофон')).toHaveAttribute('aria-pressed', 'false')
  await expect(inCall(ilya)).toHaveAccessibleDescription(/Микрофон выключен/)
  await people.getByRole('switch', { name: 'Запретить включать микрофон' }).click()
  await expect(ilyas.button('Микрофон')).toBeDisabled()
  await expect(hers.button('Микрофон')).toBeEnabled()

  // The media server gives up a lost line after half a minute.
  await expect.poll(() => staysOf(school, 'Кузнецова'), { timeout: 60_000 }).toMatchObject([{ to: expect.any(Number) }])
  await expect(inCall(anna)).not.toHaveAccessibleDescription(/камера включена/)
  await network.mend(annas.page)
  await expect(annas.lineIsLost).toBeHidden({ timeout: 20_000 })
  await annas.receivesVideo(orlova)
  await hers.receivesVideo(anna)
  await expect(annas.button('Микрофон')).toBeDisabled()

  await hers.button('Выйти из звонка').click()
  await lead.open('7 Б', 'Литература')
  await lead.finish(title)
  await expect(lead.lesson(title)).toHaveAccessibleDescription('Завершён')
  for (const { page } of [annas, ilyas]) await expect(page.getByText('Звонок завершён')).toBeVisible()

  const [before, after, ...more] = await staysOf(school, 'Кузнецова')
  expect(before?.to).toBeLessThan(after?.from ?? 0)
  expect([after?.to, more]).toEqual([expect.any(Number), []])
  expect(await staysOf(school, 'Соколов')).toHaveLength(1)
  const grid = await lead.openAttendance(title)
  await expect(grid.getByText('Присутствуют: 2 из 3')).toBeVisible()
  const row = (name: string) => grid.getByRole('row').filter({ has: lead.page.getByRole('rowheader', { name }) })
  for (const name of [anna, ilya]) await expect(row(name)).toContainText(/[1-9] мин.*с \d+:\d\d до \d+:\d\d/)
  await expect(row(maria)).toContainText('не был(а)')
  await grid.getByRole('button', { name: 'Подтвердить посещаемость' }).click()
  await expect(grid.getByText(/^Посещаемость подтверждена/)).toBeVisible()
  await expect(row(maria).getByRole('cell').last()).toHaveText('н')
  const [download] = await Promise.all([
    lead.page.waitForEvent('download'),
    grid.getByRole('link', { name: 'Скачать CSV' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toMatch(/Белова Мария;0;;;;;не был\(а\);н\r\nКузнецова Анна;[1-9];.*;был\(а\);\r\nСоколов Илья;/)
  await grid.getByRole('button', { name: 'Закрыть' }).click()

  await lead.page.goto(`/journal?week=${/;(\d{4}-\d\d-\d\d)/.exec(csv)?.[1]}`)
  await lead.page.getByRole('combobox', { name: 'Класс' }).selectOption({ label: '7 Б' })
  const mark = lead.page.getByRole('button', { name: new RegExp(`^${maria}, вт .*, н$`) })
  await expect(mark).toBeVisible()
})
