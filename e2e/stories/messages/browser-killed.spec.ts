import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { chatId } from '../../school/make-chats.ts'
import { signIn, test } from '../../school/test.ts'

/** Chromium's lock of a profile is a link to `<host>-<process id>`; it stays behind, and the next browser would wait for its owner. */
function killBrowser(profile: string): void {
  const lock = join(profile, 'SingletonLock')
  const pid = Number(readlinkSync(lock).split('-').at(-1))
  process.kill(pid, 'SIGKILL')
  rmSync(lock, { force: true })
}

/** What the browser has written of drafts. They are gathered over a few keys before they are written. */
const keptDrafts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((each) => each.name?.startsWith('zvonok-'))
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await asked(indexedDB.open(name))
    const values: unknown[] = await asked(
      db.transaction('kv').objectStore('kv').getAll(IDBKeyRange.bound('draft:', 'draft;')),
    )
    db.close()
    return values.map(String)
  })

test.skip(({ isMobile }) => isMobile, 'the same on every layout')

test('[PLATFORM-4] [PLATFORM-5] a browser killed between typing and the answer sends once when it is back', async ({
  school,
  device,
  contextOptions,
  launchOptions,
}) => {
  test.slow()
  const profile = mkdtempSync(join(tmpdir(), 'zvonok-profile-'))
  const open = () =>
    chromium.launchPersistentContext(profile, { ...launchOptions, ...contextOptions, baseURL: school.url })
  // The browser writes its cookies down only now and then, and at the end: this person signed in earlier.
  const earlier = await open()
  await signIn(earlier, 'kuznetsova')
  const welcome = await earlier.newPage()
  await welcome.goto('/chats')
  await welcome.getByRole('list', { name: 'Список чатов' }).waitFor()
  await earlier.close()
  const first = await open()
  const before = new ChatPage(await first.newPage())
  await before.page.goto('/chats')
  await before.open('7 Б класс')
  await school.kill()
  await before.send('Перед обрывом')
  await before.input.fill('И недописанное')
  await expect(before.message('Перед обрывом')).toHaveAccessibleDescription(/Отправляется/)
  await expect.poll(() => keptDrafts(before.page)).toEqual(['И недописанное'])
  const gone = first.waitForEvent('close')
  killBrowser(profile)
  await gone
  await school.start()

  const second = await open()
  const after = new ChatPage(await second.newPage())
  await after.page.goto('/chats')
  await after.open('7 Б класс')
  await expect(after.message('Перед обрывом')).toHaveCount(1)
  await expect(after.message('Перед обрывом')).toHaveAccessibleDescription(/Отправлено|Прочитано/)
  await expect(after.input).toHaveValue('И недописанное')
  const sokolov = await device('sokolov')
  const id = await chatId(sokolov, '7 Б класс')
  await sokolov.open(id)
  expect(sokolov.messages(id).filter(({ text }) => text === 'Перед обрывом')).toHaveLength(1)
  await second.close()
  rmSync(profile, { recursive: true, force: true })
})
