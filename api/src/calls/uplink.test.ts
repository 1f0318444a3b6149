import { expect, test } from 'vitest'
import { readSettings } from '../platform/settings.ts'
import type { MediaEvent } from './media.ts'
import { Uplink } from './uplink.ts'

const call = 'call'.padEnd(16, '0')
const [inside, outside] = ['192.168.1.20', '203.0.113.7']

function open(env: Record<string, string>) {
  const settings = readSettings(env).uplink
  if (!settings) throw new Error('no uplink')
  let nowMs = 1000
  let told: (event: MediaEvent) => void = () => undefined
  const media = {
    onEvent: (listener: typeof told) => {
      told = listener
      return () => undefined
    },
  }
  const uplink = new Uplink(settings, media, () => nowMs)
  return {
    share: (device: string, address = outside) => uplink.share(call, `p:${device}`, address),
    tell: (type: 'joined' | 'left', device: string, joinedAtMs: number) =>
      told({ id: device, atMs: nowMs, roomId: call, type, identity: `p:${device}`, joinedAtMs }),
    finish: () => told({ id: 'end', atMs: nowMs, roomId: call, type: 'roomFinished' }),
    pass: (ms: number) => (nowMs += ms),
  }
}

test('[CALLS-30] in the school everything is received; outside voices for everybody and pictures while there is room', () => {
  const { share } = open({ ZVONOK_UPLINK_KBIT: '500' })
  expect([inside, '127.0.0.1', '::ffff:10.0.0.7', 'fd00::1'].map((address) => share('x', address))).toEqual(
    Array(4).fill(undefined),
  )
  expect([share('a'), share('b'), share('c'), share('d', '2001:db8::1')]).toEqual([
    'pictures',
    'pictures',
    'audio',
    'audio',
  ])
})

test('[CALLS-30] who leaves, never comes or comes again gives the room back; an earlier line that ends late does not', () => {
  const { share, tell, pass, finish } = open({ ZVONOK_UPLINK_KBIT: '330' })
  expect(share('a')).toBe('pictures')
  tell('joined', 'a', 1010)
  expect(share('b')).toBe('audio')
  pass(10_000)
  expect(share('a')).toBe('pictures')
  tell('left', 'a', 1010)
  tell('joined', 'a', 11_010)
  expect(share('b')).toBe('audio')
  tell('left', 'a', 11_010)
  expect(share('b')).toBe('pictures')
  expect(share('c')).toBe('audio')
  pass(120_000)
  expect(share('d')).toBe('pictures')
  expect(share('e')).toBe('audio')
  finish()
  expect(share('e')).toBe('pictures')
})

test('[CALLS-30] the networks of the school can be named', () => {
  const { share } = open({ ZVONOK_UPLINK_KBIT: '5000', ZVONOK_SCHOOL_NETWORKS: '203.0.113.0/29, 2001:db8::/32' })
  expect([share('a'), share('b', '2001:db8::5'), share('c', inside)]).toEqual([undefined, undefined, 'pictures'])
  expect(readSettings({}).uplink).toBeUndefined()
  expect(() => readSettings({ ZVONOK_UPLINK_KBIT: '2 Mbit' })).toThrow(/ZVONOK_UPLINK_KBIT/)
  for (const wrong of ['10.0.0.0', '10.0.0.0/33', 'school/8', '10.0.0.0/8/8'])
    expect(() => readSettings({ ZVONOK_SCHOOL_NETWORKS: wrong })).toThrow(/ZVONOK_SCHOOL_NETWORKS/)
})
