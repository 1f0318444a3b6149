import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { readyForCalls } from '../school/ready-for-calls.ts'
import { type School, startSchool } from '../school/start.ts'
import { signIn } from '../school/test.ts'
import { drawCamera } from './camera.ts'

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const quality = 82

/** A little less than the 1366×768 of a Chromebook, which reads better in a page of text. */
export const chromebook = { width: 1200, height: 720 }
export const desktop: BrowserContextOptions = { viewport: chromebook }
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 720 }, hasTouch: true, isMobile: true }
export const dark: BrowserContextOptions = { colorScheme: 'dark' }

/** Where the pictures are taken: the demo school as a newcomer sees it, and browsers with drawn cameras. */
export interface Studio {
  readonly school: School
  /** A browser of its own; with `login` already in the messenger. Light, unless the screen says otherwise. */
  open(screen: BrowserContextOptions, login?: string): Promise<Page>
  /** Writes what the page shows to `docs/pictures/NAME.webp`. */
  take(name: string, page: Page): Promise<void>
  close(): Promise<void>
}

export async function openStudio(): Promise<Studio> {
  mkdirSync(folder, { recursive: true })
  const school = await startSchool('')
  await readyForCalls(school)
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })
  let hue = 205
  return {
    school,
    async open(screen, login) {
      hue += 75
      return openPage(browser, school, screen, login, hue % 360)
    },
    take,
    async close() {
      await browser.close()
      await school.end()
    },
  }
}

async function openPage(
  browser: Browser,
  school: School,
  screen: BrowserContextOptions,
  login: string | undefined,
  hue: number,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: school.url,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    colorScheme: 'light',
    ...screen,
  })
  // Whoever compiles this file wraps inner functions in a helper that the page has not.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(drawCamera, hue)
  if (login) await signIn(context, login)
  return context.newPage()
}

/** As WebP, which Playwright itself does not write. */
async function take(name: string, page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
  await session.detach()
  writeFileSync(`${folder}${name}.webp`, Buffer.from(data, 'base64'))
}
