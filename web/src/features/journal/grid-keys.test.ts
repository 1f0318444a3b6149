import { expect, test } from 'vitest'
import { cellAfter, markOfKey } from './grid-keys.ts'

const last = { row: 24, column: 5 }
const after = (key: string, row: number, column: number) => {
  const to = cellAfter(key, { row, column }, last)
  return to && [to.row, to.column]
}

test('[DOOR-13] arrow keys walk the grid and stay in it', () => {
  expect(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Enter'].map((key) => after(key, 3, 2))).toEqual([
    [2, 2],
    [4, 2],
    [3, 1],
    [3, 3],
    [4, 2],
  ])
  expect([after('ArrowUp', 0, 0), after('ArrowRight', 24, 5), after('End', 1, 1), after('PageDown', 1, 1)]).toEqual([
    [0, 0],
    [24, 5],
    [1, 5],
    [24, 1],
  ])
  expect(after('Tab', 1, 1)).toBeUndefined()
})

test('[DOOR-13] digits, «н» on any keyboard and Delete enter', () => {
  const enters = (key: string, code = '') => markOfKey({ key, code })
  expect([enters('5'), enters('1'), enters('н'), enters('Н'), enters('y', 'KeyY')]).toEqual(['5', '1', 'н', 'н', 'н'])
  expect([enters('Delete'), enters('Backspace')]).toEqual([null, null])
  expect([enters('6'), enters('0'), enters('a', 'KeyA'), enters('Tab')]).toEqual(Array(4).fill(undefined))
})
