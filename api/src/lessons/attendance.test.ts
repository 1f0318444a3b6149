import { callIntervals } from '@zvonok/schema/calls/tables'
import { marks } from '@zvonok/schema/diary/tables'
import type { AttendanceRow, LessonView } from '@zvonok/schema/lessons/lesson'
import { expect, test } from 'vitest'
import { body } from '../testing/link.ts'
import type { Browser } from '../testing/school.ts'
import { morningMs, schoolWithLessons } from './testing.ts'

const at = '/api/journal/lessons'
const minute = 60_000

/** A published lesson of Petya and Maria; Petya was there from two devices, with a lost line between. */
async function attended() {
  const fixture = await schoolWithLessons()
  const { as, newLesson, people, school, clock } = fixture
  const olga = await as('olga')
  const { lesson } = (await body(await olga.post(at, newLesson()))) as { lesson: LessonView }
  await olga.post(`${at}/${lesson.id}/publish`)
  const was = (device: string, from: number, to: number | null) => ({
    ...{ callId: lesson.id, identity: `${people.petya}:${device}`, personId: people.petya },
    joinedAtMs: morningMs + from * minute,
    leftAtMs: to === null ? null : morningMs + to * minute,
  })
  await school.database.orm.insert(callIntervals).values([was('a', 0, 10), was('b', 5, 15), was('a', 20, null)])
  clock.nowMs = morningMs + 30 * minute
  const path = `${at}/${lesson.id}/attendance`
  const grid = async (browser: Browser) => ((await body(await browser.get(path))) as { rows: AttendanceRow[] }).rows
  const inJournal = async () =>
    (await school.database.orm.select().from(marks)).map(({ personId, value }) => [personId, value])
  const confirm = async (overwrite?: string[]) =>
    body(await olga.post(`${path}/confirm`, { overwrite: overwrite ?? [] }))
  return { ...fixture, olga, path, grid, inJournal, confirm }
}

test('[LESSONS-12] minutes over devices and reconnects are merged; the open one runs', async () => {
  const { grid, olga } = await attended()
  expect((await grid(olga)).map(({ name, minutes }) => [name, minutes])).toEqual([
    ['Белова Мария', 0],
    ['Смирнов Пётр', 25],
  ])
})

test('[LESSONS-15] the teacher and the head see all, a pupil and a guardian the own line, others nothing', async () => {
  const { grid, as, path } = await attended()
  const names = async (name: 'head' | 'petya' | 'irina' | 'maria') =>
    (await grid(await as(name))).map((row) => row.name)
  expect(await names('head')).toHaveLength(2)
  expect([await names('petya'), await names('irina'), await names('maria')]).toEqual([
    ['Смирнов Пётр'],
    ['Смирнов Пётр'],
    ['Белова Мария'],
  ])
  for (const name of ['artyom', 'viktor'] as const) expect((await (await as(name)).get(path)).status).toBe(404)
  expect((await (await as('petya')).get(`${path}/csv`)).status).toBe(403)
  expect((await (await as('petya')).post(`${path}/confirm`)).status).toBe(403)
})

test('[LESSONS-14] confirming writes «н» for the absent, once', async () => {
  const { confirm, inJournal, people, school } = await attended()
  expect(await confirm()).toEqual({ conflicts: [], changed: 1 })
  expect(await inJournal()).toEqual([[people.maria, 'н']])
  expect(await confirm()).toEqual({ conflicts: [], changed: 0 })
  expect(await inJournal()).toEqual([[people.maria, 'н']])
  expect(school.news.filter(({ of }) => of === 'diary')).toEqual([{ of: 'diary', people: [people.maria] }])
})

test('[LESSONS-13] [LESSONS-14] who sits in the classroom is not absent', async () => {
  const { olga, path, confirm, inJournal, people } = await attended()
  await olga.post(`${path}/in-room`, { personId: people.maria, inRoom: true })
  expect(await confirm()).toEqual({ conflicts: [], changed: 0 })
  expect(await inJournal()).toEqual([])
  expect((await olga.post(`${path}/in-room`, { personId: people.artyom, inRoom: true })).status).toBe(404)
})

test('[LESSONS-14] a mark stays until the teacher wants it replaced', async () => {
  const { confirm, inJournal, people, school } = await attended()
  await school.database.orm.insert(marks).values([
    { lessonId: 'monday', personId: people.maria, value: '5' },
    { lessonId: 'monday', personId: people.petya, value: 'н' },
  ])
  const asked = (await confirm()) as { conflicts: { name: string; mark: string; wanted: string }[] }
  expect(asked.conflicts.map(({ name, mark, wanted }) => [name, mark, wanted])).toEqual([
    ['Белова Мария', '5', 'absent'],
    ['Смирнов Пётр', 'н', 'present'],
  ])
  expect(await inJournal()).toHaveLength(2)
  await confirm([people.maria, people.petya])
  expect(await inJournal()).toEqual([[people.maria, 'н']])
})

test('[LESSONS-16] [LESSONS-18] the export has a line for each pupil', async () => {
  const { olga, path } = await attended()
  const answer = await olga.get(`${path}/csv`)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="attendance-2026-11-24.csv"')
  expect((await answer.text()).split('\r\n').slice(2)).toEqual([
    'Белова Мария;0;;;;;не был(а);',
    'Смирнов Пётр;25;09:00;09:30;5;;был(а);',
    '',
  ])
})
