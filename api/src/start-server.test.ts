import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { freeTcpPort } from './calls/ports.ts'
import { askServer } from './platform/control-socket.ts'
import { makeLog } from './platform/log.ts'
import { readSettings, type Settings } from './platform/settings.ts'
import { type RunningServer, startServer } from './start-server.ts'

const quiet = makeLog(() => undefined)
let folder: string
let server: RunningServer | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-start-'))
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  rmSync(folder, { recursive: true })
})

const settingsFor = async (env: Record<string, string> = {}): Promise<Settings> =>
  readSettings({
    PORT: String(await freeTcpPort()),
    ZVONOK_DATA: folder,
    ZVONOK_DEMO: '0',
    ZVONOK_LIVEKIT: 'off',
    ...env,
  })

test('[SERVER-12] stop ends sockets and HTTP and lets go of port and folder', async () => {
  const settings = await settingsFor()
  server = await startServer(settings, quiet)
  expect((await fetch(`${settings.origin}/healthz`)).status).toBe(200)
  const socket = new WebSocket(`${settings.origin.replace('http', 'ws')}/sync?v=1&cursor=`, { origin: settings.origin })
  await once(socket, 'close')
  await server.stop()
  await expect(fetch(`${settings.origin}/healthz`)).rejects.toThrow()
  expect(await askServer(folder, { command: 'check', values: {} })).toBeUndefined()
  server = await startServer(settings, quiet)
  expect((await fetch(`${settings.origin}/healthz`)).status).toBe(200)
})

test('[SERVER-5] a port in use is told with another one to take, and the folder is free again', async () => {
  const settings = await settingsFor()
  const other = createServer().listen(settings.port, '127.0.0.1')
  await once(other, 'listening')
  await expect(startServer(settings, quiet)).rejects.toThrow(`PORT=${settings.port + 1}`)
  other.close()
  await once(other, 'close')
  server = await startServer(settings, quiet)
})

test('[SERVER-10] metrics are for this machine, or for who has the token', async () => {
  const token = 'a token for the monitoring'
  const settings = await settingsFor({ ZVONOK_METRICS_TOKEN: token })
  server = await startServer(settings, quiet)
  const get = (headers: Record<string, string> = {}) => fetch(`${settings.origin}/metrics`, { headers })
  expect(await (await get()).text()).toMatch(/^zvonok_storage_ok 1$/m)
  const forwarded = { 'x-forwarded-for': '10.0.0.7' }
  expect((await get(forwarded)).status).toBe(403)
  expect((await get({ ...forwarded, authorization: `Bearer ${token}` })).status).toBe(200)
  expect((await get({ ...forwarded, authorization: `Bearer ${token.slice(1)}` })).status).toBe(403)
})

test('an unknown path of the API answers as everything else does', async () => {
  const settings = await settingsFor()
  server = await startServer(settings, quiet)
  const answer = await fetch(`${settings.origin}/api/nothing`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toEqual({ code: 'core.notFound' })
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})
