import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testStore } from '@zvonok/web/platform/testing/store-contract'
import { afterAll, expect, test } from 'vitest'
import { openFileStore } from './file-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'zvonok-store-'))
const path = join(folder, 'petya.jsonl')
afterAll(() => rmSync(folder, { recursive: true }))

testStore('folder', async () => openFileStore(path), { lasting: true })

test('[PLATFORM-16] a last line that was cut by a crash is dropped', async () => {
  const store = openFileStore(path)
  await store.write([{ table: 'kv', key: 'a', value: 1 }], 'strict')
  appendFileSync(path, '["write",[{"table":"kv","key":"a","va')
  const again = openFileStore(path)
  expect(await again.get('kv', 'a')).toBe(1)
  await again.wipe()
})

test('[PLATFORM-12] what was taken out of a document is not in the file', async () => {
  const store = openFileStore(path)
  await store.append([['log:a.1.1', new TextEncoder().encode('тайна')]])
  const secret = Buffer.from('тайна').toString('base64')
  expect(readFileSync(path, 'utf8')).toContain(secret)
  await store.compact('log:a.1.1', () => new Uint8Array([0]))
  expect(readFileSync(path, 'utf8')).not.toContain(secret)
  await store.wipe()
})
