import type { LessonView } from '@zvonok/schema/lessons/lesson'
import { expect, test } from 'vitest'
import { onlineLessonsOf } from './online-lessons.ts'

const [petya, masha] = ['petya', 'masha']
const lesson = (id: string, change: Partial<LessonView> = {}): LessonView => ({
  ...{ id, title: id, date: '2026-11-24', journalLessonId: null, groups: [], classes: [], state: 'draft' },
  ...{ callId: null, right: 'join', teachers: [], substitutes: [], pupilsOfReader: [petya], pupilCount: 1 },
  ...change,
})
const diary = {
  owner: petya,
  owners: [{ id: petya, name: 'Смирнов Пётр', kind: 'pupil' as const }],
  lessons: [{ id: 'algebra' }] as never,
}
const ids = (all: LessonView[], of = diary) => {
  const found = onlineLessonsOf(all, of, '2026-11-24')
  return [[...found.of].map(([planned, { id }]) => `${planned}: ${id}`), found.extra.map(({ id }) => id)]
}

test('[LESSONS-9] an online lesson stands with its lesson of the timetable, others stand beside it', () => {
  expect(ids([lesson('a', { journalLessonId: 'algebra' }), lesson('b'), lesson('c', { date: '2026-11-25' })])).toEqual([
    ['algebra: a'],
    ['b'],
  ])
})

test('[LESSONS-9] of several for one lesson, the one that can be joined counts', () => {
  const planned = { journalLessonId: 'algebra' }
  expect(
    ids([lesson('old', { ...planned, state: 'finished' }), lesson('now', { ...planned, state: 'published' })])[0],
  ).toEqual(['algebra: now'])
})

test('[LESSONS-9] a guardian sees those of the chosen child, a teacher the own ones', () => {
  const others = [
    lesson('of-masha', { pupilsOfReader: [masha], right: 'see' }),
    lesson('own', { right: 'lead', pupilsOfReader: [] }),
  ]
  expect(ids(others)[1]).toEqual([])
  expect(ids(others, { ...diary, owners: [{ ...diary.owners[0], kind: 'teacher' as never }] } as never)[1]).toEqual([
    'own',
  ])
})
