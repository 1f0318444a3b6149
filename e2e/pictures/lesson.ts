import { expect, type Page } from '@playwright/test'
import { CallPage } from '../pages/call-page.ts'
import { LessonsPage } from '../pages/lessons-page.ts'
import { PlanPage } from '../pages/plan-page.ts'
import { makeLesson } from '../school/make-lesson.ts'
import { chromebook, desktop, phone, type Studio } from './studio.ts'

const title = 'Баллады Жуковского'

/** The way of a lesson: its plan, the journal, the pupil's diary, the call, the attendance. */
export async function takeLesson(studio: Studio): Promise<void> {
  const teacher = await studio.open(desktop, 'orlova')
  await teacher.goto('/chats')
  const lessonId = await makeLesson(teacher, { title })
  await makeLesson(teacher, { title: 'Проект: газета класса' })
  await takePlan(studio, teacher, lessonId)

  const journal = new LessonsPage(teacher)
  await journal.open('7 Б', 'Литература')
  await journal.publish(title)
  await journal.lesson(title).getByRole('button', { name: 'Перейти' }).waitFor()
  await teacher.setViewportSize({ width: 1200, height: 420 })
  await studio.take('lesson-journal', teacher)
  await teacher.setViewportSize(chromebook)

  const pupil = await studio.open(phone, 'kuznetsova')
  await takeDiary(studio, pupil)
  await takeCall(studio, teacher, pupil, lessonId)
  await takeAttendance(studio, teacher, lessonId)
}

async function takePlan(studio: Studio, teacher: Page, lessonId: string): Promise<void> {
  const plan = new PlanPage(teacher)
  await plan.open(lessonId)
  await plan.text.click()
  await plan.paste(`<h2>Людмила и Светлана</h2><p>Две баллады об одном: как героиня спорит с судьбой.</p>
    <ol><li>Вспомнить сюжет: <b>три события</b> каждой баллады</li><li>Сравнить ночь в начале и в конце</li>
    <li>Прочитать вслух <a href="https://ru.wikisource.org/wiki/Светлана">«Светлану»</a>, строфы 1–4</li></ol>`)
  await teacher.getByRole('button', { name: 'Добавить задание' }).click()
  const task = teacher.getByRole('group', { name: 'Задание 1' })
  await task.getByRole('textbox', { name: 'Вопрос' }).fill('Чем кончается «Светлана»?')
  await task.getByRole('combobox', { name: 'Ответ' }).selectOption({ label: 'Один из вариантов' })
  await task.getByRole('textbox', { name: 'Варианты' }).fill('Героиня просыпается\nЖених её увозит')
  await plan.text.press('ControlOrMeta+Home')
  await studio.take('lesson-plan', teacher)
}

async function takeDiary(studio: Studio, pupil: Page): Promise<void> {
  await pupil.goto('/diary?part=timetable')
  await pupil.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  const join = pupil.getByRole('button', { name: 'Присоединиться к уроку' })
  await join.evaluate((button) => button.scrollIntoView({ block: 'center' }))
  await studio.take('lesson-diary', pupil)
}

/** Two with a camera, two without; one has a question. The pupil on the phone has the dark theme. */
async function takeCall(studio: Studio, teacher: Page, pupil: Page, lessonId: string): Promise<void> {
  const [ilya, head] = [await studio.open(desktop, 'sokolov'), await studio.open(desktop, 'volkov')]
  const join = async (page: Page, camera: boolean) => {
    await page.goto(`/lessons/${lessonId}`)
    await page.getByRole('button', { name: /^(Перейти|Присоединиться к уроку)$/ }).click()
    await new CallPage(page).join({ camera })
  }
  await join(teacher, true)
  await join(pupil, true)
  await join(ilya, false)
  await join(head, false)
  await pupil.emulateMedia({ colorScheme: 'dark' })
  await new CallPage(ilya).button('Поднять руку').click()
  await expect(teacher.getByRole('button', { name: 'Соколов Илья', exact: true })).toHaveAccessibleDescription(/рука/)
  await new CallPage(teacher).receivesVideo()
  await new CallPage(pupil).receivesVideo()
  await studio.take('lesson-call', teacher)
  await studio.take('lesson-call-phone', pupil)
  await new CallPage(teacher).button('Участники').click()
  await teacher.getByRole('list', { name: 'Участники' }).waitFor()
  await studio.take('lesson-people', teacher)
  for (const page of [ilya, head, pupil]) await page.context().close()
}

async function takeAttendance(studio: Studio, teacher: Page, lessonId: string): Promise<void> {
  await teacher.goto(`/lessons/${lessonId}?part=attendance`)
  for (const name of ['Алексеева Агата', 'Белова Мария', 'Воробьёв Даниил'])
    await teacher.getByRole('checkbox', { name: `В классе: ${name}` }).check()
  await expect(teacher.getByRole('status').filter({ hasText: 'Присутствуют: 5' })).toBeVisible()
  await studio.take('lesson-attendance', teacher)
  await teacher.context().close()
}
