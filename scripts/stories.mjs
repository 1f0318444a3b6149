/** `npm run stories -- [FILTER…]`: the browser stories, or some of them, against the built product. */
import './lib/check-node.mjs'

Promise.all([import('./lib/prepare.mjs'), import('./lib/run-stories.mjs')]).then(
  async ([{ prepareOrExit }, { runStories }]) => {
    await prepareOrExit()
    const { code } = await runStories(process.argv.slice(2))
    process.exit(code)
  },
)
