import { createHash } from 'node:crypto'
import { AccessToken } from 'livekit-server-sdk'
import { expect, test } from 'vitest'
import { makeLog } from '../platform/log.ts'
import type { MediaEvent } from './media.ts'
import { webhookRoutes } from './webhook-routes.ts'

const keys = { key: 'zvonok', secret: 'a secret of the tests, 32 letters' }

/** The route, and what it has handed on. */
function hooks(tell: (event: MediaEvent) => Promise<void> = async () => undefined) {
  const told: MediaEvent[] = []
  const app = webhookRoutes({
    ...keys,
    log: makeLog(() => undefined),
    tell: async (event) => {
      await tell(event)
      told.push(event)
    },
  })
  const post = async (body: string, authorization?: string) => {
    const headers = { 'content-type': 'application/webhook+json', ...(authorization && { authorization }) }
    return (await app.request('/internal/livekit', { method: 'POST', body, headers })).status
  }
  return { told, post }
}

/** As LiveKit signs. */
function sign(body: string, { key, secret } = keys): Promise<string> {
  const token = new AccessToken(key, secret, { ttl: 60 })
  token.sha256 = createHash('sha256').update(body).digest('base64')
  return token.toJwt()
}

const joined = (id: string) =>
  JSON.stringify({
    event: 'participant_joined',
    id,
    createdAt: '1700000000',
    room: { name: 'room' },
    participant: { identity: 'person:device', joinedAtMs: '1700000000123' },
  })

test('[MEDIA-8] an event with the right signature is handed on', async () => {
  const { told, post } = hooks()
  expect(await post(joined('1'), await sign(joined('1')))).toBe(200)
  expect(told).toEqual([
    {
      id: '1',
      type: 'joined',
      atMs: 1_700_000_000_999,
      roomId: 'room',
      identity: 'person:device',
      joinedAtMs: 1_700_000_000_123,
    },
  ])
})

test('[MEDIA-8] another body, another secret or no signature is refused', async () => {
  const { told, post } = hooks()
  expect(await post(joined('2'), await sign(joined('1')))).toBe(401)
  expect(
    await post(joined('1'), await sign(joined('1'), { ...keys, secret: 'another secret of 32 characters!' })),
  ).toBe(401)
  expect(await post(joined('1'), 'not a token')).toBe(401)
  expect(await post(joined('1'))).toBe(401)
  expect(told).toEqual([])
})

test('[MEDIA-8] what is told twice is handed on once', async () => {
  const { told, post } = hooks()
  const signature = await sign(joined('1'))
  expect([await post(joined('1'), signature), await post(joined('1'), signature)]).toEqual([200, 200])
  expect(told).toHaveLength(1)
})

test('[MEDIA-8] what could not be kept is asked for again', async () => {
  let full = true
  const { told, post } = hooks(async () => {
    if (full) throw new Error('the disk is full')
  })
  const signature = await sign(joined('1'))
  expect(await post(joined('1'), signature)).toBe(503)
  full = false
  expect(await post(joined('1'), signature)).toBe(200)
  expect(told).toHaveLength(1)
})
