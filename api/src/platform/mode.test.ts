import { openDatabase } from '@zvonok/sync-server/database'
import { expect, test } from 'vitest'
import { followMode, keepMode } from './mode.ts'
import { readSettings } from './settings.ts'

test('[SERVER-3] a folder stays what it is', async () => {
  const database = await openDatabase(':memory:')
  await keepMode(database, 'demo')
  await keepMode(database, 'demo')
  await expect(keepMode(database, 'real')).rejects.toThrow(/демо-школа/)
  await expect(followMode(database, readSettings({ ZVONOK_DEMO: '0' }))).rejects.toThrow(/демо-школа/)
  database.close()
})

test('[SERVER-3] a real school is no demo by default, and never when it is asked for', async () => {
  const database = await openDatabase(':memory:')
  await keepMode(database, 'real')
  expect((await followMode(database, readSettings({}))).demo).toBe(false)
  await expect(followMode(database, readSettings({ ZVONOK_DEMO: '1' }))).rejects.toThrow(/настоящая школа/)
  database.close()
})
