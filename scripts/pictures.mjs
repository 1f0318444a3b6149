/** `npm run pictures`: makes the pictures of the README anew from the running app, into `docs/pictures/`. */
import './lib/check-node.mjs'

Promise.all([import('./lib/prepare.mjs'), import('./lib/browser.mjs'), import('./lib/run.mjs')]).then(
  async ([{ prepareOrExit }, { findBrowser }, { runTool }]) => {
    await prepareOrExit()
    const env = { CHROMIUM_PATH: await findBrowser() }
    const { code } = await runTool('tsx', ['--conditions=zvonok-source', 'e2e/pictures.ts'], { env })
    process.exit(code)
  },
)
