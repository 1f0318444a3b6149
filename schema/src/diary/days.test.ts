import { expect, test } from 'vitest'
import { addDays, dateIn, isDate, momentIn, mondayOf, weekday } from './days.ts'

test('[DIARY-5] the school’s day is that of its zone', () => {
  const lateInMoscow = Date.parse('2026-11-24T21:30:00Z')
  expect(dateIn('Europe/Moscow', lateInMoscow)).toBe('2026-11-25')
  expect(dateIn('Europe/Kaliningrad', lateInMoscow)).toBe('2026-11-24')
  expect(dateIn('Asia/Kamchatka', lateInMoscow)).toBe('2026-11-25')
})

test('[DIARY-5] days are counted over months, years and the change of the clock', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(mondayOf('2027-01-01')).toBe('2026-12-28')
  expect([weekday('2026-11-23'), weekday('2026-11-29')]).toEqual([0, 6])
})

test('[DIARY-5] a time of the school is a moment, also around the change of the clock', () => {
  expect(new Date(momentIn('Europe/Moscow', '2026-11-24', '08:30')).toISOString()).toBe('2026-11-24T05:30:00.000Z')
  const berlin = ['2026-10-24', '2026-10-26'].map((date) =>
    new Date(momentIn('Europe/Berlin', date, '08:00')).getUTCHours(),
  )
  expect(berlin).toEqual([6, 7])
})

test('[DIARY-5] only days of the calendar are days', () => {
  expect(['2026-11-24', '2028-02-29', '2026-02-30', '2026-13-01', '24.11.2026', ''].map(isDate)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
