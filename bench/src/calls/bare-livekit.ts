import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { livekitConfig } from '@zvonok/api/calls/livekit-config'
import { freeTcpPort, freeUdpPort } from '@zvonok/api/calls/ports'
import { livekitProgram } from '@zvonok/api/calls/testing/livekit-program'
import { answers, type ServerProcess, startServer } from '../server-process.ts'
import type { LivekitKeys } from './hand-made-token.ts'

export interface BareLivekit {
  readonly server: ServerProcess
  readonly keys: LivekitKeys
  /** Where clients connect. */
  readonly url: string
}

/** The same program with the same settings as the product's own, but nobody around it: rooms open by themselves, no webhooks. */
export async function startBareLivekit(folder: string): Promise<BareLivekit> {
  const keys = { key: 'bench', secret: randomBytes(32).toString('hex') }
  const [signalPort, udpPort] = [await freeTcpPort(), await freeUdpPort()]
  const place = { ...keys, signalPort, udpPort, tcpPort: 0, address: '127.0.0.1', local: true, webhookUrl: '' }
  const { webhook: _, room, ...config } = JSON.parse(livekitConfig(place))
  const file = join(folder, 'bare-livekit.yaml')
  writeFileSync(file, JSON.stringify({ ...config, room: { ...room, auto_create: true } }), { mode: 0o600 })
  const server = await startServer({
    command: await livekitProgram(),
    args: ['--config', file],
    env: {},
    ready: () => answers(`http://127.0.0.1:${signalPort}`),
  })
  return { server, keys, url: `ws://127.0.0.1:${signalPort}` }
}
