import { openDatabase } from '@zvonok/sync-server/database'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { MediaState } from '../calls/media.ts'
import { healthz } from './health.ts'
import { makeLog } from './log.ts'

const quiet = makeLog(() => undefined)
const ready: { state: MediaState } = { state: { state: 'ready' } }

test('[SERVER-9] green while writes reach the disk', async () => {
  const database = await openDatabase(':memory:')
  const app = new Hono().get(
    '/healthz',
    healthz(database, () => true, ready, quiet),
  )
  const answer = await app.request('/healthz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ status: 'ok', calls: 'ready', storage: 'ok' })
  database.close()
})

test('[SERVER-9] green also without calls, and says why there are none', async () => {
  const database = await openDatabase(':memory:')
  const off: { state: MediaState } = { state: { state: 'off', reason: 'installing' } }
  const app = new Hono().get(
    '/healthz',
    healthz(database, () => true, off, quiet),
  )
  const answer = await app.request('/healthz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'ok', calls: 'off', callsReason: 'installing' })
  database.close()
})

test('[SERVER-9] red when the sync server cannot commit', async () => {
  const database = await openDatabase(':memory:')
  const app = new Hono().get(
    '/healthz',
    healthz(database, () => false, ready, quiet),
  )
  expect((await app.request('/healthz')).status).toBe(503)
  database.close()
})

test('[SERVER-9] red when a write fails while nobody else writes', async () => {
  const database = await openDatabase(':memory:')
  await database.client.execute('PRAGMA query_only = ON')
  const app = new Hono().get(
    '/healthz',
    healthz(database, () => true, ready, quiet),
  )
  expect((await app.request('/healthz')).status).toBe(503)
  database.close()
})
