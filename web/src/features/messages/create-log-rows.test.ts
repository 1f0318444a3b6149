import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { message } from '../../testing/fake-device.ts'
import { createLogRows, grewAtStart } from './create-log-rows.ts'

const row = (seq: number, id = `m${seq}`) => message({ seq, id, author: 'a' })

test('[CHAT-2] a message keeps its row when it comes onto the server', () => {
  createRoot((dispose) => {
    const [rows, setRows] = createSignal([row(1), row(0, 'own')])
    const { log } = createLogRows(rows)
    const before = log()
    setRows([row(1), row(2, 'own')])
    expect(log()).toBe(before)
    dispose()
  })
})

test('[CHAT-1] the list knows whether rows came in front or at the end', () => {
  expect(grewAtStart(['b', 'c'], ['a', 'b', 'c'])).toBe(true)
  expect(grewAtStart(['b', 'c'], ['c'])).toBe(true)
  expect(grewAtStart(['a', 'b'], ['a', 'b', 'c'])).toBe(false)
  expect(grewAtStart([], ['a'])).toBe(false)
})
