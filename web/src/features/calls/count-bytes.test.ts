import { expect, test } from 'vitest'
import { bytesOf } from './count-bytes.ts'

test('[INCALL-12] what the browser counts, and the headers that it leaves out', () => {
  const report = new Map<string, object>([
    ['pair', { type: 'candidate-pair', bytesSent: 1000, bytesReceived: 9000, packetsSent: 10, packetsReceived: 90 }],
    ['unused', { type: 'candidate-pair' }],
    ['voice', { type: 'inbound-rtp', bytesReceived: 8000, packetsReceived: 90 }],
  ])
  expect(bytesOf(report as unknown as RTCStatsReport)).toBe(10_000 + 100 * 28)
})
