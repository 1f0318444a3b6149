import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

const chromium = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path))

/** One worker: the stories share two cores with the server and several browsers. */
export default defineConfig({
  testDir: 'stories',
  outputDir: '../test-results/stories',
  globalSetup: './school/template.ts',
  workers: 1,
  // A shared machine may stall for seconds; what passes only at the second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1366, height: 768 } } },
    {
      name: 'phone',
      // Without a screen: once is enough.
      testIgnore: 'operator/**',
      use: { ...devices['Pixel 7'], viewport: { width: 412, height: 823 }, locale: 'ru-RU' },
    },
  ],
})
