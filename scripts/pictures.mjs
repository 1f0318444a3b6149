/** `npm run pictures`: makes the pictures of the README anew from the running app with a real LiveKit, into `docs/pictures/`. */
import './lib/check-node.mjs'

Promise.all([
  import('./lib/prepare.mjs'),
  import('./lib/browser.mjs'),
  import('./lib/livekit.mjs'),
  import('./lib/run.mjs'),
]).then(async ([{ prepareOrExit }, { findBrowser }, { haveLivekit }, { runTool }]) => {
  await prepareOrExit()
  const env = { CHROMIUM_PATH: await findBrowser(), ZVONOK_LIVEKIT: await haveLivekit() }
  const { code } = await runTool('tsx', ['--conditions=zvonok-source', 'e2e/pictures.ts'], { env })
  process.exit(code)
})
