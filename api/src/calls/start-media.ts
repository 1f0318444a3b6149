import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Settings } from '../platform/settings.ts'
import { keyedHash } from '../platform/tokens.ts'
import { LivekitChild } from './livekit-child.ts'
import { livekitAnswers, waited } from './livekit-health.ts'
import { LivekitMedia } from './livekit-media.ts'
import { livekitRoutes, upgradeToLivekit } from './livekit-proxy.ts'
import type { Media } from './media.ts'
import { webhookRoutes } from './webhook-routes.ts'

export interface RunningMedia {
  readonly media: Media
  /** `/livekit/*` and `/internal/livekit`. */
  readonly routes: Hono
  /** For upgrades to `/livekit/*`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  metrics(): Metrics
  close(): Promise<void>
}

interface MediaPlace {
  readonly settings: Pick<Settings, 'livekit' | 'origins'>
  readonly dataFolder: string
  /** Of the server: the one of our own LiveKit is made from it. */
  readonly secret: string
  readonly log: Log
}

const ownKey = 'zvonok'

/** The media server, wherever it is. Does not wait until it answers: the messenger works without it. */
export async function startMedia(place: MediaPlace): Promise<RunningMedia> {
  const { livekit, origins } = place.settings
  const keys =
    livekit.kind === 'elsewhere' ? livekit : { key: ownKey, secret: keyedHash(place.secret, 'livekit', ownKey) }
  const media = new LivekitMedia(keys, livekit.kind === 'off' ? 'switchedOff' : 'starting')
  let events = 0
  const webhooks = webhookRoutes({
    ...keys,
    log: place.log,
    tell: (event) => {
      events++
      return media.tell(event)
    },
  })
  const proxy = { origins, url: () => media.url }
  const server = await startServerOf(place, media, webhooks, keys)
  return {
    media,
    routes: new Hono().route('/', livekitRoutes(proxy)).route('/', webhooks),
    upgrade: (request, socket, head) => upgradeToLivekit(proxy, request, socket, head),
    metrics: () => ({
      calls_ready: Number(media.state.state === 'ready'),
      calls_media_restarts_total: server.restarts(),
      calls_media_events_total: events,
    }),
    close: server.close,
  }
}

interface WatchedServer {
  restarts(): number
  close(): Promise<void>
}

async function startServerOf(
  { settings: { livekit }, dataFolder, log }: MediaPlace,
  media: LivekitMedia,
  webhooks: Hono,
  keys: { key: string; secret: string },
): Promise<WatchedServer> {
  if (livekit.kind === 'off') return { restarts: () => 0, close: async () => undefined }
  if (livekit.kind === 'elsewhere') return watchElsewhere(livekit.url, media, log)
  const ear = await listenOnLoopback(webhooks)
  const child = new LivekitChild({
    settings: livekit,
    dataFolder,
    ...keys,
    webhookUrl: `${ear.url}/internal/livekit`,
    log,
    onReady: (url) => media.found(url),
    onOff: (reason) => media.lost(reason),
  })
  return {
    restarts: () => child.restarts,
    close: async () => {
      await child.close()
      ear.close()
    },
  }
}

/** Our child tells us on a port of its own: it knows nothing of TLS and of the address that people use. */
async function listenOnLoopback(routes: Hono): Promise<{ url: string; close(): void }> {
  const server = createServer(getRequestListener(routes.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const lookEveryMs = 5000

/** A LiveKit that somebody else runs is only looked at. */
function watchElsewhere(url: string, media: LivekitMedia, log: Log): WatchedServer {
  const closing = new AbortController()
  const look = async () => {
    do {
      const answers = await livekitAnswers(url, closing.signal)
      if (answers === Boolean(media.url)) continue
      log[answers ? 'info' : 'warn']('livekit.elsewhere', { answers })
      if (answers) media.found(url)
      else media.lost('unreachable')
    } while (await waited(lookEveryMs, closing.signal))
  }
  const looking = look()
  return {
    restarts: () => 0,
    close: () => {
      closing.abort()
      return looking
    },
  }
}
