import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import type * as Livekit from 'livekit-client'
import { CallPage } from '../../pages/call-page.ts'
import { camerasThatMayBeForbidden } from '../../school/cameras.ts'
import { readyForCalls } from '../../school/ready-for-calls.ts'
import { test } from '../../school/test.ts'

test.use(camerasThatMayBeForbidden)
test.skip(({ isMobile }) => isMobile, 'the same on every layout')

const [orlova, anna] = ['Орлова Елена Викторовна', 'Кузнецова Анна']
const mediaClient = new URL('../../../node_modules/livekit-client/dist/livekit-client.umd.js', import.meta.url)

/** Goes past the app, with a token from before. @returns why the media server sent it out */
async function comeWith(token: string, page: Page): Promise<unknown> {
  await page.evaluate(await readFile(mediaClient, 'utf8'))
  return page.evaluate(async (pass) => {
    const { Room, RoomEvent, DisconnectReason } = (window as unknown as { LivekitClient: typeof Livekit }).LivekitClient
    const room = new Room()
    const out = new Promise((resolve) => room.once(RoomEvent.Disconnected, (why = 0) => resolve(DisconnectReason[why])))
    // Sent out while it still connects, it tells of it at once; `connect` itself gives up only after 15 s.
    room.connect(`${location.origin.replace('http', 'ws')}/livekit`, pass).catch(() => undefined)
    return out
  }, token)
}

test('[CALLS-6] [CALLS-8] [CALLS-14] [INCALL-7] [INCALL-9] [INCALL-20] the door of a call: let in, loaded again, without a camera, removed for good', async ({
  enter,
  school,
}) => {
  test.slow()
  await readyForCalls(school)
  const hers = new CallPage(await enter('orlova'))
  await hers.page.goto('/calls')
  await hers.page.getByRole('button', { name: 'Создать звонок по ссылке' }).click()
  const dialog = hers.page.getByRole('dialog', { name: 'Создать звонок по ссылке' })
  await dialog.getByRole('textbox', { name: 'Название звонка' }).fill('Консультация')
  await dialog.getByRole('switch', { name: 'Зал ожидания' }).click()
  await dialog.getByRole('button', { name: 'Начать звонок' }).click()
  await hers.bar.waitFor()
  await hers.button('Камера').click()

  const annas = new CallPage(await enter('kuznetsova'))
  let token = ''
  annas.page.on('response', async (answer) => {
    if (answer.url().endsWith('/token') && answer.ok()) ({ token } = await answer.json())
  })
  await annas.page.goto(hers.page.url())
  await annas.pressJoin({ camera: true })
  await expect(annas.page.getByText('Ожидайте, учитель впустит вас')).toBeVisible()
  const people = await hers.openPanel('Участники')
  await people.getByRole('list', { name: 'Ждут входа' }).getByRole('button', { name: 'Впустить' }).click()
  await annas.receivesVideo(orlova)
  await hers.receivesVideo(anna)

  await annas.page.reload()
  await annas.receivesVideo(orlova)
  await hers.receivesVideo(anna)

  await annas.button('Микрофон').click()
  await annas.page.context().clearPermissions()
  const alert = annas.page.getByRole('alert', { name: 'Нет доступа к камере' })
  await expect(alert).toContainText('Доступ запрещён в браузере')
  await expect(annas.button('Камера')).toHaveAttribute('aria-pressed', 'false')

  await people.getByRole('button', { name: `Действия: ${anna}` }).click()
  await hers.page.getByRole('menuitem', { name: 'Удалить из звонка' }).click()
  await hers.page.getByRole('alertdialog').getByRole('button', { name: 'Удалить из звонка' }).click()
  const removed = annas.page.getByText('Администратор удалил вас из этого звонка')
  await expect(removed).toBeVisible()
  expect(await comeWith(token, annas.page)).toBe('PARTICIPANT_REMOVED')
  await annas.page.reload()
  await expect(removed).toBeVisible()
  await expect(hers.tile(anna)).toHaveCount(0)

  await hers.button('Выйти из звонка').click()
  await hers.page.getByRole('menuitem', { name: 'Завершить для всех' }).click()
  await hers.page.getByRole('alertdialog').getByRole('button', { name: 'Завершить для всех' }).click()
  await hers.page.reload()
  await expect(hers.page.getByText('Звонок завершён')).toBeVisible()
})
