/** Pictures of the README, of the demo school as a newcomer sees it. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { ChatPage } from './pages/chat-page.ts'
import { JournalPage } from './pages/journal-page.ts'
import { startSchool } from './school/start.ts'
import { signIn } from './school/test.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const desktop = { viewport: { width: 1200, height: 720 } }
const phone = { viewport: { width: 390, height: 720 }, hasTouch: true, isMobile: true }

interface Picture {
  readonly name: string
  readonly login?: string
  readonly screen: BrowserContextOptions
  show(page: Page): Promise<void>
}

const openClass = async (page: Page) => {
  const chat = new ChatPage(page)
  await page.goto('/chats')
  await chat.open('7 Б класс')
  await chat.log.getByRole('article').last().waitFor()
}

const pictures: readonly Picture[] = [
  { name: 'chat-light', login: 'orlova', screen: { ...desktop, colorScheme: 'light' }, show: openClass },
  { name: 'chat-dark', login: 'orlova', screen: { ...desktop, colorScheme: 'dark' }, show: openClass },
  { name: 'chat-phone', login: 'kuznetsova', screen: { ...phone, colorScheme: 'light' }, show: openClass },
  {
    name: 'list-phone',
    login: 'kuznetsova',
    screen: { ...phone, colorScheme: 'dark' },
    async show(page) {
      await page.goto('/chats')
      await new ChatPage(page).item('7 Б класс').waitFor()
    },
  },
  {
    name: 'journal',
    screen: { ...desktop, colorScheme: 'light' },
    async show(page) {
      await new JournalPage(page).signIn('ivanova')
      await page.getByRole('tab', { name: 'Журнал' }).waitFor()
    },
  },
]

mkdirSync(folder, { recursive: true })
const school = await startSchool('')
const browser = await chromium.launch({
  ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  args: ['--no-sandbox'],
})
for (const { name, login, screen, show } of pictures) {
  const context = await browser.newContext({
    ...screen,
    baseURL: school.url,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
  })
  if (login) await signIn(context, login)
  const page = await context.newPage()
  await show(page)
  await page.screenshot({ path: `${folder}${name}.png` })
  await context.close()
}
await browser.close()
await school.end()
