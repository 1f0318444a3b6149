import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, opendirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { OtherTables } from '@zvonok/sync-server/database'
import { StartRefused } from './start-refused.ts'

export interface DataFolder {
  readonly path: string
  release(): void
}

/**
 * Makes the folder (0700) when it is missing and takes it for this process alone.
 * @throws {StartRefused} when it cannot be written or another process has it
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  try {
    makeFolder(path)
    // The driver's own words for a wrong path carry no code.
    opendirSync(path).closeSync()
    accessSync(path, constants.W_OK)
    return { path, release: await lock(join(path, 'lock')) }
  } catch (error) {
    throw explainStorage(error, path)
  }
}

/** Node's own recursion never ends where a system refuses a folder by saying that there is none (`/proc`). */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

/** An open write transaction on an empty database file: the system lets go of its lock when the process dies, however it dies. */
async function lock(file: string): Promise<() => void> {
  const client = createClient({ url: pathToFileURL(file).href, concurrency: 1 })
  try {
    const held = await client.transaction('write')
    return () => {
      held.close()
      client.close()
    }
  } catch (error) {
    client.close()
    throw error
  }
}

/** The server's own secret, made at the first start and readable by its user only. */
export function readOrMakeSecret(folder: string): string {
  const file = join(folder, 'secret')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const full = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL']
const closed = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']

/** A sentence for what the system says about the folder; any other error comes back as it is. */
export function explainStorage(error: unknown, folder: string): unknown {
  if (error instanceof OtherTables) return explainTables(error, folder)
  const code = codeOf(error)
  const is = (codes: string[]) => codes.some((each) => code.startsWith(each))
  if (is(full)) return new StartRefused(`На диске нет места: ${folder}.`, 'The disk is full.')
  if (is(['SQLITE_BUSY']))
    return new StartRefused(
      `Папку ${folder} уже использует другой процесс: остановите его или задайте ZVONOK_DATA.`,
      'The data folder is in use by another process.',
    )
  if (is(closed))
    return new StartRefused(
      `В папку ${folder} нельзя писать: проверьте права или задайте ZVONOK_DATA.`,
      'The data folder cannot be written.',
    )
  if (is(['SQLITE_NOTADB', 'SQLITE_CORRUPT']))
    return new StartRefused(
      `База в папке ${folder} повреждена: восстановите копию командой restore.`,
      'The database is damaged: restore a backup.',
    )
  return error
}

const explainTables = ({ madeBy }: OtherTables, folder: string): StartRefused =>
  madeBy === 'later'
    ? new StartRefused(
        `Папка данных ${folder} создана более новой сборкой: обновите программу.`,
        'The data folder was made by a newer build: update the program.',
      )
    : new StartRefused(
        `Папка данных ${folder} создана более ранней сборкой, таблицы которой не переносятся: удалите её или восстановите из копии этой сборки.`,
        'The data folder was made by an earlier build: delete it or restore a backup of this one.',
      )

/** Drizzle wraps the driver's error. */
function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause)
    if ('code' in each && typeof each.code === 'string') return each.code
  return ''
}
