import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awayMinutesOf, mergeIntervals, minutesOf } from './minutes.ts'

const minute = 60_000
const at = (from: number, to: number | null) => ({
  joinedAtMs: from * minute,
  leftAtMs: to === null ? null : to * minute,
})

test('[LESSONS-12] two devices and reconnects count each minute once', () => {
  expect(minutesOf([at(0, 10), at(5, 15), at(20, 25)], 45 * minute)).toBe(20)
  expect(mergeIntervals([at(20, 25), at(0, 10), at(10, 15)], 45 * minute)).toEqual([
    [0, 15 * minute],
    [20 * minute, 25 * minute],
  ])
})

test('[LESSONS-12] an open interval runs until now, and not beyond the end of the lesson', () => {
  expect(minutesOf([at(40, null)], 45 * minute)).toBe(5)
  expect(minutesOf([at(40, 90)], 45 * minute)).toBe(5)
  expect(minutesOf([at(50, null)], 45 * minute)).toBe(0)
})

test('[LESSONS-12] who looked in for a moment was there; who was not has none', () => {
  expect(minutesOf([{ joinedAtMs: 0, leftAtMs: 900 }], minute)).toBe(1)
  expect(minutesOf([], minute)).toBe(0)
})

test('[LESSONS-18] a lost line is a break, a page that is loaded again is none', () => {
  const seconds = (from: number, to: number) => ({ joinedAtMs: from * 1000, leftAtMs: to * 1000 })
  expect(awayMinutesOf([at(0, 10), at(12, 20), at(15, 30), at(31, null)], 45 * minute)).toBe(3)
  expect(awayMinutesOf([seconds(0, 60), seconds(80, 100)], minute * 2)).toBe(0)
  expect(awayMinutesOf([seconds(0, 60), seconds(70, 100)], minute * 2)).toBeNull()
  expect(awayMinutesOf([at(5, 40)], 45 * minute)).toBeNull()
  expect(awayMinutesOf([], 45 * minute)).toBeNull()
})

test('[LESSONS-12] merged intervals never overlap, and cover the same moments', () => {
  const one = fc
    .record({ joinedAtMs: fc.nat(200), length: fc.option(fc.nat(60)) })
    .map(({ joinedAtMs, length }) => ({ joinedAtMs, leftAtMs: length === null ? null : joinedAtMs + length }))
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (intervals) => {
      const merged = mergeIntervals(intervals, 200)
      for (const [i, [from, to]] of merged.entries()) {
        expect(from).toBeLessThan(to)
        if (i > 0) expect(merged[i - 1]?.[1]).toBeLessThan(from)
      }
      const covered = (ms: number) => merged.some(([from, to]) => from <= ms && ms < to)
      for (let ms = 0; ms < 200; ms += 7)
        expect(covered(ms)).toBe(intervals.some((each) => each.joinedAtMs <= ms && ms < (each.leftAtMs ?? 200)))
    }),
  )
})
