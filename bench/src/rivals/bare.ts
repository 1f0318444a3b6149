import { fileURLToPath } from 'node:url'
import { accepts, freePort, startServer } from '../server-process.ts'
import { plainTarget } from './plain-target.ts'
import type { Rival } from './rival.ts'

const entry = fileURLToPath(new URL('bare-server.ts', import.meta.url))

export const bare: Rival = {
  name: 'bare ws + SQLite',
  keeps: 'disk, before the answer',
  async start(folder, school) {
    const port = await freePort()
    const server = await startServer({
      command: process.execPath,
      args: [...process.execArgv, entry, String(port), folder],
      env: {},
      ready: () => accepts(port),
    })
    return { server, target: plainTarget('bare', port, school) }
  },
}
