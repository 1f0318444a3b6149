import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { type Client, connect } from '@zvonok/bench/client'
import { type Line, makeLine } from './line.ts'
import { type School, startSchool } from './start.ts'

export const password = 'zvonok-demo'

interface Fixtures {
  /** Of the server, for `test.use`. */
  settings: Record<string, string>
  /** A school of its own for each test: stories change it. */
  school: School
  /** A new browser profile in which the person is already in the messenger. `from`: the address of this machine that the server sees. */
  enter(login: string, from?: string): Promise<Page>
  /** The person's device without a screen, for what a story only needs to be there. */
  device(login: string): Promise<Client>
  network: Network
}

interface Network {
  /** Pulls the plug of a page's browser, and puts it back. */
  cut(page: Page): Promise<void>
  mend(page: Page): Promise<void>
  /** The server has a new version of the app, as this browser sees it. */
  release(page: Page): void
}

const lines = new WeakMap<BrowserContext, Line>()

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  school: async ({ settings }, use, testInfo) => {
    const school = await startSchool(undefined, settings)
    await use(school)
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('server.log', { body: school.log() })
    await school.end()
  },
  baseURL: async ({ school }, use) => use(school.url),
  enter: async ({ browser, contextOptions, school }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (login, from) => {
      const line = await makeLine(from)
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: school.url,
        proxy: { server: line.address },
      })
      contexts.push(context)
      lines.set(context, line)
      await signIn(context, login)
      const page = await context.newPage()
      await page.goto('/chats')
      return page
    })
    for (const context of contexts) {
      await context.close()
      await lines.get(context)?.close()
    }
  },
  device: async ({ school }, use) => {
    const clients: Client[] = []
    await use(async (login) => {
      const client = await connect({ url: school.url, login, password })
      clients.push(client)
      return client
    })
    for (const client of clients) await client.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  network: async ({}, use) => {
    await use({
      async cut(page) {
        lines.get(page.context())?.cut()
        await page.context().setOffline(true)
      },
      async mend(page) {
        lines.get(page.context())?.mend()
        await page.context().setOffline(false)
      },
      release: (page) => lines.get(page.context())?.append('/sw.js', '\n// the next version\n'),
    })
  },
})

/** Journal login and the way into the messenger by HTTP, as the buttons do it. */
export async function signIn(context: BrowserContext, login: string): Promise<void> {
  const signedIn = await context.request.post('/api/journal/sign-in', { data: { login, password } })
  if (!signedIn.ok()) throw new Error(`sign-in of ${login}: ${signedIn.status()}`)
  const entered = await context.request.post('/api/journal/enter')
  if (!entered.ok()) throw new Error(`entry of ${login}: ${entered.status()}`)
}
