import { expect, test } from 'vitest'
import { addDays, isDate, mondayOf, weekSpan } from './week.ts'

test('[DOOR-10] weeks begin on Monday, over months, years and the change of the clock', () => {
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  expect(mondayOf('2027-01-01')).toBe('2026-12-28')
  expect(addDays('2026-03-28', 7)).toBe('2026-04-04')
})

test('[DOOR-10] a week is named by its days, once for the month', () => {
  expect(weekSpan('2026-11-23').replace(/\s/g, ' ')).toMatch(/^23.29 ноября$/)
  expect(weekSpan('2026-11-30')).toMatch(/^30 ноября.*6 декабря$/)
})

test('[DOOR-10] an address with a wrong week is not believed', () => {
  expect(['2026-11-23', '2026-99-99', 'вчера', ''].map(isDate)).toEqual([true, false, false, false])
})
