import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { makeLog } from '../platform/log.ts'
import { readSettings } from '../platform/settings.ts'
import { type RunningServer, startServer } from '../start-server.ts'
import { upgradeToLivekit } from './livekit-proxy.ts'
import { freeTcpPort } from './ports.ts'
import { bringLimitMs } from './testing/livekit-program.ts'
import { openRoom, passTo } from './testing/participant.ts'
import { origin as own, type RealMedia, startRealMedia } from './testing/real-media.ts'

let folder: string
let server: RunningServer
/** The LiveKit that the server is told of: what it makes is made with the same key. */
let real: RealMedia
let origin: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-proxy-'))
  real = await startRealMedia()
  const [[key = '', secret = ''] = []] = Object.entries(real.config().keys)
  const settings = readSettings({
    PORT: String(await freeTcpPort()),
    ZVONOK_DATA: folder,
    ZVONOK_DEMO: '0',
    LIVEKIT_URL: real.socketUrl(),
    LIVEKIT_API_KEY: key,
    LIVEKIT_API_SECRET: secret,
  })
  origin = settings.origin
  server = await startServer(
    settings,
    makeLog(() => undefined),
  )
  await callsAre('ready')
}, bringLimitMs)
afterAll(async () => {
  await server.stop()
  await real.end()
  rmSync(folder, { recursive: true })
})

/** Waits until `/healthz` says so. */
const callsAre = (calls: string) =>
  vi.waitFor(async () => expect(await (await fetch(`${origin}/healthz`)).json()).toMatchObject({ calls }), {
    timeout: 30_000,
  })

/** The status that an upgrade gets; 101 with the first message when it is joined. */
async function upgrade(path: string, from: string | undefined): Promise<number> {
  const socket = new WebSocket(origin.replace('http', 'ws') + path, from ? { origin: from } : {})
  const refused = once(socket, 'unexpected-response').then(([, answer]) => answer.statusCode as number)
  const answered = once(socket, 'message').then(() => 101)
  socket.on('error', () => undefined)
  const status = await Promise.race([refused, answered])
  socket.close()
  return status
}

const roomToken = async () => real.media.token(passTo(await openRoom(real.media)))

test('[MEDIA-5] people join through the one port of the product', async () => {
  expect(await upgrade(`/livekit/rtc?access_token=${await roomToken()}&protocol=15`, origin)).toBe(101)
})

test('[MEDIA-5] a foreign, missing or `null` origin is refused before LiveKit hears of it', async () => {
  const path = `/livekit/rtc?access_token=${await roomToken()}&protocol=15`
  for (const from of ['http://elsewhere.example', 'null', undefined, own]) expect(await upgrade(path, from)).toBe(403)
})

test('[MEDIA-5] a wrong token is refused by LiveKit, and why can be asked', async () => {
  expect(await upgrade('/livekit/rtc?access_token=wrong', origin)).toBe(401)
  expect((await fetch(`${origin}/livekit/rtc/validate?access_token=wrong`)).status).toBe(401)
  expect((await fetch(`${origin}/livekit/rtc/validate?access_token=${await roomToken()}`)).status).toBe(200)
})

test.each([
  '/livekit/twirp/livekit.RoomService/ListRooms',
  '/livekit//twirp/livekit.RoomService/ListRooms',
  '/livekit/',
])('[MEDIA-5] the rest of LiveKit stays behind: %s', async (path) => {
  expect((await fetch(origin + path)).status).toBe(404)
  expect((await fetch(origin + path, { method: 'POST', body: '{}' })).status).toBe(404)
  expect(await upgrade(path, origin)).toBe(404)
})

test('[MEDIA-5] the messenger’s cookies stay here', async () => {
  const seen: (string | undefined)[] = []
  const elsewhere = createServer().on('upgrade', (request, socket) => {
    seen.push(request.headers.cookie)
    socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
  })
  elsewhere.on('request', (_, answer) => answer.end('OK')).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  const { port } = elsewhere.address() as { port: number }
  const front = createServer().on('upgrade', (request, socket, head) =>
    upgradeToLivekit({ origins: [own], url: () => `http://127.0.0.1:${port}` }, request, socket, head),
  )
  await once(front.listen(0, '127.0.0.1'), 'listening')
  const address = `ws://127.0.0.1:${(front.address() as { port: number }).port}/livekit/rtc`
  const socket = new WebSocket(address, { origin: own, headers: { cookie: 'session=secret' } })
  socket.on('error', () => undefined)
  await once(socket, 'unexpected-response')
  socket.terminate()
  expect(seen).toEqual([undefined])
  front.close()
  elsewhere.close()
})

test('[MEDIA-8] a wrong signature is refused also on the address that people use', async () => {
  const answer = await fetch(`${origin}/internal/livekit`, {
    method: 'POST',
    body: '{}',
    headers: { authorization: 'x' },
  })
  expect(answer.status).toBe(401)
})

test('[MEDIA-1] a LiveKit elsewhere is looked at, and the health tells', async () => {
  await real.close()
  await callsAre('off')
})
