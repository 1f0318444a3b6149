import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@zvonok/sync-server/database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

describe('[SERVER-13] a folder whose tables another build made is told in one sentence and stays as it was', () => {
  const reopened = async (change: string) => {
    const database = await openDatabase(folder)
    await database.client.execute(change)
    database.close()
    const error = await openDatabase(folder).catch((reason) => explainStorage(reason, folder))
    expect(error).toBeInstanceOf(StartRefused)
    return String(error)
  }

  test('an initial migration of before', async () => {
    const sentence = await reopened(`UPDATE __drizzle_migrations SET hash = 'older', created_at = created_at - 1`)
    expect(sentence).toContain('создана более ранней сборкой')
    expect(sentence).toContain('восстановите из копии')
  })

  test('a migration that this build does not know', async () => {
    const insert =
      'INSERT INTO __drizzle_migrations (hash, created_at) SELECT hash, created_at + 1 FROM __drizzle_migrations'
    expect(await reopened(`${insert} ORDER BY created_at DESC LIMIT 1`)).toContain('более новой сборкой')
  })

  test('the tables of this build, all or the first of them, are opened', async () => {
    for (let time = 0; time < 2; time++) (await openDatabase(folder)).close()
  })
})

test('the secret is made once and only its user reads it', () => {
  const secret = readOrMakeSecret(folder)
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(readOrMakeSecret(folder)).toBe(secret)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})
