import { fileURLToPath } from 'node:url'
import { schools } from '@zvonok/schema/journal/tables'
import type { SyncServer } from '@zvonok/sync-server/attach'
import { type Database, openDatabase } from '@zvonok/sync-server/database'
import { Hono } from 'hono'
import { createApp } from './app.ts'
import { isLivekitSocket } from './calls/livekit-proxy.ts'
import { startMedia } from './calls/start-media.ts'
import { fillDemo } from './journal/demo/fill-demo.ts'
import { callsOfLessons } from './lessons/calls-of-lessons.ts'
import { LessonNews } from './lessons/lesson-news.ts'
import { serveControl } from './platform/control.ts'
import { readOrMakeSecret, takeDataFolder } from './platform/data-folder.ts'
import { healthz } from './platform/health.ts'
import { makeHttpServer } from './platform/http-server.ts'
import type { Log } from './platform/log.ts'
import { metrics } from './platform/metrics.ts'
import { followMode, keepMode, readMode } from './platform/mode.ts'
import { securityHeaders } from './platform/security-headers.ts'
import type { Settings } from './platform/settings.ts'
import { makeSender } from './platform/sms/make-sender.ts'
import { startSync } from './platform/start-sync.ts'
import { inlineScripts, staticFiles } from './platform/static-files.ts'

export interface RunningServer {
  /** As they are for this data folder. */
  readonly settings: Settings
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
    return { settings: await startParts(settings, log, (end) => ends.push(end)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(given: Settings, log: Log, onStop: (end: () => unknown) => void): Promise<Settings> {
  const folder = await takeDataFolder(given.dataFolder)
  onStop(folder.release)
  const database = await openDatabase(folder.path)
  onStop(database.close)
  const settings = await followMode(database, given)
  // Sockets end before the answers under way are waited for: the server counts both.
  const http = makeHttpServer(settings, (request, env) => app.fetch(request, env), log)
  onStop(() => http.closed(graceMs))
  const secret = settings.secret ?? readOrMakeSecret(folder.path)
  const media = await startMedia({ settings, dataFolder: folder.path, secret, log })
  onStop(media.close)
  const sync = await startSync(database, settings, log, media.media)
  onStop(() => sync.close())
  if (settings.demo) await fillDemoOnce(database, sync)
  const sender = makeSender(database, { ...settings, secret }, log)
  onStop(() => sender.close())
  const lessonNews = new LessonNews()
  onStop(() => lessonNews.close())
  const lessonCalls = callsOfLessons(sync.calls)
  const app = new Hono()
    .use(securityHeaders(settings, inlineScripts(webFolder)))
    .get('/healthz', healthz(database, sync.storageOk, media.media, log))
    .get(
      '/metrics',
      metrics(settings, () => ({ ...sync.metrics(), ...media.metrics() })),
    )
    .route('/', media.routes)
    .route(
      '/',
      createApp({
        ...{ database, sync, settings: { ...settings, secret }, log, sender },
        ...{ syncCalls: sync.calls, media: media.media, lessonCalls, lessonNews },
      }),
    )
    .use(staticFiles(webFolder))
    .notFound((c) => c.json({ code: 'core.notFound' }, 404))
  http.server.on('upgrade', (request, socket, head) => {
    if (isSync(request.url)) sync.upgrade(request, socket, head)
    else if (isLivekitSocket(request.url)) media.upgrade(request, socket, head)
    else socket.destroy()
  })
  await http.listen()
  onStop(http.stopListening)
  onStop(await serveControl({ settings, folder: folder.path, database, log, sync: async () => sync }))
  return settings
}

/** Only a folder without a school becomes a demo: one that somebody else has filled stays as it is. */
async function fillDemoOnce(database: Database, sync: SyncServer): Promise<void> {
  const [school] = await database.orm.select({ id: schools.id }).from(schools).limit(1)
  const mode = await readMode(database)
  if (school && mode === undefined) return
  await keepMode(database, 'demo')
  await fillDemo(database, sync)
}

const isSync = (url = ''): boolean => url === '/sync' || url.startsWith('/sync?')
