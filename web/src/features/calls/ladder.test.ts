import { expect, test } from 'vitest'
import { climb, isCostly, type Ladder, patience, type Quality, shownRung, startLadder } from './ladder.ts'

/** Hears of the line once a second. */
function after(ladder: Ladder, quality: Quality, ms: number): Ladder {
  let now = ladder
  for (let passed = 0; passed <= ms; passed += 1000) now = climb(now, quality, ladder.sinceMs + passed)
  return now
}

test('[INCALL-10] a bad line gives up cameras, then pictures, and never the voice', () => {
  const bad = climb(startLadder(0), 'poor', 0)
  expect(after(bad, 'poor', patience.downMs - 1000).rung).toBe('video')
  const pictures = after(bad, 'poor', patience.downMs)
  expect(pictures.rung).toBe('pictures')
  const audio = after(pictures, 'lost', patience.downMs)
  expect(audio.rung).toBe('audio')
  expect(after(audio, 'poor', 600_000).rung).toBe('audio')
})

test('[INCALL-10] video comes back when the line has been good for a while, a step at a time', () => {
  const good = climb({ ...startLadder(0), rung: 'audio', quality: 'poor' }, 'good', 0)
  expect(after(good, 'good', patience.upMs - 1000).rung).toBe('audio')
  const pictures = after(good, 'excellent', patience.upMs)
  expect(pictures.rung).toBe('pictures')
  expect(after(pictures, 'good', patience.upMs).rung).toBe('video')
})

test('[INCALL-10] where video does not hold, the next try waits longer, until it has held', () => {
  const tryUp = (before: Ladder): Ladder => {
    const up = after(climb(before, 'good', before.sinceMs), 'good', before.upMs)
    expect(up.rung).toBe('video')
    return up
  }
  const fall = (from: Ladder): Ladder => {
    const down = after(climb(from, 'poor', from.sinceMs), 'poor', patience.downMs)
    expect(down.rung).toBe('pictures')
    return down
  }
  let low = fall(startLadder(0))
  const waits: number[] = []
  for (let round = 0; round < 5; round++) {
    waits.push(low.upMs / 1000)
    low = fall(tryUp(low))
  }
  expect(waits).toEqual([20, 40, 80, 160, 160])
  const held = tryUp(low)
  expect(after(held, 'good', patience.longestUpMs).upMs).toBe(patience.upMs)
})

test('[INCALL-10] a short weakness changes nothing', () => {
  const weak = climb(startLadder(0), 'poor', 0)
  expect(climb(climb(weak, 'good', 3000), 'poor', 5000)).toMatchObject({ rung: 'video', sinceMs: 5000 })
})

test('[INCALL-23] outside the school no more than its line has room for', () => {
  const shown = (rung: Ladder['rung'], most: 'pictures' | 'audio', audioOnly = false) =>
    shownRung({ ...startLadder(0), rung }, audioOnly, true, most)
  expect([shown('video', 'pictures'), shown('video', 'audio'), shown('audio', 'pictures')]).toEqual([
    ...['pictures', 'audio', 'audio'],
  ])
  expect(shown('video', 'pictures', true)).toBe('audio')
})

test('[INCALL-11] sound alone when one wants it or pays for each megabyte; the chat where there is no line', () => {
  expect(shownRung(startLadder(0), true, true)).toBe('audio')
  expect(shownRung(startLadder(0), false, false)).toBe('chat')
  expect([isCostly({}), isCostly({ connection: { type: 'wifi', effectiveType: '4g' } })]).toEqual([false, false])
  expect(
    [{ type: 'cellular' }, { saveData: true }, { effectiveType: 'slow-2g' }].map((connection) =>
      isCostly({ connection }),
    ),
  ).toEqual([true, true, true])
})
