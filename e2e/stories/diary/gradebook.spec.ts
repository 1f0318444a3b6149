import { mkdir, writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { seriousFindings } from '../../pages/axe.ts'
import { test } from '../../school/test.ts'

/** Literature of 7 Б, which Orlova teaches. */
async function openBook(page: Page): Promise<void> {
  await page.goto('/journal')
  await page.getByRole('combobox', { name: 'Класс' }).selectOption('7 Б')
  await cellOf(page, 'Белова Мария').waitFor()
}

/** Of Tuesday this week: a day with literature, whatever day the story runs on. */
const cellOf = (page: Page, pupil: string) => page.getByRole('button', { name: new RegExp(`^${pupil}, вт`) })

test('[DIARY-13] [DOOR-13] [DOOR-14] what the teacher enters stands in the open diary at once, or waits for the line', async ({
  enter,
  network,
  isMobile,
}) => {
  const pupil = await enter('kuznetsova')
  await pupil.getByRole('button', { name: 'Электронный дневник' }).click()
  await pupil.getByRole('tab', { name: 'Отметки' }).click()

  const teacher = await enter('orlova')
  await openBook(teacher)
  const cell = cellOf(teacher, 'Кузнецова Анна')
  await cell.focus()
  if (isMobile) await teacher.getByRole('toolbar').getByRole('button', { name: '2' }).tap()
  else await cell.press('2')
  const [, day] = /, вт (\d+)/.exec((await cell.getAttribute('aria-label')) ?? '') ?? []
  const tuesday = pupil.getByRole('region', { name: new RegExp(`вторник, ${Number(day)} `, 'i') })
  await expect(tuesday.getByRole('listitem').filter({ hasText: 'Литература' })).toContainText('отметка 2')
  await cell.focus()
  await cell.press('ArrowDown')
  await expect(cell).not.toBeFocused()
  await cell.focus()
  await cell.press('Delete')
  await expect(tuesday.getByRole('listitem').filter({ hasText: 'Литература' })).toHaveCount(0)

  await teacher.getByRole('button', { name: /^(Задать на дом|Изменить задание): вт/ }).click()
  const dialog = teacher.getByRole('dialog', { name: /^Домашнее задание/ })
  expect(await seriousFindings(teacher)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Задание' }).fill('№ 777 письменно')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await pupil.getByRole('tab', { name: 'Домашние задания' }).click()
  await expect(pupil.getByRole('tabpanel').getByText('№ 777 письменно')).toBeVisible()

  await network.cut(teacher)
  await cell.press('4')
  await expect(teacher.getByRole('status').filter({ hasText: 'записать можно только на сервере' })).toBeVisible()
  await expect(cell).toHaveAccessibleName(/4, записывается$/)
  expect(await seriousFindings(teacher)).toEqual([])
  await network.mend(teacher)
  await expect(cell).toHaveAccessibleName(/, 4$/)
  await openBook(teacher)
  await expect(cell).toHaveAccessibleName(/, 4$/)
})

test('[DIARY-20] [OPERATOR-9] the operator imports a mark into the running school, and the diary shows it', async ({
  enter,
  school,
  isMobile,
}, testInfo) => {
  test.skip(isMobile, 'the same on every layout')
  const folder = testInfo.outputPath('diary')
  await mkdir(folder, { recursive: true })
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date())
  await writeFile(
    `${folder}/timetable.csv`,
    `classSourcedId,date,period,startTime,endTime,topic\ns1-c17,${today},9,18:00,18:45,Импорт\n`,
  )
  expect((await school.operator('import-diary', folder, '--dry-run')).output).toContain('Это просмотр')
  expect(await school.operator('import-diary', folder)).toMatchObject({ code: 0 })
  expect((await school.operator('import-diary', folder)).output).toContain('Изменений нет')
  const page = await enter('kuznetsova')
  await page.goto('/diary?part=timetable')
  await page.getByRole('button', { name: /9-й урок, 18:00/ }).click()
  await expect(page.getByText('Импорт')).toBeVisible()
})
