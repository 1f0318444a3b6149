import { attachSync, type SyncServer } from '@zvonok/sync-server/attach'
import type { CallMedia } from '@zvonok/sync-server/calls/media'
import type { Database } from '@zvonok/sync-server/database'
import { authenticate } from '../account/sessions.ts'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'

/** The sync server of a data folder: sessions are ours, only our own pages may connect. */
export const startSync = (
  database: Database,
  settings: Pick<Settings, 'secure' | 'origins' | 'limits'>,
  log: Log,
  media?: CallMedia,
): Promise<SyncServer> =>
  attachSync({
    database,
    authenticate: authenticate(database, settings),
    allowedOrigin: (origin) => origin !== undefined && settings.origins.includes(origin),
    limits: settings.limits ? 'on' : 'off',
    log: log.info,
    ...(media && { media }),
  })
