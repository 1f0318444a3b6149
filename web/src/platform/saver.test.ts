import { expect, test } from 'vitest'
import { openMemoryStore } from './memory-store.ts'
import { Saver } from './saver.ts'
import type { Change, DeviceStore } from './store.ts'
import { ManualClock } from './testing/manual-clock.ts'

/** A store that refuses to grow while `full`. */
function smallStore() {
  const store = openMemoryStore()
  const state = { full: false, writes: 0 }
  const small: DeviceStore = {
    ...store,
    async write(changes: readonly Change[], durability) {
      state.writes++
      if (state.full) throw new DOMException('no room', 'QuotaExceededError')
      await store.write(changes, durability)
    },
  }
  return { store: small, state }
}

test('[PLATFORM-18] writes of one moment are one transaction', async () => {
  const { store, state } = smallStore()
  const clock = new ManualClock()
  const saver = new Saver(store, clock, () => undefined)
  saver.set('kv', 'cursor', '1.1')
  saver.set('kv', 'cursor', '1.2')
  saver.set('kv', 'a', 1)
  clock.pass(100)
  await saver.flush()
  expect(state.writes).toBe(1)
  expect(await store.get('kv', 'cursor')).toBe('1.2')
})

test('[PLATFORM-18] a full storage is told, and nothing that waits for room is forgotten', async () => {
  const { store, state } = smallStore()
  let told = 0
  const saver = new Saver(store, new ManualClock(), () => told++)
  const row = { id: 'x', name: 'n', version: 1, args: {}, atMs: 1, order: 1 }
  state.full = true
  await saver.strict([{ table: 'outbox', key: 'x', value: row }])
  saver.set('kv', 'cursor', '1.7')
  await saver.flush()
  expect([saver.state(), told]).toEqual(['full', 1])
  state.full = false
  await saver.flush()
  expect(await store.get('outbox', 'x')).toEqual(row)
  expect(await store.get('kv', 'cursor')).toBe('1.7')
  expect([saver.state(), told]).toEqual(['ok', 2])
})

test('[PLATFORM-18] what was deleted while it waited for room does not come back', async () => {
  const { store, state } = smallStore()
  const saver = new Saver(store, new ManualClock(), () => undefined)
  const row = { id: 'x', name: 'n', version: 1, args: {}, atMs: 1, order: 1 }
  state.full = true
  await saver.strict([{ table: 'outbox', key: 'x', value: row }])
  state.full = false
  await saver.strict([{ table: 'outbox', key: 'x', value: undefined }])
  await saver.flush()
  expect(await store.all('outbox')).toEqual([])
})

test('dropped documents take their waiting rows with them', async () => {
  const { store } = smallStore()
  const saver = new Saver(store, new ManualClock(), () => undefined)
  saver.append('log:a.1.1', new Uint8Array([1]))
  saver.append('log:b.1.1', new Uint8Array([1]))
  await saver.dropDocs('log:a.')
  expect(await store.docs('')).toEqual(['log:b.1.1'])
})
