import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const tls = { ZVONOK_TLS_CERT: 'cert.pem', ZVONOK_TLS_KEY: 'key.pem' }

test('[SERVER-3] without settings it is a demo on loopback', () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    origin: 'http://127.0.0.1:3000',
    demo: true,
    secure: false,
    limits: true,
  })
})

test('on loopback the other names of the machine are the same origin', () => {
  expect(readSettings({ PORT: '4000' }).origins).toContain('http://localhost:4000')
})

test.each([
  ['production', { NODE_ENV: 'production' }],
  ['a public address', { PUBLIC_URL: 'https://school.example' }],
  ['a foreign address', { HOST: '0.0.0.0', ...tls }],
])('[SERVER-3] no demo by itself with %s', (_, env) => {
  expect(readSettings(env).demo).toBe(false)
})

test.each([{ PUBLIC_URL: 'https://school.example' }, { HOST: '10.0.0.5', ...tls }])(
  '[SERVER-3] a demo where others can reach it is refused: %o',
  (env) => {
    expect(() => readSettings({ ...env, ZVONOK_DEMO: '1' })).toThrow(/127\.0\.0\.1/)
  },
)

test('[SERVER-2] a foreign address without TLS is refused and says what to set', () => {
  expect(() => readSettings({ HOST: '0.0.0.0' })).toThrow(/ZVONOK_TLS_CERT/)
  expect(() => readSettings({ HOST: '0.0.0.0', PUBLIC_URL: 'http://school.example' })).toThrow(/TLS/)
})

test('[SERVER-2] a foreign address with TLS or an https proxy is served', () => {
  expect(readSettings({ HOST: '0.0.0.0', ...tls })).toMatchObject({ secure: true, origin: 'https://localhost:3000' })
  const proxied = readSettings({ HOST: '0.0.0.0', PUBLIC_URL: 'https://school.example' })
  expect(proxied).toMatchObject({ secure: true, proxied: true, origins: ['https://school.example'] })
})

test('[SERVER-1] an unknown name is refused and names the nearest', () => {
  expect(() => readSettings({ ZVONOK_DTA: '/srv' })).toThrow(/ZVONOK_DTA.*ZVONOK_DATA/)
  expect(() => readSettings({ ZVONOK_TLS_CRT: 'x' })).toThrow(/ZVONOK_TLS_CERT/)
})

test.each([
  [{ PORT: 'many' }, /PORT=many.*1…65535/],
  [{ PORT: '70000' }, /1…65535/],
  [{ PUBLIC_URL: 'school.example' }, /https:\/\/school\.example/],
  [{ ZVONOK_DEMO: 'maybe' }, /1 \/ 0/],
  [{ ZVONOK_SECRET: 'short' }, /32/],
  [{ ZVONOK_TLS_CERT: 'cert.pem' }, /ZVONOK_TLS_KEY/],
])('[SERVER-1] a wrong value names the right form: %o', (env, told) => {
  expect(() => readSettings(env)).toThrow(told)
})

test('limits are off on loopback only', () => {
  expect(readSettings({ ZVONOK_LIMITS: 'off' }).limits).toBe(false)
  expect(() => readSettings({ HOST: '10.0.0.5', ...tls, ZVONOK_LIMITS: 'off' })).toThrow(/ZVONOK_LIMITS/)
})
