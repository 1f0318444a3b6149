import { expect, type Page } from '@playwright/test'
import { CallPage } from '../../pages/call-page.ts'
import { cameras } from '../../school/cameras.ts'
import { readyForCalls } from '../../school/ready-for-calls.ts'
import { test } from '../../school/test.ts'

test.skip(({ isMobile }) => isMobile, 'the same on every layout')
test.use(cameras)
// Room for one with pictures and for voices beside it.
test.use({ settings: { ZVONOK_UPLINK_KBIT: '400', ZVONOK_SCHOOL_NETWORKS: '127.0.0.1/32' } })

const pictures = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('video')].map((video) => `${video.videoWidth}x${video.videoHeight}`),
  )

test('[CALLS-30] [INCALL-23] outside the school one hears all and sees the screen, a picture a second, as long as the line has room', async ({
  enter,
  school,
}) => {
  test.slow()
  await readyForCalls(school)
  const [anna, ilya, elena] = [
    await enter('kuznetsova'),
    await enter('sokolov', '127.0.0.2'),
    await enter('orlova', '127.0.0.3'),
  ]
  const hers = await CallPage.startByLink(anna)
  await hers.button('Камера').click()
  await hers.button('Демонстрировать экран').click()

  const his = new CallPage(ilya)
  await ilya.goto(anna.url())
  await his.join({ camera: false })
  await expect(ilya.getByText('Вы не в сети школы: голоса и экран — кадр в секунду')).toBeVisible()
  await expect.poll(() => pictures(ilya), { timeout: 20_000 }).toEqual(['1280x720'])
  await his.hears()

  const late = new CallPage(elena)
  await elena.goto(anna.url())
  await late.join({ camera: false })
  await expect(elena.getByText('Вы не в сети школы: только голоса')).toBeVisible()
  await late.hears()
  expect(await pictures(elena)).toEqual([])
  expect(await pictures(ilya)).toEqual(['1280x720'])
})
