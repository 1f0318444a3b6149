import { expect, test } from 'vitest'
import { livekitConfig } from './livekit-config.ts'

const place = {
  key: 'zvonok',
  secret: 'a secret of the tests, 32 letters',
  signalPort: 40_000,
  udpPort: 7882,
  tcpPort: 7881,
  address: '192.168.1.10',
  local: false,
  webhookUrl: 'http://127.0.0.1:40001/internal/livekit',
}
const configOf = (change: Partial<typeof place> = {}) => JSON.parse(livekitConfig({ ...place, ...change }))

test('[MEDIA-4] in the network media has one UDP and one TCP port, signalling stays on loopback', () => {
  expect(configOf()).toMatchObject({
    bind_addresses: ['127.0.0.1'],
    rtc: { udp_port: 7882, tcp_port: 7881, node_ip: '192.168.1.10' },
  })
  expect(configOf().rtc).not.toHaveProperty('ips')
})

test('[MEDIA-2] nobody is sent to a foreign server, whatever the address', () => {
  expect(configOf().rtc).toMatchObject({ use_external_ip: false, stun_servers: ['192.168.1.10:9'] })
  expect(configOf({ address: 'fd00::5' }).rtc.stun_servers).toEqual(['[fd00::5]:9'])
})
