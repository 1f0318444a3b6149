import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { version } from './livekit-release.mjs'
import { Failure, run } from './run.mjs'

/** Later versions replace modules, which `go install` refuses. */
const source = `github.com/livekit/livekit-server/cmd/server@v${version}`
const compileLimitMs = 20 * 60_000

/**
 * Compiles LiveKit with the Go of this machine: one to three minutes. Go compares the sources with its public list of hashes.
 * @param {string} folder where `livekit-server` comes to be
 * @throws {Failure}
 */
export async function fromSource(folder) {
  const go = await findGo()
  if (!go) throw new Failure('нет Go (there is no Go)')
  const { code, output } = await run('nice', [go, 'install', '-trimpath', '-ldflags=-s -w', source], {
    quiet: true,
    limitMs: compileLimitMs,
    env: { GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '' },
  })
  if (code !== 0 || !existsSync(join(folder, 'server')))
    throw new Failure(`go install: ${output.trim().split('\n').at(-1)}`)
  renameSync(join(folder, 'server'), join(folder, 'livekit-server'))
}

async function findGo() {
  for (const go of ['go', '/usr/local/go/bin/go'])
    if ((await run(go, ['version'], { quiet: true })).code === 0) return go
  return undefined
}
