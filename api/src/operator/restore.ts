import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { openDatabase } from '@zvonok/sync-server/database'
import { eraseAgain } from '@zvonok/sync-server/erased-log'
import { raiseGeneration } from '@zvonok/sync-server/generation'
import { StartRefused } from '../platform/start-refused.ts'
import type { FolderCommand } from './command.ts'

/** OPERATOR-2. */
export const restore: FolderCommand = {
  name: 'restore',
  usage: 'FILE',
  help: 'база из копии; сервер должен быть остановлен (the database from a backup; the server must be stopped)',
  positionals: ['file'],
  options: {},
  paths: ['file'],
  folderOnly: true,
  async run(folder, { file }, say) {
    const source = String(file)
    const present = join(folder, 'zvonok.db')
    const incoming = join(folder, 'restoring.db')
    try {
      takeCopy(source, incoming)
      await refuseOther(await modeOf(incoming, source), present)
      const kept = setAside(present, folder)
      renameSync(incoming, present)
      if (kept) say.line(`Прежняя база сохранена: ${kept} (the database that was here).`)
    } finally {
      rmSync(incoming, { force: true })
    }
    const database = await openDatabase(folder)
    try {
      const again = await eraseAgain(database)
      if (again > 0) say.line(`Снова удалено сообщений: ${again}. (Erased again.)`)
      const generation = await raiseGeneration(database)
      say.line(`Восстановлено, поколение ${generation}. (Restored, generation ${generation}.)`)
    } finally {
      database.close()
    }
  },
}

function takeCopy(source: string, target: string): void {
  if (!existsSync(source)) throw new StartRefused(`Нет файла ${source}.`, 'There is no such file.')
  copyFileSync(source, target)
}

/** The kind of school in a copy. @throws {StartRefused} when the copy is damaged or is none of ours */
async function modeOf(copy: string, name: string): Promise<string> {
  const client = createClient({ url: pathToFileURL(copy).href, concurrency: 1 })
  try {
    const { rows } = await client.execute('PRAGMA integrity_check')
    if (rows[0]?.[0] !== 'ok') throw new Error('integrity_check')
    const mode = await client.execute(`SELECT value FROM meta WHERE key = 'mode'`)
    return String(mode.rows[0]?.[0])
  } catch {
    throw new StartRefused(`${name} — не копия базы Звонка или она повреждена.`, 'Not a backup of ours, or damaged.')
  } finally {
    client.close()
  }
}

/** A damaged or missing database says nothing about its kind and may be replaced by any. */
async function refuseOther(mode: string, present: string): Promise<void> {
  if (!existsSync(present)) return
  const presentMode = await modeOf(present, present).catch(() => mode)
  if (presentMode !== mode)
    throw new StartRefused(
      `В копии ${mode === 'demo' ? 'демо-школа' : 'настоящая школа'}, в папке другая: задайте другую папку в ZVONOK_DATA.`,
      'The backup and the folder hold different kinds of school.',
    )
}

/** With its write-ahead log, so that it can be opened as it was. */
function setAside(present: string, folder: string): string | undefined {
  if (!existsSync(present)) return undefined
  const kept = join(folder, `before-restore-${new Date().toISOString().replaceAll(':', '-')}.db`)
  for (const ending of ['', '-wal']) if (existsSync(present + ending)) renameSync(present + ending, kept + ending)
  rmSync(`${present}-shm`, { force: true })
  return kept
}
