import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { openIndexedStore } from './indexed-store.ts'
import { testStore } from './testing/store-contract.ts'

const person = 'petya00000000000'

testStore('IndexedDB', () => openIndexedStore(person), { lasting: true })

const waiting = { id: 'x', name: 'messages.send', version: 1, args: { text: 'не потерять' }, atMs: 1, order: 1 }

test('[PLATFORM-17] a new version keeps what only this device has, and asks for the rest again', async () => {
  const old = await openIndexedStore(person)
  await old.write([
    { table: 'outbox', key: 'x', value: waiting },
    { table: 'kv', key: 'draft:c', value: 'черновик' },
    { table: 'kv', key: 'cursor', value: '1.5' },
    { table: 'reacted', key: 'c', value: { 1: ['👍'] } },
  ])
  await old.append([['log:c.1.1', new Uint8Array([1])]])
  await old.close()
  const next = await openIndexedStore(person, 2)
  expect(await next.all('outbox')).toEqual([['x', waiting]])
  expect(await next.all('kv')).toEqual([['draft:c', 'черновик']])
  expect(await next.all('reacted')).toEqual([])
  expect(await next.docs('')).toEqual([])
  await next.wipe()
})

test('[PLATFORM-17] an older tab lets a newer one in and says that it keeps nothing any more', async () => {
  const old = await openIndexedStore(person)
  const lost = new Promise<void>((resolve) => old.onLost(resolve))
  const next = await openIndexedStore(person, 2)
  await lost
  await expect(old.write([{ table: 'kv', key: 'a', value: 1 }])).rejects.toThrow()
  await next.wipe()
})

test('[PLATFORM-4] a command is in its transaction when the call returns', async () => {
  const store = await openIndexedStore(person)
  const other = await openIndexedStore(person)
  const written = store.write([{ table: 'outbox', key: 'x', value: waiting }], 'strict')
  // Reads of another tab are queued behind a write that has begun.
  expect(await other.get('outbox', 'x')).toEqual(waiting)
  await written
  await other.close()
  await store.wipe()
})
