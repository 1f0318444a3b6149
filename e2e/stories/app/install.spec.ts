import { expect } from '@playwright/test'
import { ChatPage } from '../../pages/chat-page.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'the same on every layout')

test('[FRAME-11] a new version waits until «Обновить» and loses nothing that is typed', async ({ enter, network }) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  const { page } = chat
  await chat.open('7 Б класс')
  await chat.installed()
  await page.reload()
  await chat.input.fill('Набрано до обновления')
  network.release(page)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await expect(page.getByRole('status').filter({ hasText: 'Доступна новая версия' })).toBeVisible()
  await expect(chat.input).toHaveValue('Набрано до обновления')
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Обновить', exact: true }).click()
  await loaded
  await expect(chat.input).toHaveValue('Набрано до обновления')
  await expect(page.getByRole('button', { name: 'Обновить', exact: true })).toHaveCount(0)
})

test('[FRAME-12] everything that was ever opened opens without a line, also what was not opened before', async ({
  enter,
  network,
}) => {
  const chat = new ChatPage(await enter('kuznetsova'))
  const { page } = chat
  await chat.open('7 Б класс')
  await chat.message('лабораторную оформить').waitFor()
  await chat.installed()
  await network.cut(page)
  // The page that brought the app, then a new start.
  await chat.openInfo()
  await page.close()
  const again = new ChatPage(await page.context().newPage())
  await again.page.goto('/chats')
  await again.open('7 Б класс')
  await expect(again.message('лабораторную оформить')).toBeInViewport()
  for (const name of ['Контакты', 'Звонки', 'Аккаунт']) {
    await again.page.getByRole('link', { name, exact: true }).click()
    await expect(again.page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
})

test('[FRAME-13] the manifest makes an app of it: id, icons, pictures, shortcuts, share target', async ({ enter }) => {
  const page = await enter('kuznetsova')
  const href = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? ''
  const get = (path: string) => page.request.get(path)
  const manifest = await (await get(href)).json()
  expect(manifest).toMatchObject({ id: '/', start_url: '/chats', display: 'standalone', lang: 'ru' })
  expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toContain('maskable')
  expect(manifest.icons.map(({ sizes }: { sizes: string }) => sizes)).toContain('512x512')
  expect(manifest.screenshots.map(({ form_factor }: { form_factor: string }) => form_factor).sort()).toEqual([
    'narrow',
    'wide',
  ])
  for (const { src } of [...manifest.icons, ...manifest.screenshots])
    expect((await get(src)).headers()['content-type'], src).toBe('image/png')
  for (const { url } of manifest.shortcuts) expect((await get(url)).ok(), url).toBe(true)

  await page.goto(`${manifest.share_target.action}?text=Интересное&url=https://example.org`)
  const where = page.getByRole('dialog', { name: 'Куда отправить' })
  await where.getByRole('checkbox', { name: '7 Б класс' }).check()
  await where.getByRole('button', { name: 'Переслать' }).click()
  await expect(new ChatPage(page).item('7 Б класс')).toContainText('Интересное')
})
