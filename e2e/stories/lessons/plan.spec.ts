import { expect, type Page } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { IdPage } from '../../pages/id-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import type { School } from '../../school/start.ts'
import { test } from '../../school/test.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** A teacher who links her profile first. */
async function enterAsIvanova(page: Page, school: School): Promise<void> {
  const journal = new JournalPage(page)
  const id = new IdPage(page, school)
  await journal.signIn('ivanova')
  await journal.openChats()
  await journal.link.click()
  await id.prove('+79000000001')
  await id.press('Продолжить в учебном профиле')
  await id.goOn()
  await journal.enter.click()
  await page.waitForURL('/chats')
}

/** A lesson in literature of 7 Б by two teachers; only Анна is invited. */
async function makeLesson(teacher: Page, other: Page): Promise<string> {
  const read = async <T>(page: Page, path: string): Promise<T> => (await page.request.get(path)).json()
  const colleague = await read<Named>(other, '/api/me')
  const { lessons } = await read<{ lessons: { groupId: string; subject: string; people: string[] }[] }>(
    teacher,
    '/api/diary',
  )
  const group = lessons.find((each) => each.subject === 'Литература' && each.people.includes('7 Б'))?.groupId
  const { today } = await read<{ today: string }>(teacher, `/api/lessons?group=${group}`)
  const { pupils } = await read<{ pupils: Named[] }>(teacher, `/api/lessons/choices?groups=${group}&date=${today}`)
  const anna = pupils.find(({ name }) => name === 'Кузнецова Анна')
  const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
  const lesson = { id, groups: [group], date: today, platform: 'sferum', pupils: [anna?.id], teachers: [colleague.id] }
  await send(teacher, '/api/lessons', { ...lesson, journalLessonId: null, title: 'Лирика' })
  return id
}

async function send(page: Page, path: string, data: object = {}): Promise<void> {
  const answer = await page.request.post(path, { data, headers: { origin: new URL(page.url()).origin } })
  expect([answer.status(), await answer.text()]).toEqual([200, expect.anything()])
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Текст плана' })
const openPlan = async (page: Page, lessonId: string): Promise<void> => {
  await page.goto(`/lessons/${lessonId}?part=plan`)
}

test('[PLAN-1] [PLAN-7] [PLAN-8] [PLAN-10] two teachers write a plan, a pupil reads it, and answers without a line', async ({
  page: ivanova,
  school,
  enter,
  network,
}) => {
  test.slow()
  const [orlova, anna] = [await enter('orlova'), await enter('kuznetsova')]
  await enterAsIvanova(ivanova, school)
  await new ChatPage(anna).installed()
  const lessonId = await makeLesson(orlova, ivanova)

  await Promise.all([openPlan(ivanova, lessonId), openPlan(orlova, lessonId)])
  await text(ivanova).click()
  await text(ivanova).pressSequentially('Стихи Пушкина')
  await expect(text(orlova)).toContainText('Стихи Пушкина')
  await expect(text(orlova).getByText('Ольга Иванова')).toBeVisible()
  await ivanova.getByRole('button', { name: 'Заголовок', exact: true }).click()
  await expect(text(orlova).getByRole('heading', { name: 'Стихи Пушкина' })).toBeVisible()
  await text(orlova).press('ControlOrMeta+End')
  await text(orlova).press('Enter')
  await text(orlova).pressSequentially('Прочитать вслух')
  await expect(text(ivanova)).toContainText('Прочитать вслух')
  await expect(text(ivanova).getByText('Елена Орлова')).toBeVisible()
  await orlova.getByRole('button', { name: 'Шаги', exact: true }).click()
  await orlova.getByRole('button', { name: 'Добавить задание' }).click()
  await orlova.getByRole('textbox', { name: 'Вопрос' }).fill('О чём это стихотворение?')
  await expect(ivanova.getByRole('textbox', { name: 'Вопрос' })).toHaveValue('О чём это стихотворение?')

  await openPlan(anna, lessonId)
  await expect(anna.getByText('План пока закрыт')).toBeVisible()
  await send(ivanova, `/api/lessons/${lessonId}/publish`)
  await expect(anna.getByRole('heading', { name: 'Стихи Пушкина' })).toBeVisible()
  await expect(anna.getByRole('listitem').filter({ hasText: 'Прочитать вслух' })).toBeVisible()

  await network.cut(anna)
  await anna.reload()
  await expect(anna.getByRole('heading', { name: 'Стихи Пушкина' })).toBeVisible()
  await anna.getByRole('textbox', { name: 'О чём это стихотворение?' }).fill('О дружбе')
  await anna.getByRole('button', { name: 'Ответить' }).click()
  await expect(anna.getByText('Сохранено на устройстве')).toBeVisible()
  await network.mend(anna)
  await expect(anna.getByText('Ответ принят')).toBeVisible({ timeout: 20_000 })
  await ivanova.getByText('Ответы: 1 из 1').click()
  await expect(ivanova.getByText('О дружбе')).toBeVisible()
})
