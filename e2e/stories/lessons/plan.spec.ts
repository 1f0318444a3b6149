import { expect, type Page } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { IdPage } from '../../pages/id-page.ts'
import { JournalPage } from '../../pages/journal-page.ts'
import { PlanPage } from '../../pages/plan-page.ts'
import { makeLesson, publishLesson } from '../../school/make-lesson.ts'
import type { School } from '../../school/start.ts'
import { test } from '../../school/test.ts'

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
  const lessonId = await makeLesson(orlova, { title: 'Лирика', pupils: ['Кузнецова Анна'], teachers: [ivanova] })

  const [one, other] = [new PlanPage(ivanova), new PlanPage(orlova)]
  await Promise.all([one.open(lessonId), other.open(lessonId)])
  await one.text.click()
  await one.text.pressSequentially('Стихи Пушкина')
  await expect(other.text).toContainText('Стихи Пушкина')
  await expect(other.text.getByText('Ольга Иванова')).toBeVisible()
  await one.tool('Заголовок').click()
  await expect(other.text.getByRole('heading', { name: 'Стихи Пушкина' })).toBeVisible()
  await other.text.press('ControlOrMeta+End')
  await other.text.press('Enter')
  await other.text.pressSequentially('Прочитать вслух')
  await expect(one.text).toContainText('Прочитать вслух')
  await expect(one.text.getByText('Елена Орлова')).toBeVisible()
  // One takes back only what is one's own.
  await one.tool('Отменить').click()
  await expect(other.text.getByRole('heading')).toHaveCount(0)
  await expect(one.text).toContainText('Прочитать вслух')
  await one.tool('Вернуть').click()
  await expect(other.text.getByRole('heading', { name: 'Стихи Пушкина' })).toBeVisible()
  await other.tool('Шаги').click()
  await orlova.getByRole('button', { name: 'Добавить задание' }).click()
  await orlova.getByRole('textbox', { name: 'Вопрос' }).fill('О чём это стихотворение?')
  await expect(ivanova.getByRole('textbox', { name: 'Вопрос' })).toHaveValue('О чём это стихотворение?')

  await new PlanPage(anna).open(lessonId)
  await expect(anna.getByText('План пока закрыт')).toBeVisible()
  await publishLesson(ivanova, lessonId)
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
