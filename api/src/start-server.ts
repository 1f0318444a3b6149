import { fileURLToPath } from 'node:url'
import { openDatabase } from '@zvonok/sync-server/database'
import { Hono } from 'hono'
import { serveControl } from './platform/control.ts'
import { takeDataFolder } from './platform/data-folder.ts'
import { healthz } from './platform/health.ts'
import { makeHttpServer } from './platform/http-server.ts'
import type { Log } from './platform/log.ts'
import { metrics } from './platform/metrics.ts'
import { securityHeaders } from './platform/security-headers.ts'
import type { Settings } from './platform/settings.ts'
import { staticFiles } from './platform/static-files.ts'

export interface RunningServer {
  /** Ends what is under way, then closes the parts in the opposite order of their start. */
  stop(): Promise<void>
}

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))
/** Answers under way get this long when the server stops. */
const graceMs = 3000

/** Starts every part in order. What has started is closed again when a later part refuses. @throws {StartRefused} */
export async function startServer(settings: Settings, log: Log): Promise<RunningServer> {
  const ends: (() => unknown)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    await startParts(settings, log, (end) => ends.push(end))
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(settings: Settings, log: Log, onStop: (end: () => unknown) => void): Promise<void> {
  const folder = await takeDataFolder(settings.dataFolder)
  onStop(folder.release)
  const database = await openDatabase(folder.path)
  onStop(database.close)
  const app = new Hono()
    .use(securityHeaders(settings))
    .get('/healthz', healthz(database, log))
    .get(
      '/metrics',
      metrics(settings, () => ({})),
    )
    .use(staticFiles(webFolder))
  const http = makeHttpServer(settings, app.fetch, log)
  await http.listen()
  onStop(() => http.close(graceMs))
  onStop(await serveControl({ settings, folder: folder.path, database, log }))
}
