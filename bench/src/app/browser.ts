import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'

const installed = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const quiet = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
/** Slow 4G as Lighthouse has it. */
const slow4g = { offline: false, latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 675_000 / 8 }
const cpuSlowdown = 4

/** Undefined when there is no Chromium. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser | undefined> {
  const executablePath = installed.find((path) => path && existsSync(path))
  if (!executablePath) return undefined
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet, ...more] })
}

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  readonly cdp: CDPSession
  close(): Promise<void>
}

/** A browser profile of its own, cold, 412 × 823, four times slower than this machine. */
export async function visit(browser: Browser, cookie?: { url: string; name: string; value: string }): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, locale: 'ru-RU' })
  // tsx marks functions with their names, also those that are sent into the page.
  await context.addInitScript('globalThis.__name = (named) => named')
  if (cookie) await context.addCookies([cookie])
  const page = await context.newPage()
  const cdp = await slowDown(context, page)
  return { context, page, cdp, close: () => context.close() }
}

export async function slowDown(context: BrowserContext, page: Page): Promise<CDPSession> {
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  return cdp
}

export async function slowLine(cdp: CDPSession): Promise<void> {
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', slow4g)
}
