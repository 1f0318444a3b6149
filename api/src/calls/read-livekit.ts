import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type Env, number, wrong } from '../platform/env-values.ts'
import { StartRefused } from '../platform/start-refused.ts'

/** Where the media server is. */
export type LivekitSettings =
  | { readonly kind: 'off' }
  /** Somewhere else; `url` is http or https, without a slash at the end. */
  | { readonly kind: 'elsewhere'; readonly url: string; readonly key: string; readonly secret: string }
  | OwnLivekit

/** A child of this process. */
export interface OwnLivekit {
  readonly kind: 'own'
  /** Path of a `livekit-server`, which may come to be there later. Undefined: none is known. */
  readonly program?: string
  /** Only this machine takes part in calls: nothing listens elsewhere, and ports are those that are free. */
  readonly local: boolean
  /** Where media reaches this machine. Undefined: its first address in the network. */
  readonly address?: string
  /** Undefined: a free one where it is local, else 7882. */
  readonly udpPort?: number
  /** 0: none. Undefined: none where it is local, else 7881. */
  readonly tcpPort?: number
}

/** @throws {StartRefused} for an address, key or port of the wrong form */
export function readLivekit(env: Env, { local, host }: { local: boolean; host: string | undefined }): LivekitSettings {
  if (env.ZVONOK_LIVEKIT === 'off') return { kind: 'off' }
  if (env.LIVEKIT_URL) return readElsewhere(env, env.LIVEKIT_URL)
  const address = env.ZVONOK_MEDIA_ADDRESS || host
  if (env.ZVONOK_MEDIA_ADDRESS && !isIP(env.ZVONOK_MEDIA_ADDRESS))
    throw wrong('ZVONOK_MEDIA_ADDRESS', env.ZVONOK_MEDIA_ADDRESS, '192.168.1.10')
  return {
    kind: 'own',
    local,
    ...(env.ZVONOK_LIVEKIT && { program: resolve(env.ZVONOK_LIVEKIT) }),
    ...(address && isIP(address) && { address }),
    ...(env.ZVONOK_MEDIA_UDP_PORT && { udpPort: number(env, 'ZVONOK_MEDIA_UDP_PORT', 0, 1, 65_535) }),
    ...(env.ZVONOK_MEDIA_TCP_PORT && { tcpPort: number(env, 'ZVONOK_MEDIA_TCP_PORT', 0, 0, 65_535) }),
  }
}

function readElsewhere(env: Env, given: string): LivekitSettings {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^(ws|http)s?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw wrong('LIVEKIT_URL', given, 'wss://livekit.school.example')
  if (!env.LIVEKIT_API_KEY || !env.LIVEKIT_API_SECRET)
    throw new StartRefused(
      'К LIVEKIT_URL нужны LIVEKIT_API_KEY и LIVEKIT_API_SECRET.',
      'LIVEKIT_URL needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET.',
    )
  return {
    kind: 'elsewhere',
    url:
      url.origin === 'null' ? `${url.protocol.replace('ws', 'http')}//${url.host}` : url.origin.replace(/^ws/, 'http'),
    key: env.LIVEKIT_API_KEY,
    secret: env.LIVEKIT_API_SECRET,
  }
}
