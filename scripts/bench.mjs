/** `npm run bench`: the benchmarks of `bench/`, against a server of their own. */
import './lib/check-node.mjs'

Promise.all([import('./lib/prepare.mjs'), import('./lib/run.mjs')]).then(async ([{ prepareOrExit }, { runTool }]) => {
  await prepareOrExit()
  const { code } = await runTool('tsx', ['--conditions=zvonok-source', 'bench/src/main.ts', ...process.argv.slice(2)])
  process.exit(code)
})
