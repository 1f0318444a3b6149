import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const scripts = new URL('../../../scripts/', import.meta.url)
const release: { fromRelease(folder: string, archive: { name: string; sha256: string }): Promise<void> } = await import(
  new URL('lib/livekit-release.mjs', scripts).href
)

let folder: string
let server: Server | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-bring-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  server?.close()
  server = undefined
  rmSync(folder, { recursive: true })
})

/** A program that says this version. */
function program(path: string, version: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\necho "livekit-server version ${version}"\n`, { mode: 0o755 })
  return path
}

const onPath = () => join(folder, 'bin', 'livekit-server')
const kept = () => join(folder, 'cache/zvonok/livekit/1.13.5/livekit-server')

async function found(env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL('livekit.mjs', scripts))], {
    env: { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache'), ...env },
  })
  return stdout.trim()
}

test('[MEDIA-1] the settings come first, then the machine’s own, then the one that was brought', async () => {
  program(kept(), '1.13.5')
  expect(await found()).toBe(kept())
  program(onPath(), '1.13.2')
  expect(await found()).toBe(onPath())
  expect(await found({ ZVONOK_LIVEKIT: '/opt/livekit-server' })).toBe('/opt/livekit-server')
})

test('[MEDIA-1] another version of the machine’s own is not taken', async () => {
  program(kept(), '1.13.5')
  program(onPath(), '1.12.0')
  expect(await found()).toBe(kept())
})

/** Serves these bytes as the archive of a release. */
async function serve(bytes: Buffer): Promise<void> {
  server = createServer((_, answer) => answer.end(bytes)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  vi.stubEnv('LIVEKIT_DOWNLOAD_BASE', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

test('[MEDIA-1] an archive is taken only with the hash that stands in the repository', async () => {
  program(join(folder, 'made/livekit-server'), '1.13.5')
  execFileSync('tar', ['-czf', join(folder, 'made.tar.gz'), '-C', join(folder, 'made'), 'livekit-server'])
  const bytes = readFileSync(join(folder, 'made.tar.gz'))
  await serve(bytes)
  const target = join(folder, 'target')
  mkdirSync(target)
  await expect(release.fromRelease(target, { name: 'a.tar.gz', sha256: '0'.repeat(64) })).rejects.toThrow(
    'not the released',
  )
  expect(existsSync(join(target, 'livekit-server'))).toBe(false)
  await release.fromRelease(target, { name: 'a.tar.gz', sha256: createHash('sha256').update(bytes).digest('hex') })
  expect(existsSync(join(target, 'livekit-server'))).toBe(true)
})
