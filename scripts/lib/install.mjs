import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, root, run } from './run.mjs'

/** Installs the packages when those in `node_modules` are not the ones of `package-lock.json`. */
export async function install() {
  if (isInstalled()) return
  console.log('Устанавливаю пакеты… (Installing packages…)')
  const flags = ['--no-audit', '--no-fund', '--loglevel=error']
  const strict = await run('npm', ['ci', ...flags], { quiet: true })
  if (strict.code !== 0) await installLoosely(strict.output, flags)
}

/** npm notes in `node_modules/.package-lock.json` what it has installed. Optional packages may be for other systems. */
function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const have = packagesOf(note)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      !path.includes('node_modules/') || optional || (have[path] && have[path].version === version),
  )
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** A registry may lack optional binaries of other systems that the lock names; `npm ci` then ends with EUSAGE. */
async function installLoosely(output, flags) {
  if (!output.includes('EUSAGE'))
    throw new Failure(`${output}\nnpm ci не удалась, см. выше. (npm ci failed, see above.)`)
  console.log('npm ci: EUSAGE, пробую npm install. (Trying npm install.)')
  const { code } = await run('npm', ['install', '--no-save', ...flags])
  if (code !== 0) throw new Failure('npm install не удалась, см. выше. (npm install failed, see above.)')
}
