/** `npm run check`: format, lint, types, unused code, sizes. Runs all of them, then tells. */
import './lib/check-node.mjs'

Promise.all([import('./lib/prepare.mjs'), import('./lib/checks.mjs')]).then(async ([{ prepareOrExit }, { checks }]) => {
  await prepareOrExit()
  const failed = []
  for (const { name, run } of checks) if (!(await run())) failed.push(name)
  console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`)
  process.exit(failed.length === 0 ? 0 : 1)
})
