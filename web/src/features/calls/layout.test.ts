import { expect, test } from 'vitest'
import { gapPx, gridFor, pagesOf, type Space } from './layout.ts'

const phone: Space = { width: 396, height: 640 }
const chromebook: Space = { width: 1350, height: 620 }

function tile(count: number, space: Space) {
  const grid = gridFor(count, space)
  return {
    ...grid,
    width: (space.width - gapPx * (grid.columns - 1)) / grid.columns,
    height: (space.height - gapPx * (grid.rows - 1)) / grid.rows,
  }
}

test.each([1, 2, 5, 12, 30])('[INCALL-1] with %i people every tile is large enough for a name', (count) => {
  for (const space of [phone, chromebook]) {
    const { width, height, columns, rows, perPage } = tile(count, space)
    expect(width).toBeGreaterThanOrEqual(150)
    expect(height).toBeGreaterThanOrEqual(104)
    expect(columns * rows).toBeGreaterThanOrEqual(perPage)
  }
})

test('[INCALL-1] two people stand one above the other on a phone and side by side on a Chromebook', () => {
  expect(gridFor(2, phone)).toMatchObject({ columns: 1, rows: 2 })
  expect(gridFor(2, chromebook)).toMatchObject({ columns: 2, rows: 1 })
})

test('[INCALL-1] a class fits a Chromebook at once and three pages of a phone', () => {
  expect(pagesOf(30, gridFor(30, chromebook))).toBe(1)
  expect(pagesOf(30, gridFor(30, phone))).toBe(3)
})

test('[INCALL-1] the smallest place still holds one', () => {
  expect(gridFor(30, { width: 40, height: 30 })).toEqual({ columns: 1, rows: 1, perPage: 1 })
})
