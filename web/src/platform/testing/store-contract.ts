import { describe, expect, test } from 'vitest'
import type { DeviceStore, OutboxRow } from '../store.ts'

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

const row = (id: string, order: number): OutboxRow => ({
  id,
  name: 'messages.send',
  version: 1,
  args: { chatId: 'c', text: 'привет' },
  atMs: 1,
  order,
})

/** What every store promises. `open` opens the same place each time, `lasting` when it outlives `close`. */
export function testStore(name: string, open: () => Promise<DeviceStore>, options: { lasting: boolean }): void {
  describe(`[PLATFORM-16] ${name}`, () => {
    test('values are put, replaced and deleted by key, and come in the order of keys', async () => {
      const store = await open()
      await store.write([
        { table: 'kv', key: 'b', value: { deep: [1, 'два'] } },
        { table: 'kv', key: 'a', value: 1 },
        { table: 'outbox', key: 'x', value: row('x', 1) },
      ])
      await store.write([{ table: 'kv', key: 'a', value: 2 }], 'strict')
      expect(await store.all('kv')).toEqual([
        ['a', 2],
        ['b', { deep: [1, 'два'] }],
      ])
      await store.write([{ table: 'kv', key: 'a', value: undefined }])
      expect(await store.get('kv', 'a')).toBeUndefined()
      expect(await store.get('outbox', 'x')).toEqual(row('x', 1))
      expect(await store.all('people')).toEqual([])
      await store.wipe()
    })

    test('rows of a document come back in their order, and replace each other as one', async () => {
      const store = await open()
      await store.append([
        ['log:a.1.1', bytes(1)],
        ['log:a.1.10', bytes(9)],
        ['log:a.1.1', bytes(2, 2)],
      ])
      await store.append([['log:a.1.1', bytes(3)]])
      expect(await store.updates('log:a.1.1')).toEqual([bytes(1), bytes(2, 2), bytes(3)])
      await store.compact('log:a.1.1', (rows) => bytes(rows.length))
      await store.compact('log:none', () => bytes(0))
      await store.append([['log:a.1.1', bytes(4)]])
      expect(await store.updates('log:a.1.1')).toEqual([bytes(3), bytes(4)])
      expect(await store.updates('log:a.1.10')).toEqual([bytes(9)])
      expect(await store.docs('')).toEqual(['log:a.1.1', 'log:a.1.10'])
      await store.wipe()
    })

    test('documents are listed by the beginning of their names and dropped by name', async () => {
      const store = await open()
      await store.append(['log:a.1.1', 'log:a.1.10', 'log:b.1.1', 'marks:a.1.1'].map((doc) => [doc, bytes(1)] as const))
      expect(await store.docs('log:a.')).toEqual(['log:a.1.1', 'log:a.1.10'])
      await store.dropDocs(['log:a.1.1', 'log:never'])
      expect(await store.docs('log:')).toEqual(['log:a.1.10', 'log:b.1.1'])
      expect(await store.updates('log:a.1.1')).toEqual([])
      await store.wipe()
    })

    test('a wipe leaves nothing', async () => {
      const store = await open()
      await store.write([{ table: 'outbox', key: 'x', value: row('x', 1) }])
      await store.append([['log:a.1.1', bytes(1)]])
      await store.wipe()
      const again = await open()
      expect(await again.all('outbox')).toEqual([])
      expect(await again.docs('')).toEqual([])
      await again.wipe()
    })

    test.runIf(options.lasting)('everything is there after closing', async () => {
      const store = await open()
      await store.write([{ table: 'outbox', key: 'x', value: row('x', 1) }], 'strict')
      await store.append([
        ['log:a.1.1', bytes(1)],
        ['log:a.1.1', bytes(2)],
      ])
      await store.close()
      const again = await open()
      expect(await again.all('outbox')).toEqual([['x', row('x', 1)]])
      expect(await again.updates('log:a.1.1')).toEqual([bytes(1), bytes(2)])
      await again.wipe()
    })
  })
}
