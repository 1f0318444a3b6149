import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareOrExit } from './prepare.mjs'
import { root, run } from './run.mjs'

const peersLimitMs = 10 * 60_000
/** The benches are not built: they run from their sources. */
const fromSource = ['--import', 'tsx', '--conditions=zvonok-source']

export async function runBench() {
  await prepareOrExit()
  await installPeers()
  await runSource('bench/src/main.ts')
}

export async function runFaults() {
  await prepareOrExit()
  await runSource('bench/src/faults/main.ts')
}

/** Peers are a package of their own: their natives are compiled, which takes a minute or two, and `npm start` does not need them. */
async function installPeers() {
  const folder = join(root, 'bench/peers')
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return
  console.log('Устанавливаю соседей для сравнения… (Installing the peers, this may take two minutes…)')
  const flags = ['--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run('npm', ['ci', ...flags], { quiet: true, limitMs: peersLimitMs })
  if (code !== 0)
    console.log(`${output}\nБез соседей: они не установились. (Without the peers: they could not be installed.)`)
}

async function runSource(file) {
  const { code } = await run(process.execPath, [...fromSource, file, ...process.argv.slice(2)])
  process.exit(code)
}
