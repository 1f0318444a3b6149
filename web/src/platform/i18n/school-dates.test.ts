import { expect, test } from 'vitest'
import { shortDay, weekdayName, weekSpan } from './school-dates.ts'

test('[DOOR-10] a week is named by its days, once for the month', () => {
  expect(weekSpan('2026-11-23').replace(/\s/g, ' ')).toMatch(/^23.29 ноября$/)
  expect(weekSpan('2026-11-30')).toMatch(/^30 ноября.*6 декабря$/)
})

test('[DOOR-10] a school date has its own day in every zone of the device', () => {
  expect([weekdayName('2026-11-23'), shortDay('2026-11-23')]).toEqual(['пн', '23.11'])
})
