import '../../platform/i18n/add-door-words.ts'
import { Refused } from '@zvonok/schema/core/refusal'
import { createRoot } from 'solid-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeDevice } from '../../testing/fake-device.ts'
import { mount } from '../../testing/mount.tsx'
import { anna } from '../../testing/school.ts'
import { NoConnection } from '../account/client.ts'
import { createEntries, type Entry } from './create-entries.ts'
import { EntryState } from './EntryState.tsx'
import { type Book, GradebookGrid } from './GradebookGrid.tsx'
import { LessonList } from './LessonList.tsx'

const [petya, masha] = ['petya'.padEnd(16, '0'), 'masha'.padEnd(16, '0')]
const lesson = { period: 1, startsAt: '08:30', topic: 'Степени', homework: '', dueOn: null }
const book: Book = {
  editable: true,
  lessons: [
    { id: 'monday', date: '2026-11-23', ...lesson },
    { id: 'friday', date: '2026-11-27', ...lesson, homework: '№ 5' },
  ],
  pupils: [
    { id: masha, name: 'Белова Мария', marks: { monday: '4' } },
    { id: petya, name: 'Смирнов Пётр', marks: {} },
  ],
}

class Store implements Storage {
  readonly kept = new Map<string, string>()
  get length(): number {
    return this.kept.size
  }
  key = (at: number) => [...this.kept.keys()][at] ?? null
  getItem = (key: string) => this.kept.get(key) ?? null
  setItem = (key: string, value: string) => void this.kept.set(key, value)
  removeItem = (key: string) => void this.kept.delete(key)
  clear = () => this.kept.clear()
}

/** Written down; `fails` may make the server say no, or be away. */
function server() {
  const sent: Entry[] = []
  const state: { fails?: Error | undefined } = {}
  const send = async (entry: Entry) => {
    if (state.fails) throw state.fails
    sent.push(entry)
  }
  return { sent, state, send }
}

function entriesFor(send: (entry: Entry) => Promise<unknown>, store = new Store()) {
  return createRoot((dispose) => {
    onTestFinished(dispose)
    return createEntries({ person: 'olga', send, store })
  })
}

function open(shown: Book = book, store = new Store()) {
  const { sent, state, send } = server()
  const entries = entriesFor(send, store)
  const page = mount(fakeDevice({ me: anna }).device, () => (
    <>
      <EntryState entries={entries} />
      <GradebookGrid book={shown} entries={entries} />
      <LessonList book={shown} entries={entries} />
    </>
  ))
  return { page, sent, state, entries, store }
}

const cell = (name: string, value: string) => `${name}, 1-й урок, ${value}`

test('[DOOR-13] a teacher walks the grid by arrow keys and enters by digits', async () => {
  const { page, sent } = open()
  const first = page.get('button', cell('Белова Мария, пн 23.11', '4'))
  expect(page.all('button').filter((each) => each.hasAttribute('aria-pressed') && each.tabIndex === 0)).toContain(first)
  first.focus()
  page.key(first, 'ArrowDown')
  const below = page.get('button', cell('Смирнов Пётр, пн 23.11', 'отметки нет'))
  expect(document.activeElement).toBe(below)
  page.key(below, '5')
  expect(below.textContent).toBe('5')
  page.key(below, 'ArrowRight')
  page.key(document.activeElement as HTMLElement, 'н')
  page.key(first, 'ArrowUp')
  first.focus()
  page.key(first, 'Delete')
  await vi.waitFor(() => expect(sent).toHaveLength(3))
  expect(sent).toEqual([
    { kind: 'mark', lesson: 'monday', pupil: petya, value: '5' },
    { kind: 'mark', lesson: 'friday', pupil: petya, value: 'н' },
    { kind: 'mark', lesson: 'monday', pupil: masha, value: null },
  ])
  expect(page.has('button', cell('Белова Мария, пн 23.11', 'отметки нет'))).toBe(true)
})

test('[DOOR-13] with a finger: a cell, then a mark of the pad', async () => {
  const { page, sent } = open()
  page.press('button', cell('Смирнов Пётр, пт 27.11', 'отметки нет'))
  page.get('toolbar', 'Отметка: Смирнов Пётр, пт 27.11, 1-й урок')
  page.press('button', '4')
  await vi.waitFor(() => expect(sent).toEqual([{ kind: 'mark', lesson: 'friday', pupil: petya, value: '4' }]))
  page.press('button', 'Убрать')
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ kind: 'mark', lesson: 'friday', pupil: petya, value: null }))
})

test('[DOOR-13] who only reads has no cells to press, no pad and no homework to change', () => {
  const { page } = open({ ...book, editable: false })
  expect(page.all('button')).toEqual([])
  expect(document.body.textContent).toContain('№ 5')
})

test('[DOOR-13] homework with its day', async () => {
  const { page, sent } = open()
  page.press('button', 'Задать на дом: пн, 23 ноября')
  page.type('textbox', 'Задание', '№ 7, 8')
  page.press('button', 'Сохранить')
  await vi.waitFor(() => expect(sent).toEqual([{ kind: 'homework', lesson: 'monday', text: '№ 7, 8', dueOn: null }]))
  expect(page.has('button', 'Изменить задание: пн, 23 ноября')).toBe(true)
  page.press('button', 'Изменить задание: пт, 27 ноября')
  page.press('button', 'Убрать задание')
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ kind: 'homework', lesson: 'friday', text: '', dueOn: null }))
})

test('[DOOR-14] without the server one line says so; what was entered stays, over a reload too, and goes later', async () => {
  const { page, sent, state, entries, store } = open()
  state.fails = new NoConnection()
  page.press('button', cell('Смирнов Пётр, пн 23.11', 'отметки нет'))
  page.press('button', '5')
  page.press('button', '4')
  await vi.waitFor(() =>
    expect(page.all('status').map((each) => each.textContent)).toContainEqual(
      expect.stringMatching(/^Нет соединения: записать можно только на сервере/),
    ),
  )
  expect(page.has('button', cell('Смирнов Пётр, пн 23.11', '4, записывается'))).toBe(true)
  expect(sent).toEqual([])
  const reloaded = server()
  const again = entriesFor(reloaded.send, store)
  await vi.waitFor(() => expect(reloaded.sent).toEqual([{ kind: 'mark', lesson: 'monday', pupil: petya, value: '4' }]))
  expect([again.waiting(), store.kept.size]).toEqual([[], 0])
  state.fails = undefined
  page.press('button', 'Повторить')
  await vi.waitFor(() => expect(entries.isCut()).toBe(false))
  expect(sent).toEqual(reloaded.sent)
})

test('[DOOR-14] a refusal takes the entry back and is said; an ended session keeps it', async () => {
  const { page, state, entries } = open()
  state.fails = new Refused('core.notFound')
  page.press('button', cell('Смирнов Пётр, пн 23.11', 'отметки нет'))
  page.press('button', '5')
  await vi.waitFor(() => expect(page.has('button', cell('Смирнов Пётр, пн 23.11', 'отметки нет'))).toBe(true))
  expect(page.get('alert').textContent).toContain('core.notFound')
  state.fails = new Refused('core.signedOut')
  page.press('button', '4')
  await vi.waitFor(() => expect(page.get('alert').textContent).toContain('core.signedOut'))
  expect(entries.waiting()).toHaveLength(1)
})
