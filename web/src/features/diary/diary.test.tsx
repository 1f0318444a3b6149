import { Refused } from '@zvonok/schema/core/refusal'
import type { Diary, DiaryLesson } from '@zvonok/schema/diary/diary'
import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { databaseName } from '../../platform/indexed-store.ts'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna } from '../../testing/school.ts'
import { NoConnection } from '../account/client.ts'
import type { Lessons } from '../lessons/create-lessons.ts'
import type { Ask } from './create-diary.ts'
import { DiaryPage } from './DiaryPage.tsx'
import { type Copy, cacheName, type Keep } from './keep.ts'
import { keepFresh } from './keep-fresh.ts'

/** Tuesday noon in Moscow. */
const nowMs = Date.parse('2026-11-24T09:00:00Z')
const [petya, masha] = ['petya'.padEnd(16, '0'), 'masha'.padEnd(16, '0')]

const lesson = (fields: Partial<DiaryLesson> & { id: string }): DiaryLesson => ({
  ...{ groupId: 'algebra', subject: 'Алгебра', date: '2026-11-24', period: 1, startsAt: '08:30', endsAt: '09:15' },
  ...{ topic: 'Степени', room: '207', people: ['Иванова О. С.'], mark: null },
  ...fields,
})

const diaryOf = (fields: Partial<Diary> = {}): Diary => ({
  owners: [{ id: petya, name: 'Смирнов Пётр', kind: 'pupil' }],
  ...{ owner: petya, timeZone: 'Europe/Moscow', from: '2026-11-17', days: 14, holidays: [] },
  lessons: [
    lesson({ id: 'monday', date: '2026-11-23', mark: '5' }),
    lesson({ id: 'algebra' }),
    lesson({ id: 'music', groupId: 'music', subject: 'Музыка', period: 2, mark: 'н' }),
  ],
  tasks: [
    {
      lessonId: 'monday',
      groupId: 'algebra',
      subject: 'Алгебра',
      text: '№ 5',
      givenOn: '2026-11-23',
      dueOn: '2026-11-24',
    },
  ],
  ...fields,
})

const twoChildren = [
  { id: masha, name: 'Смирнова Мария', kind: 'child' },
  { id: petya, name: 'Смирнов Пётр', kind: 'child' },
] as const

/** What the browser's Cache does, in memory. */
function memoryKeep(...copies: Copy[]) {
  const kept = new Map(copies.map((copy) => [copy.diary.owner, copy]))
  const keep: Keep = {
    read: async () => [...kept.values()],
    async write(copy) {
      kept.set(copy.diary.owner, copy)
      return true
    },
    async keepOnly(owners) {
      for (const owner of kept.keys()) if (!owners.has(owner ?? '')) kept.delete(owner)
    },
  }
  return { keep, kept }
}

/** The server knows of no online lesson. */
const noOnlineLessons: Lessons = {
  book: () => ({ today: '2026-11-24', mayMake: false, lessons: [] }),
  live: () => true,
  failure: () => undefined,
  load: async () => {},
}

function open(ask: Ask, memory = memoryKeep(), lessons = noOnlineLessons) {
  const { device, state, tell } = fakeDevice({ me: anna, nowMs })
  const page = mount(device, () => <DiaryPage ask={ask} keep={memory.keep} lessons={lessons} />)
  return { page, state, tell, ...memory }
}

const text = () => document.body.textContent ?? ''
const offline: Ask = () => Promise.reject(new NoConnection())

test('[DIARY-8] «Расписание» opens with today; a lesson opens topic, homework and the button to join', async () => {
  const { page } = open(async () => diaryOf())
  await vi.waitFor(() => page.press('tab', 'Расписание'))
  expect(text()).toContain('Сегодня, вторник, 24 ноября')
  const lessons = page.all('button').filter((each) => each.hasAttribute('aria-expanded'))
  expect(lessons.map((each) => each.getAttribute('aria-label'))).toEqual([
    'Алгебра, 1-й урок, 08:30–09:15, каб. 207, Иванова О. С.',
    'Музыка, 2-й урок, 08:30–09:15, каб. 207, Иванова О. С., отсутствие',
  ])
  lessons[0]?.click()
  const region = page.get('region', 'Алгебра, 1-й урок')
  expect(region.textContent).toContain('К этому уроку№ 5')
  const join = page.get('button', 'Присоединиться к уроку') as HTMLButtonElement
  expect([join.disabled, page.description(join)]).toEqual([true, 'Урок ещё не опубликован'])
  page.press('button', 'Вчера, понедельник, 23 ноября')
  expect(page.get('button', 'Вчера, понедельник, 23 ноября').getAttribute('aria-pressed')).toBe('true')
  expect(page.has('button', 'Музыка, 2-й урок, 08:30–09:15, каб. 207, Иванова О. С., отсутствие')).toBe(false)
})

test('[LESSONS-9] the button becomes active with the publication, and says when there is no line', async () => {
  const view: LessonView = {
    ...{ id: 'online', title: 'Алгебра', date: '2026-11-24', journalLessonId: 'algebra', groups: ['algebra'] },
    ...{
      classes: ['7 Б'],
      state: 'draft',
      callId: null,
      right: 'join',
      teachers: [],
      substitutes: [],
      pupilsOfReader: [petya],
    },
    pupilCount: 25,
  }
  const [known, setKnown] = createSignal([view])
  const [live, setLive] = createSignal(true)
  const book = () => ({ today: '2026-11-24', mayMake: false, lessons: known() })
  const { page } = open(async () => diaryOf(), memoryKeep(), { ...noOnlineLessons, book, live })
  await vi.waitFor(() => page.press('tab', 'Расписание'))
  page
    .all('button')
    .find((each) => each.hasAttribute('aria-expanded'))
    ?.click()
  const join = page.get('button', 'Присоединиться к уроку') as HTMLButtonElement
  expect([join.disabled, page.description(join)]).toEqual([true, 'Урок ещё не опубликован'])
  setKnown([{ ...view, state: 'published', callId: 'call' }])
  expect([join.isConnected, join.disabled, page.description(join)]).toEqual([true, false, ''])
  setLive(false)
  expect([join.disabled, page.description(join)]).toEqual([
    true,
    'Нет соединения: присоединиться можно, когда оно появится',
  ])
  setKnown([{ ...view, state: 'finished' }])
  expect(page.description(join)).toBe('Урок завершён')
})

test('[LESSONS-9] a lesson outside the timetable stands on its day', async () => {
  const view: LessonView = {
    ...{ id: 'olympiad', title: 'Олимпиада', date: '2026-11-24', journalLessonId: null, groups: [] },
    ...{ classes: [], state: 'published', callId: 'call', right: 'join', pupilsOfReader: [petya], pupilCount: 2 },
    teachers: [{ id: 'olga', name: 'Иванова Ольга Сергеевна' }],
    substitutes: [],
  }
  const book = () => ({ today: '2026-11-24', mayMake: false, lessons: [view] })
  const { page } = open(async () => diaryOf(), memoryKeep(), { ...noOnlineLessons, book })
  await vi.waitFor(() => page.press('tab', 'Расписание'))
  page.press('button', 'Олимпиада, онлайн-урок, Иванова Ольга Сергеевна')
  expect((page.get('button', 'Присоединиться к уроку') as HTMLButtonElement).disabled).toBe(false)
})

test('[DIARY-8] the parts are walked by arrow keys', async () => {
  const { page } = open(async () => diaryOf())
  await vi.waitFor(() => page.get('tab', 'Домашние задания'))
  expect(text()).toContain('№ 5')
  page.key(page.get('tab', 'Домашние задания'), 'ArrowLeft')
  expect(page.get('tab', 'Отметки').getAttribute('aria-selected')).toBe('true')
  expect(page.all('listitem').map((each) => each.textContent)).toEqual([
    'МузыкаСтепенинотсутствие',
    'АлгебраСтепени5отметка 5',
  ])
})

test('[DIARY-9] a copy shows at once with its time, what went wrong is said, and the line brings the new one', async () => {
  const savedAtMs = nowMs - 24 * 60 * 60 * 1000
  let ask = offline
  const { page, state, tell, kept } = open((child) => ask(child), memoryKeep({ savedAtMs, diary: diaryOf() }))
  await vi.waitFor(() => expect(text()).toContain('Не удалось обновить: нет соединения'))
  expect(page.get('status').textContent).toMatch(/^Сохранено на устройстве: 23 ноября, \d\d?:00$/)
  expect(text()).toContain('№ 5')
  ask = async () => diaryOf({ tasks: [] })
  state.link = 'offline'
  tell('link')
  state.link = 'live'
  tell('link')
  await vi.waitFor(() => expect(text()).toContain('Заданий нет'))
  expect(text()).not.toContain('Не удалось')
  expect(kept.get(petya)?.savedAtMs).toBe(nowMs)
})

test('[DIARY-13] news of the server are asked for at once, also those that come while an answer is under way', async () => {
  const answers: ((diary: Diary) => void)[] = []
  const { tell } = open(() => new Promise((resolve) => answers.push(resolve)))
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  tell('diary')
  tell('diary')
  answers[0]?.(diaryOf({ tasks: [] }))
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  expect(text()).toContain('Заданий нет')
  answers[1]?.(diaryOf())
  await vi.waitFor(() => expect(text()).toContain('№ 5'))
  tell('diary')
  await vi.waitFor(() => expect(answers).toHaveLength(3))
})

test('[DIARY-9] what is open stays open when the answer brings nothing new', async () => {
  const { page } = open(async () => diaryOf(), memoryKeep({ savedAtMs: 1, diary: diaryOf() }))
  await vi.waitFor(() => page.press('tab', 'Расписание'))
  page
    .all('button')
    .find((each) => each.hasAttribute('aria-expanded'))
    ?.click()
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(page.get('status').textContent).toMatch(/: \d\d?:00$/))
  expect(page.has('region', 'Алгебра, 1-й урок')).toBe(true)
})

test('[DIARY-9] without a copy and a line it is said, and tried again; another failure shows its code', async () => {
  let ask = offline
  const { page } = open((child) => ask(child))
  await vi.waitFor(() => expect(text()).toContain('Дневник ещё не загружен'))
  ask = () => Promise.reject(new Refused('core.unavailable'))
  page.press('button', 'Повторить')
  await vi.waitFor(() => expect(text()).toContain('Код core.unavailable'))
  ask = async () => diaryOf({ owners: [], owner: null, lessons: [], tasks: [] })
  page.press('button', 'Повторить')
  await vi.waitFor(() => expect(text()).toContain('Дневника нет'))
})

test('[DIARY-10] a guardian chooses the child; the diaries of all are kept', async () => {
  const asked: (string | undefined)[] = []
  const ask: Ask = async (child) => {
    asked.push(child)
    const owner = child ?? masha
    return diaryOf({ owners: [...twoChildren], owner, ...(owner === masha && { tasks: [] }) })
  }
  const { page, kept } = open(ask)
  await vi.waitFor(() => expect(kept.size).toBe(2))
  expect(asked).toEqual([undefined, petya])
  const choice = page.get('combobox', 'Чей дневник') as HTMLSelectElement
  expect([choice.value, [...choice.options].map((each) => each.textContent)]).toEqual([
    masha,
    ['Смирнова Мария', 'Смирнов Пётр'],
  ])
  expect(text()).toContain('Заданий нет')
  choice.value = petya
  choice.dispatchEvent(new Event('change', { bubbles: true }))
  await vi.waitFor(() => expect(text()).toContain('№ 5'))
})

test('[DIARY-11] what may not be read any more is forgotten with the next answer', async () => {
  const copies = [petya, masha].map((owner, at) => ({
    savedAtMs: at,
    diary: diaryOf({ owners: [...twoChildren], owner }),
  }))
  const { kept } = open(async () => diaryOf({ owners: [twoChildren[1]] }), memoryKeep(...copies))
  await vi.waitFor(() => expect([...kept.keys()]).toEqual([petya]))
})

test('[DIARY-11] the copy bears the name of the person’s database, by which leaving finds it', () => {
  expect(cacheName(petya).startsWith(databaseName(petya))).toBe(true)
})

test('[DIARY-13] copies are renewed at every contact also while no diary is open, once for a device', async () => {
  const { device, state, tell } = fakeDevice({ me: anna, nowMs })
  const { keep, kept } = memoryKeep({ savedAtMs: 1, diary: diaryOf({ owner: 'old'.padEnd(16, '0') }) })
  let asked: (string | undefined)[] = []
  const ask: Ask = async (child) => {
    asked.push(child)
    return diaryOf({ owners: [...twoChildren], owner: child ?? masha })
  }
  keepFresh(device, ask, keep)
  keepFresh(device, ask, keep)
  await vi.waitFor(() => expect([...kept.keys()]).toEqual([masha, petya]))
  expect([asked, kept.get(petya)?.savedAtMs]).toEqual([[undefined, petya], nowMs])
  asked = []
  state.link = 'offline'
  tell('link')
  expect(asked).toEqual([])
  state.link = 'live'
  tell('link')
  await vi.waitFor(() => expect(asked).toEqual([undefined, petya]))
  tell('diary')
  await vi.waitFor(() => expect(asked).toHaveLength(4))
})
