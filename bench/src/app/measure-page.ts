import { get } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { percentile } from '../measure.ts'
import { slowDown, slowLine, visit } from './browser.ts'
import { hasCopy, nextFrames, stopWatchingPaint, watchFrames, watchKeys, watchShown, watchStart } from './in-page.ts'

/** A page under test. */
export interface Visited {
  readonly url: string
  readonly cookie?: { url: string; name: string; value: string }
  /** CSS of what must be there before the page counts as started. */
  readonly started: string
}

export interface FirstLoad {
  /** Bytes over the line by kind, packed with gzip. */
  readonly kb: Readonly<Record<'script' | 'style' | 'document' | 'other', number>>
  readonly firstControlMs: number
  readonly largestPaintMs: number
}

const kinds: Readonly<Record<string, keyof FirstLoad['kb']>> = {
  Script: 'script',
  Stylesheet: 'style',
  Document: 'document',
}

/** A first visit on slow 4G, until `started` is drawn. What loads when the page is idle after that is not the first load. */
export async function firstLoad(browser: Browser, { url, cookie, started }: Visited): Promise<FirstLoad> {
  const { page, cdp, close } = await visit(browser, cookie)
  const loaded = new Map<string, keyof FirstLoad['kb']>()
  await slowLine(cdp)
  cdp.on('Network.responseReceived', ({ response, type }) => {
    if (response.url.startsWith('http')) loaded.set(response.url, kinds[type] ?? 'other')
  })
  await page.addInitScript(watchStart)
  await page.goto(url)
  await page.locator(started).first().waitFor()
  const first = new Map(loaded)
  await page.evaluate(nextFrames)
  const times = await page.evaluate(stopWatchingPaint)
  await close()
  const kb = { script: 0, style: 0, document: 0, other: 0 }
  for (const [each, kind] of first) kb[kind] += (await gzipBytes(each, cookie)) / 1000
  return { kb, ...times }
}

/** Size of the answer's body to a client that understands gzip only, as most comparisons are made. */
function gzipBytes(url: string, cookie: Visited['cookie']): Promise<number> {
  const headers = { 'accept-encoding': 'gzip', ...(cookie && { cookie: `${cookie.name}=${cookie.value}` }) }
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve(bytes))
    }).on('error', reject)
  })
}

/** A second visit without a network. Milliseconds until `started` is shown. */
export async function offlineStart(browser: Browser, { url, cookie, started }: Visited): Promise<number> {
  const { context, page, close } = await visit(browser, cookie)
  await page.goto(url)
  await page.locator(started).first().waitFor()
  // Installed is what has its files and its copy of the list on the device.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(hasCopy, undefined, { polling: 100 })
  await context.setOffline(true)
  await page.close()
  const again = await context.newPage()
  await slowDown(context, again)
  await again.addInitScript(watchShown, started)
  await again.goto(url)
  await again.waitForFunction(() => window.shownMs !== undefined)
  const ms = await again.evaluate(() => window.shownMs ?? Number.NaN)
  await close()
  return ms
}

const typed = 'Завтра в восемь тридцать, кабинет двести двенадцать, возьмите '
/** As a quick hand types. */
const betweenKeysMs = 60

/** The worst key of a sentence, from the press to the frame. */
export async function worstKey(page: Page, input: string): Promise<number> {
  await page.evaluate(watchKeys)
  await page.locator(input).fill('')
  await page.keyboard.type(typed, { delay: betweenKeysMs })
  await page.waitForFunction((keys) => (window.keysMs?.length ?? 0) >= keys, typed.length)
  return Math.max(...(await page.evaluate(() => window.keysMs ?? [])))
}

const scrolledPixels = 12_000
const pixelsPerSecond = 4_000

/** Frames while a finger scrolls back through the messages for three seconds. */
export async function scrolling(page: Page, log: string): Promise<{ p95: number; worst: number }> {
  const box = await page.locator(log).boundingBox()
  if (!box) throw new Error(`${log} is not on the screen`)
  const cdp = await page.context().newCDPSession(page)
  await page.evaluate(watchFrames)
  await cdp.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: scrolledPixels,
    speed: pixelsPerSecond,
    gestureSourceType: 'touch',
  })
  await cdp.detach()
  const frames = (await page.evaluate(() => window.framesMs ?? [])).sort((a, b) => a - b)
  return { p95: percentile(frames, 0.95), worst: frames.at(-1) ?? Number.NaN }
}

/** Live objects of the page's heap, after a collection. */
export async function heapMb(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.detach()
  return usedSize / 1e6
}
