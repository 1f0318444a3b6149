import { expect, test } from 'vitest'
import { nearestDay, weekDays } from './week-days.ts'

const diary = { from: '2026-11-17', days: 14 }

test('[DIARY-8] a day outside of the diary gives the nearest inside', () => {
  expect(['2026-11-01', '2026-11-24', '2027-01-01'].map((date) => nearestDay(diary, date))).toEqual([
    '2026-11-17',
    '2026-11-24',
    '2026-11-30',
  ])
})

test('[DIARY-8] a week is Monday to Saturday; Sunday stands there when it is today or has a lesson', () => {
  const week = (today: string, dates: string[] = []) =>
    weekDays({ lessons: dates.map((date) => ({ date })) as never }, '2026-11-24', today)
  expect(week('2026-11-24')).toEqual(['23', '24', '25', '26', '27', '28'].map((day) => `2026-11-${day}`))
  expect(week('2026-11-29')).toContain('2026-11-29')
  expect(week('2026-11-24', ['2026-11-29'])).toContain('2026-11-29')
})
