import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { School } from './start.ts'

/** Process id of the school's own media server: the one that runs with the settings of its folder. */
export async function mediaServerOf({ folder }: School): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args='])
  const lines = stdout.split('\n').filter((line) => line.includes(join(folder, 'livekit.yaml')))
  const [own] = lines.filter((line) => !line.includes('/bin/sh'))
  if (!own) throw new Error('no media server')
  return Number.parseInt(own, 10)
}
