import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { explainStorage, readOrMakeSecret, takeDataFolder } from './data-folder.ts'
import { StartRefused } from './start-refused.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('[SERVER-4] a taken folder is refused until it is released', async () => {
  const taken = await takeDataFolder(folder)
  await expect(takeDataFolder(folder)).rejects.toThrow(StartRefused)
  taken.release()
  const again = await takeDataFolder(folder)
  again.release()
})

test('[SERVER-5] a path that is no folder is told in a sentence', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(takeDataFolder(file)).rejects.toThrow(/ZVONOK_DATA/)
  await expect(takeDataFolder(join(file, 'below'))).rejects.toThrow(StartRefused)
})

test('[SERVER-5] errors of a full disk are told, also behind a wrapping error; others stay what they are', () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
  expect(String(explainStorage(new Error('query', { cause: full }), '/srv'))).toContain('нет места')
  const bug = new TypeError('bug')
  expect(explainStorage(bug, '/srv')).toBe(bug)
})

test('the secret is made once and only its user reads it', () => {
  const secret = readOrMakeSecret(folder)
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(readOrMakeSecret(folder)).toBe(secret)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})
