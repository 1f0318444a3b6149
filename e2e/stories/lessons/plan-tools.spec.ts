import { expect } from '@playwright/test'
import { findingsInBothThemes } from '../../pages/axe.ts'
import { PlanPage } from '../../pages/plan-page.ts'
import { deleteLesson, makeLesson, publishLesson } from '../../school/make-lesson.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'the same on every layout')

/** What a text program and a hostile page put into the clipboard. */
const pasted = `<h1>Ход урока</h1><h2 style="color:red" onclick="stolen()">Разбор</h2>
  <ul><li><b>Рифма</b> и <i>ритм</i><ol><li>ямб</li></ol></li></ul>
  <table><tr><td>Строка таблицы</td></tr></table>
  <p>Текст: <a href="https://example.org/poems" onclick="stolen()">стихи</a>, <a href="javascript:stolen()">не ссылка</a></p>
  <script>stolen()</script><style>*{display:none}</style>
  <img src="x" onerror="stolen()"><iframe srcdoc="<script>stolen()</script>"></iframe><svg onload="stolen()"></svg>
  <form action="https://example.org"><input name="password" value="секрет"></form>`
const left =
  '<p>Ход урока</p><h2>Разбор</h2>' +
  '<ul><li><p><strong>Рифма</strong> и <em>ритм</em></p><ol><li><p>ямб</p></li></ol></li></ul>' +
  '<p>Строка таблицы</p>' +
  '<p>Текст: <a href="https://example.org/poems" target="_blank" rel="noopener noreferrer">стихи</a>, не ссылка</p>'

test('[PLAN-1] [PLAN-5] a plan is written by keyboard, with links; of a pasted page only what a plan holds is left', async ({
  enter,
}) => {
  const plan = new PlanPage(await enter('orlova'))
  const { page, text } = plan
  const stolen: unknown[] = []
  await page.exposeFunction('stolen', () => stolen.push('a script of the pasted page ran'))
  await plan.open(await makeLesson(page, { title: 'Лирика', pupils: ['Кузнецова Анна'] }))

  await plan.tool('Заголовок').focus()
  await page.keyboard.press('Enter')
  await text.pressSequentially('Тема')
  await expect(plan.tool('Заголовок')).toHaveAttribute('aria-pressed', 'true')
  await text.press('Enter')
  await text.press('ControlOrMeta+b')
  await text.pressSequentially('жирно')
  await text.press('ControlOrMeta+b')
  await text.press('ControlOrMeta+i')
  await text.pressSequentially('косо')
  await text.press('Enter')
  await text.press('ControlOrMeta+i')
  await text.pressSequentially('- пункт')
  await text.press('Enter')
  await text.press('Tab')
  await text.pressSequentially('внутри')
  const typed =
    '<h2>Тема</h2><p><strong>жирно</strong><em>косо</em></p>' +
    '<ul><li><p>пункт</p><ul><li><p>внутри</p></li></ul></li></ul>'
  await expect.poll(() => text.innerHTML()).toBe(typed)

  await text.press('ControlOrMeta+a')
  await plan.paste(pasted)
  await expect.poll(() => text.innerHTML()).toBe(left)
  await text.press('ControlOrMeta+z')
  await expect(text).not.toContainText('Ход урока')
  await plan.tool('Вернуть').click()
  await expect.poll(() => text.innerHTML()).toBe(left)
  expect(stolen).toEqual([])

  await text.press('ControlOrMeta+End')
  await text.press('Enter')
  await text.pressSequentially('Баллада')
  await text.press('ControlOrMeta+Shift+ArrowLeft')
  await plan.tool('Ссылка').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Ссылка на материал' })
  await dialog.getByRole('textbox', { name: 'Адрес' }).fill('javascript:stolen()')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('textbox', { name: 'Адрес' })).toHaveAccessibleDescription(/Нужен адрес/)
  await dialog.getByRole('textbox', { name: 'Адрес' }).fill('https://example.org/ballad')
  await page.keyboard.press('Enter')
  await expect(text.getByRole('link', { name: 'Баллада' })).toHaveAttribute('href', 'https://example.org/ballad')
  await expect(text).toBeFocused()
  await plan.tool('Ссылка').click()
  await dialog.getByRole('button', { name: 'Убрать ссылку' }).click()
  await expect(text.getByRole('link')).toHaveText(['стихи'])
})

test('[PLAN-2] [PLAN-8] [PLAN-10] a pupil picks an answer, on two devices the later one stands; what a teacher has begun is no question', async ({
  enter,
}) => {
  test.slow()
  const [page, anna] = [await enter('orlova'), await enter('kuznetsova')]
  const plan = new PlanPage(page)
  const lessonId = await makeLesson(page, { title: 'Лирика', pupils: ['Кузнецова Анна'] })
  await plan.open(lessonId)
  await page.getByRole('button', { name: 'Добавить задание' }).click()
  const task = page.getByRole('group', { name: 'Задание 1' })
  await task.getByRole('textbox', { name: 'Вопрос' }).fill('Какой это размер?')
  await task.getByRole('combobox', { name: 'Ответ' }).selectOption({ label: 'Один из вариантов' })
  await task.getByRole('textbox', { name: 'Варианты' }).fill('ямб\nхорей\n\nямб')
  await page.getByRole('button', { name: 'Добавить задание' }).click()
  await expect(task.getByRole('textbox', { name: 'Варианты' })).toHaveValue('ямб\nхорей')
  await publishLesson(page, lessonId)

  await new PlanPage(anna).open(lessonId)
  const answers = anna.getByRole('radiogroup', { name: 'Какой это размер?' })
  await answers.getByRole('radio', { name: 'ямб' }).check()
  await anna.getByRole('button', { name: 'Ответить' }).click()
  await expect(anna.getByText('Ответ принят')).toBeVisible()
  await expect(anna.getByRole('region', { name: 'Задания' }).getByRole('listitem')).toHaveCount(1)
  await expect(anna.getByRole('toolbar')).toHaveCount(0)
  await expect(anna.getByRole('textbox')).toHaveCount(0)
  expect(await findingsInBothThemes(anna)).toEqual([])

  const other = await enter('kuznetsova')
  await new PlanPage(other).open(lessonId)
  await expect(other.getByRole('radio', { name: 'ямб' })).toBeChecked()
  await other.getByRole('radio', { name: 'хорей' }).check()
  await other.getByRole('button', { name: 'Ответить' }).click()
  await expect(anna.getByRole('radio', { name: 'хорей' })).toBeChecked()
  await task.getByText('Ответы: 1 из 1').click()
  await expect(task.getByRole('definition')).toHaveText('хорей')
  expect(await findingsInBothThemes(page)).toEqual([])

  await deleteLesson(page, lessonId)
  const kept = () =>
    anna.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.endsWith('-lessons'))
      return (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat().length
    })
  await expect.poll(kept).toBe(0)
  await expect(anna.getByText('Какой это размер?')).toHaveCount(0)
})
