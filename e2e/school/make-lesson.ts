import { expect, type Page } from '@playwright/test'

interface Named {
  readonly id: string
  readonly name: string
}

interface Lesson {
  readonly title: string
  /** Names of the roster; all without them. */
  readonly pupils?: readonly string[]
  /** Beside the one who makes it. */
  readonly teachers?: readonly Page[]
}

/** A draft of today for pupils of 7 Б in literature, by the teacher's session. Returns its id. */
export async function makeLesson(teacher: Page, { title, pupils, teachers = [] }: Lesson): Promise<string> {
  const read = async <T>(page: Page, path: string): Promise<T> => (await page.request.get(path)).json()
  const { lessons } = await read<{ lessons: { groupId: string; subject: string; people: string[] }[] }>(
    teacher,
    '/api/diary',
  )
  const group = lessons.find((each) => each.subject === 'Литература' && each.people.includes('7 Б'))?.groupId
  const { today } = await read<{ today: string }>(teacher, `/api/lessons?group=${group}`)
  const choices = await read<{ pupils: Named[] }>(teacher, `/api/lessons/choices?groups=${group}&date=${today}`)
  const others = await Promise.all(teachers.map((page) => read<Named>(page, '/api/me')))
  const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
  await send(teacher, '/api/lessons', {
    ...{ id, groups: [group], date: today, platform: 'sferum', journalLessonId: null, title },
    pupils: choices.pupils.filter(({ name }) => pupils?.includes(name) ?? true).map((pupil) => pupil.id),
    teachers: others.map((other) => other.id),
  })
  return id
}

export const publishLesson = (teacher: Page, lessonId: string): Promise<void> =>
  send(teacher, `/api/lessons/${lessonId}/publish`)

export const deleteLesson = (teacher: Page, lessonId: string): Promise<void> =>
  send(teacher, `/api/lessons/${lessonId}/delete`)

async function send(page: Page, path: string, data: object = {}): Promise<void> {
  const answer = await page.request.post(path, { data, headers: { origin: new URL(page.url()).origin } })
  expect([answer.status(), await answer.text()]).toEqual([200, expect.anything()])
}
