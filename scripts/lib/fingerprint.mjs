import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './run.mjs'

/** Names, sizes and times of all files under the paths, as one hash: some hundred files take a few milliseconds. */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`)
    else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

/** Whether `stamp` (a file beside what was made) holds another text than `current`. */
export const isStale = (stamp, current) =>
  !existsSync(join(root, stamp)) || readFileSync(join(root, stamp), 'utf8') !== current

export function writeStamp(stamp, current) {
  mkdirSync(dirname(join(root, stamp)), { recursive: true })
  writeFileSync(join(root, stamp), current)
}
