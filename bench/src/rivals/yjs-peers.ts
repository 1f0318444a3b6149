import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { accepts, freePort, startServer } from '../server-process.ts'
import { plainTarget } from './plain-target.ts'
import type { Rival, WireName } from './rival.ts'

const peers = fileURLToPath(new URL('../../peers', import.meta.url))

/** Peers are a package of their own, so that neither their natives nor their Yjs reach the product. */
export const peersInstalled = (): boolean => existsSync(join(peers, 'node_modules/@hocuspocus/server'))

export const yWebsocket = peer('y-websocket', 'memory', 'yjs', 'y-websocket.mjs', () => [])
export const yLeveldb = peer('y-websocket + leveldb', 'disk, later', 'yjs', 'y-websocket.mjs', (folder) => [
  join(folder, 'leveldb'),
])
export const hocuspocus = peer('Hocuspocus + SQLite', 'disk, later', 'hocuspocus', 'hocuspocus.mjs', (folder) => [
  join(folder, 'hocuspocus.db'),
])

function peer(
  name: string,
  keeps: Rival['keeps'],
  wire: WireName,
  script: string,
  args: (folder: string) => string[],
): Rival {
  return {
    name,
    keeps,
    async start(folder, school) {
      mkdirSync(folder, { recursive: true })
      const port = await freePort()
      const server = await startServer({
        command: process.execPath,
        args: [join(peers, script), ...args(folder)],
        env: { PORT: String(port), HOST: '127.0.0.1' },
        ready: () => accepts(port),
      })
      return { server, target: plainTarget(wire, port, school) }
    },
  }
}
