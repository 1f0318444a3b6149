import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { StartRefused } from '../platform/start-refused.ts'
import type { SchoolCommand } from './command.ts'

/** OPERATOR-1. A copy of one moment, while people write. It packs the file anew, so nothing that was erased is in it. */
export const backup: SchoolCommand = {
  name: 'backup',
  usage: 'FILE',
  help: 'копия базы в один файл, можно при работающем сервере (a copy of the database, also while running)',
  positionals: ['file'],
  options: {},
  paths: ['file'],
  async run({ folder }, { file }, say) {
    const target = String(file)
    if (existsSync(target)) throw new StartRefused(`Файл ${target} уже есть.`, 'The file exists.')
    await vacuumInto(join(folder, 'zvonok.db'), target).catch((error) => {
      rmSync(target, { force: true })
      throw error
    })
    say.line(`Копия сделана: ${target}. Храните её не дольше 35 дней. (Backup made; keep it for at most 35 days.)`)
  },
}

/** In a worker: the driver works synchronously and would hold up everybody for as long as the copy takes. */
function vacuumInto(source: string, target: string): Promise<void> {
  const worker = new Worker(new URL('./backup-worker.js', import.meta.url), { workerData: { source, target } })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('backup worker ended'))))
  })
}
