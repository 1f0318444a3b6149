import { timingSafeEqual } from 'node:crypto'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Handler } from 'hono'
import type { Settings } from './settings.ts'
import { isLoopback } from './settings.ts'

/** Name without the `zvonok_` in front, with its labels if it has any → value. Names that end in `_total` only rise. */
export type Metrics = Readonly<Record<string, number>>

/** `GET /metrics`: Prometheus text, for this machine or with the token. */
export function metrics(settings: Settings, read: () => Metrics): Handler {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return (c) => {
    if (!mayRead(c, settings)) return c.json({ code: 'core.forbidden' }, 403)
    const lag = delay.percentile(99) / 1e9
    delay.reset()
    return c.text(prometheus({ ...ofProcess(), event_loop_delay_p99_seconds: lag, ...read() }))
  }
}

const ofProcess = (): Metrics => ({
  up_seconds: performance.now() / 1000,
  memory_bytes: process.memoryUsage.rss(),
  heap_bytes: process.memoryUsage().heapUsed,
  cpu_seconds_total: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
})

/** Each name once with its type, then its values by label. */
function prometheus(values: Metrics): string {
  const byName = new Map<string, string[]>()
  for (const [key, value] of Object.entries(values)) {
    const [name = ''] = key.split('{')
    const lines = byName.get(name) ?? [`# TYPE zvonok_${name} ${name.endsWith('_total') ? 'counter' : 'gauge'}`]
    lines.push(`zvonok_${key} ${Number.isFinite(value) ? value : 0}`)
    byName.set(name, lines)
  }
  return `${[...byName.values()].flat().join('\n')}\n`
}

/** A proxy on this machine is a loopback peer too: what it passes on is not this machine's question. */
function mayRead(c: Context, { metricsToken, proxied }: Settings): boolean {
  const given = c.req.header('authorization')
  if (metricsToken && given && sameText(given, `Bearer ${metricsToken}`)) return true
  const peer = getConnInfo(c).remote.address ?? ''
  return !proxied && !c.req.header('x-forwarded-for') && isLoopback(peer.replace(/^::ffff:/, ''))
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
