import { expect, test } from 'vitest'
import { homeworkByDay } from './homework-by-day.ts'

const task = (dueOn: string | null) => ({ lessonId: '', groupId: '', subject: '', text: '', givenOn: '', dueOn })

test('[DIARY-6] homework begins with today; what is over comes last, the newest first', () => {
  const days = ['2026-11-20', null, '2026-11-26', '2026-11-23', '2026-11-24', '2026-11-26', null]
  expect(homeworkByDay(days.map(task), '2026-11-24').map(({ dueOn, tasks }) => [dueOn, tasks.length])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-26', 2],
    [null, 2],
    ['2026-11-23', 1],
    ['2026-11-20', 1],
  ])
})
