import { findBrowser } from './browser.mjs'
import { runTool } from './run.mjs'

/** Playwright over `e2e/`, in an installed Chromium. Workspaces are read from their sources. @throws {Failure} without a browser */
export async function runStories(args, { limitMs, env } = {}) {
  const browser = await findBrowser()
  return runTool('playwright', ['test', '--config', 'e2e/playwright.config.ts', ...args], {
    limitMs,
    env: { CHROMIUM_PATH: browser, NODE_OPTIONS: '--conditions=zvonok-source', ...env },
  })
}
