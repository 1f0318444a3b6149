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
  const good = climb({ rung: 'audio', quality: 'poor', sinceMs: 0 }, 'good', 0)
  expect(after(good, 'good', patience.upMs - 1000).rung).toBe('audio')
  const pictures = after(good, 'excellent', patience.upMs)
  expect(pictures.rung).toBe('pictures')
  expect(after(pictures, 'good', patience.upMs).rung).toBe('video')
})

test('[INCALL-10] a short weakness changes nothing', () => {
  const weak = climb(startLadder(0), 'poor', 0)
  expect(climb(climb(weak, 'good', 3000), 'poor', 5000)).toMatchObject({ rung: 'video', sinceMs: 5000 })
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
