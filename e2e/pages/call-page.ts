import { expect, type Locator, type Page } from '@playwright/test'

/** The screen of a call. */
export class CallPage {
  readonly page: Page
  readonly bar: Locator
  constructor(page: Page) {
    this.page = page
    this.bar = page.getByRole('toolbar', { name: 'Панель звонка' })
  }

  button(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true })
  }

  /** From the call's address: through the browser, as oneself, with or without a camera. */
  async join({ camera }: { camera: boolean }): Promise<void> {
    await this.page.getByRole('button', { name: 'Присоединиться к звонку через браузер' }).click()
    await this.page.getByRole('button', { name: /^Продолжить как/ }).click()
    await this.page.getByRole('button', { name: camera ? 'Присоединиться с видео' : 'Присоединиться с аудио' }).click()
    await this.bar.waitFor()
  }

  /** A picture of somebody else is there and runs. */
  async receivesVideo(): Promise<void> {
    const isRunning = () =>
      this.page.evaluate(async () => {
        const video = [...document.querySelectorAll('video')].find((each) => !each.className.includes('mirrored'))
        if (!video || video.videoWidth === 0) return false
        const before = video.currentTime
        await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
        return video.currentTime > before
      })
    await expect.poll(isRunning, { timeout: 20_000 }).toBe(true)
  }
}
