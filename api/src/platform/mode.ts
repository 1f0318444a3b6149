import { meta } from '@zvonok/schema/messages/tables'
import type { Database } from '@zvonok/sync-server/database'
import { eq } from 'drizzle-orm'
import type { Settings } from './settings.ts'
import { StartRefused } from './start-refused.ts'

type Mode = 'demo' | 'real'

/** Undefined while the folder holds no school. */
export async function readMode({ orm }: Database): Promise<Mode | undefined> {
  const [row] = await orm.select().from(meta).where(eq(meta.key, 'mode'))
  return row?.value as Mode | undefined
}

/** A data folder is demo or real for ever. @throws {StartRefused} when it is the other one. */
export async function keepMode(database: Database, wanted: Mode): Promise<void> {
  const mode = await readMode(database)
  if (mode === undefined) await database.orm.insert(meta).values({ key: 'mode', value: wanted })
  else if (mode !== wanted) throw otherMode(mode)
}

/** The settings for this folder: one that holds a real school is no demo by default. @throws {StartRefused} when it is the other kind */
export async function followMode(database: Database, settings: Settings): Promise<Settings> {
  const mode = await readMode(database)
  if (mode === undefined || (mode === 'demo') === settings.demo) return settings
  if (mode === 'real' && settings.demoByDefault) return { ...settings, demo: false }
  throw otherMode(mode)
}

function otherMode(mode: Mode): StartRefused {
  return mode === 'demo'
    ? new StartRefused(
        'В этой папке демо-школа, она остаётся демо: для настоящей школы задайте другую папку в ZVONOK_DATA.',
        'This folder holds a demo school for ever; a real school needs another folder.',
      )
    : new StartRefused(
        'В этой папке настоящая школа: запустите с ZVONOK_DEMO=0 или задайте другую папку в ZVONOK_DATA.',
        'This folder holds a real school for ever; start with ZVONOK_DEMO=0.',
      )
}
