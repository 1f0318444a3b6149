import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A file system of its own that can be filled up. */
export interface SmallDisk {
  readonly folder: string
  /** Takes all the room that is left. */
  fill(): void
  /** Gives it back. */
  free(): void
  full(): boolean
  unmount(): void
}

const blockBytes = 64 * 1024

/** Mounts `megabytes` at `folder`. Undefined where this user may not mount: then a full disk cannot be tried. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true })
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'zvonok-faults', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  const ballast = join(folder, 'ballast')
  let mounted = true
  function unmount(): void {
    if (mounted) execFileSync('umount', ['--lazy', folder])
    mounted = false
  }
  // Also when somebody presses Ctrl-C.
  process.once('exit', unmount)
  return {
    folder,
    fill: () => fillUp(ballast),
    free: () => rmSync(ballast, { force: true }),
    full: () => existsSync(ballast),
    unmount,
  }
}

/** Down to the last page, so that not even a small commit fits. */
function fillUp(path: string): void {
  const file = openSync(path, 'a')
  for (let bytes = blockBytes; bytes >= 512; bytes /= 2) {
    const block = Buffer.alloc(bytes, 1)
    while (writes(file, block));
  }
  closeSync(file)
}

function writes(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) === block.length
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}
