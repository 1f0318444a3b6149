import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { dispose } from '@livekit/rtc-node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeLog } from '../platform/log.ts'
import { type RunningMedia, startMedia } from './start-media.ts'
import { bringLimitMs, livekitProgram } from './testing/livekit-program.ts'
import { openRoom, passTo, TestParticipant } from './testing/participant.ts'
import { becomes, livekitProcesses, type RealMedia, startRealMedia } from './testing/real-media.ts'

let program: string
let folder: string
let real: RealMedia | undefined
let running: RunningMedia | undefined

beforeAll(async () => {
  program = await livekitProgram()
  folder = mkdtempSync(join(tmpdir(), 'zvonok-child-'))
}, bringLimitMs)
afterEach(async () => {
  await real?.end()
  await running?.close()
  real = running = undefined
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await dispose()
})

const start = (given: string | undefined) =>
  startMedia({
    settings: { livekit: { kind: 'own', local: true, ...(given && { program: given }) }, origins: [] },
    dataFolder: folder,
    secret: 'a secret of the tests, 32 letters',
    log: makeLog(() => undefined),
  })

/** Resolves when no livekit-server runs with the settings of this folder. */
async function gone(of: string): Promise<void> {
  while ((await livekitProcesses(of)).length > 0) await pause(20)
}

test('[MEDIA-3] kill -9 of LiveKit: it comes again and people join again', async () => {
  real = await startRealMedia()
  const roomId = await openRoom(real.media)
  const first = await new TestParticipant(passTo(roomId)).join(real)
  const [pid = 0] = await livekitProcesses(real.folder)
  const off = becomes(real.media, 'off')
  process.kill(pid, 'SIGKILL')
  await off
  expect(real.media.state).toEqual({ state: 'off', reason: 'starting' })
  await expect(real.media.token(passTo(roomId))).rejects.toThrow('calls.off')
  await becomes(real.media, 'ready')
  expect(real.metrics()).toMatchObject({ calls_ready: 1, calls_media_restarts_total: 1 })
  await real.media.createRoom(roomId, { maxParticipants: 10 })
  const again = await new TestParticipant(first.pass).join(real)
  expect(again.room.isConnected).toBe(true)
  await again.leave()
  await first.leave()
})

test('[MEDIA-3] kill -9 of our own process: LiveKit ends with it', async () => {
  const script = fileURLToPath(new URL('./testing/killable.mts', import.meta.url))
  const parent = spawn(process.execPath, ['--import', 'tsx', '--conditions=zvonok-source', script, folder, program])
  await once(parent.stdout, 'data')
  expect(await livekitProcesses(folder)).toHaveLength(1)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await gone(folder)
})

test('[MEDIA-3] closing ends it, also while people are in a room', async () => {
  real = await startRealMedia()
  const someone = await new TestParticipant(passTo(await openRoom(real.media))).join(real)
  await real.close()
  expect(await livekitProcesses(real.folder)).toEqual([])
  await someone.leave()
})

test('[MEDIA-2] its settings and its secret are for this user only, and it listens on this machine only', async () => {
  real = await startRealMedia()
  const file = statSync(join(real.folder, 'livekit.yaml'))
  expect(file.mode & 0o777).toBe(0o600)
  expect(real.config()).toMatchObject({
    bind_addresses: ['127.0.0.1'],
    room: { auto_create: false },
    rtc: { tcp_port: 0, node_ip: '127.0.0.1', stun_servers: ['127.0.0.1:9'] },
  })
  expect(Object.values(real.config().keys)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
})

test('[MEDIA-4] several servers on one machine do not get in each other’s way', async () => {
  real = await startRealMedia()
  const other = await startRealMedia()
  expect(other.config().rtc.udp_port).not.toBe(real.config().rtc.udp_port)
  for (const each of [real, other]) {
    const someone = await new TestParticipant(passTo(await openRoom(each.media))).join(each)
    await someone.leave()
  }
  await other.end()
})

test('[MEDIA-1] calls are off without a program, and turn on when it has come', async () => {
  running = await start(undefined)
  expect(running.media.state).toEqual({ state: 'off', reason: 'missing' })
  await running.close()
  const coming = join(folder, 'livekit-server')
  running = await start(coming)
  expect(running.media.state).toEqual({ state: 'off', reason: 'missing' })
  await expect(running.media.createRoom('room', { maxParticipants: 2 })).rejects.toThrow('calls.off')
  copyFileSync(program, coming)
  await becomes(running.media, 'ready')
})

test('[MEDIA-1] while somebody brings the program, the screen can say so', async () => {
  const coming = join(folder, 'brought')
  writeFileSync(`${coming}.pid`, String(process.pid))
  running = await start(coming)
  expect(running.media.state).toEqual({ state: 'off', reason: 'installing' })
})
