import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, run } from './run.mjs'

export const version = '1.13.5'

/** SHA-256 of the official archives (docs/decisions/livekit.md). Other systems have none or were not tried. */
const archives = {
  'linux-x64': {
    name: `livekit_${version}_linux_amd64.tar.gz`,
    sha256: 'c020fac437b7cc9b776eef1ad5ea8af77be9acfa07602eca20a3a44930dfbc70',
  },
  'linux-arm64': {
    name: `livekit_${version}_linux_arm64.tar.gz`,
    sha256: '332015305518765fe05bad74fc3a9d9583e635e7dd130de3c4fc563d69c550f3',
  },
}
const officialBase = `https://github.com/livekit/livekit/releases/download/v${version}`
const downloadLimitMs = 5 * 60_000

/** The archive of this machine's system; undefined when there is none. */
export const ownArchive = () => archives[`${process.platform}-${process.arch}`]

/**
 * Downloads the archive, compares its hash and takes the program out of it.
 * @param {string} folder where `livekit-server` comes to be
 * @throws {Failure}
 */
export async function fromRelease(folder, archive = ownArchive()) {
  if (!archive) throw new Failure('для этой системы нет выпуска (there is no release for this system)')
  const bytes = await download(`${process.env.LIVEKIT_DOWNLOAD_BASE || officialBase}/${archive.name}`)
  if (createHash('sha256').update(bytes).digest('hex') !== archive.sha256)
    throw new Failure('архив не тот, что был выпущен (the archive is not the released one)')
  const file = join(folder, archive.name)
  writeFileSync(file, bytes)
  const { code, output } = await run('tar', ['-xzf', file, '-C', folder, 'livekit-server'], { quiet: true })
  if (code !== 0) throw new Failure(`архив не распаковался (cannot unpack): ${output.trim()}`)
  chmodSync(join(folder, 'livekit-server'), 0o755)
}

async function download(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(downloadLimitMs) })
    if (!answer.ok) throw new Failure(`HTTP ${answer.status}`)
    return Buffer.from(await answer.arrayBuffer())
  } catch (error) {
    throw new Failure(`не скачивается (cannot be downloaded): ${error.cause?.code ?? error.message}`)
  }
}
