import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Failure, root, run, runTool } from './run.mjs'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const downloadLimitMs = 4 * 60_000
const packageLimitMs = 8 * 60_000

/** Path of a Chromium that starts: a given or installed one, else Playwright's own, else Debian's package. */
export async function findBrowser() {
  return (
    (await firstThatStarts([process.env.CHROMIUM_PATH, ...installed, ownPath()])) ??
    (await afterInstalling(() => runTool('playwright', ['install', 'chromium'], { limitMs: downloadLimitMs }))) ??
    (await afterInstalling(installPackage)) ??
    cannot()
  )
}

async function afterInstalling(step) {
  console.log('Устанавливаю Chromium… (Installing Chromium…)')
  await step()
  return firstThatStarts([ownPath(), ...installed])
}

async function installPackage() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return
  await run('apt-get', ['update', '-qq'], { quiet: true, limitMs: packageLimitMs })
  const packages = ['chromium', 'fonts-noto-color-emoji']
  await run('apt-get', ['install', '-y', '-qq', ...packages], { quiet: true, limitMs: packageLimitMs })
}

async function firstThatStarts(paths) {
  for (const path of paths) {
    if (!path || !existsSync(path)) continue
    const { code } = await run(path, ['--version'], { quiet: true, limitMs: 30_000 })
    if (code === 0) return path
  }
  return undefined
}

const ownPath = () => createRequire(join(root, 'e2e/package.json'))('@playwright/test').chromium.executablePath()

function cannot() {
  throw new Failure(
    'Нет Chromium для браузерных тестов: установите его и задайте CHROMIUM_PATH. (No Chromium for the browser tests: set CHROMIUM_PATH.)',
  )
}
