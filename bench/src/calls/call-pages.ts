import type { Browser, Page } from 'playwright-core'
import { wait } from '../measure.ts'
import { watchFirstFrame } from './first-frame.ts'

const limitMs = 20_000
/** Before the press everything of the page has come to rest. */
const restMs = 1500

/** Somebody's browser profile, on a small laptop. */
export async function openPage(browser: Browser, url: string, cookie?: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'ru-RU' })
  // tsx marks functions with their names, also those that are sent into the page.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(watchFirstFrame)
  const [name = '', value = ''] = cookie?.split('=') ?? []
  if (cookie) await context.addCookies([{ url: new URL(url).origin, name, value }])
  const page = await context.newPage()
  page.setDefaultTimeout(limitMs)
  await page.goto(url)
  // Whoever uses the app has had it for longer than a second.
  if (cookie) await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return page
}

/** Presses, and waits for the other one's picture. Milliseconds. */
export async function pressToFrame(page: Page, button: string): Promise<number> {
  const target = page.getByRole('button', { name: button, exact: true })
  await target.waitFor()
  await wait(restMs)
  await target.click()
  await page.waitForFunction(() => window.firstFrameMs !== undefined)
  return page.evaluate(() => window.firstFrameMs ?? Number.NaN)
}
