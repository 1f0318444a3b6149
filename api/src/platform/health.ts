import type { Database } from '@zvonok/sync-server/database'
import type { Handler } from 'hono'
import type { Media } from '../calls/media.ts'
import type { Log } from './log.ts'

/** How long an answer about the disk is believed: many may ask. */
const rememberMs = 1000

/**
 * `GET /healthz`: ready, and whether a write reaches the disk: what the sync server has seen of its own commits, and a commit made now,
 * for when nobody writes. Calls that are off make nothing red: all else works.
 */
export function healthz(database: Database, storageOk: () => boolean, media: Pick<Media, 'state'>, log: Log): Handler {
  let asked: { atMs: number; ok: Promise<boolean> } | undefined
  let wasOk = true
  const probe = async () => {
    const ok = storageOk() && (await canWrite(database))
    if (ok !== wasOk) log[ok ? 'info' : 'warn']('health.storage', { ok })
    wasOk = ok
    return ok
  }
  return async (c) => {
    const nowMs = Date.now()
    if (!asked || nowMs - asked.atMs > rememberMs) asked = { atMs: nowMs, ok: probe() }
    const ok = await asked.ok
    c.header('Cache-Control', 'no-store')
    const { state } = media
    const calls = state.state === 'ready' ? { calls: 'ready' } : { calls: 'off', callsReason: state.reason }
    return ok
      ? c.json({ status: 'ok', ...calls, storage: 'ok' })
      : c.json({ status: 'failing', ...calls, storage: 'failing' }, 503)
  }
}

async function canWrite({ client }: Database): Promise<boolean> {
  try {
    await client.execute({
      sql: `insert into meta (key, value) values ('health', ?) on conflict do update set value = excluded.value`,
      args: [String(Date.now())],
    })
    return true
  } catch {
    return false
  }
}
