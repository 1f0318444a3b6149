import { expect, test } from 'vitest'
import { readSettings } from '../platform/settings.ts'

const livekitOf = (env: Record<string, string>) => readSettings(env).livekit
const open = { HOST: '0.0.0.0', PUBLIC_URL: 'https://school.example' }

test('[MEDIA-1] a LiveKit elsewhere comes before a program, and `off` before both', () => {
  const elsewhere = { LIVEKIT_URL: 'wss://calls.example', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' }
  expect(livekitOf({ ...elsewhere, ZVONOK_LIVEKIT: '/opt/livekit-server' })).toEqual({
    kind: 'elsewhere',
    url: 'https://calls.example',
    key: 'k',
    secret: 's',
  })
  expect(livekitOf({ ...elsewhere, ZVONOK_LIVEKIT: 'off' })).toEqual({ kind: 'off' })
  expect(livekitOf({ ZVONOK_LIVEKIT: '/opt/livekit-server' })).toEqual({
    kind: 'own',
    local: true,
    program: '/opt/livekit-server',
  })
})

test('[MEDIA-4] media stays on this machine where people do, and is reached at the address of the server elsewhere', () => {
  expect(livekitOf({})).toMatchObject({ local: true })
  expect(livekitOf({ PUBLIC_URL: 'https://school.example' })).toMatchObject({ local: false })
  expect(livekitOf({ ...open, HOST: '10.0.0.5' })).toMatchObject({ local: false, address: '10.0.0.5' })
  expect(livekitOf({ ...open, ZVONOK_MEDIA_ADDRESS: '198.51.100.7', ZVONOK_MEDIA_TCP_PORT: '0' })).toMatchObject({
    address: '198.51.100.7',
    tcpPort: 0,
  })
})

test.each([
  [{ LIVEKIT_URL: 'calls.example' }, /wss:\/\/livekit\.school\.example/],
  [{ LIVEKIT_URL: 'wss://calls.example/path' }, /LIVEKIT_URL/],
  [{ LIVEKIT_URL: 'wss://calls.example' }, /LIVEKIT_API_KEY/],
  [{ ZVONOK_MEDIA_ADDRESS: 'school.example' }, /192\.168\.1\.10/],
  [{ ZVONOK_MEDIA_UDP_PORT: '0' }, /1…65535/],
])('[MEDIA-1] a wrong value names the right form: %o', (env, told) => {
  expect(() => readSettings(env as Record<string, string>)).toThrow(told)
})
