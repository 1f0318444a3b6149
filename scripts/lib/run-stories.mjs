import { findBrowser } from './browser.mjs'
import { haveLivekit } from './livekit.mjs'
import { runTool } from './run.mjs'

/** Playwright over `e2e/`, in an installed Chromium, with a real LiveKit. Workspaces are read from their sources. @throws {Failure} without one of them */
export async function runStories(args, { limitMs, env } = {}) {
  const browser = await findBrowser()
  const livekit = await haveLivekit()
  return runTool('playwright', ['test', '--config', 'e2e/playwright.config.ts', ...args], {
    limitMs,
    env: { CHROMIUM_PATH: browser, ZVONOK_LIVEKIT: livekit, NODE_OPTIONS: '--conditions=zvonok-source', ...env },
  })
}
