import type { Database } from '@zvonok/sync-server/database'
import type { Handler } from 'hono'
import type { Log } from './log.ts'

/** How long an answer about the disk is believed: many may ask. */
const rememberMs = 1000

/**
 * `GET /healthz`: ready, and whether a write reaches the disk: what the sync server has seen of its own commits, and a commit made now,
 * for when nobody writes.
 */
export function healthz(database: Database, storageOk: () => boolean, log: Log): Handler {
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
    return ok
      ? c.json({ status: 'ok', calls: 'off', storage: 'ok' })
      : c.json({ status: 'failing', calls: 'off', storage: 'failing' }, 503)
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
