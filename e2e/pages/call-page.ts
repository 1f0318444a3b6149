import { expect, type Locator, type Page } from '@playwright/test'

/** The screen of a call. */
export class CallPage {
  readonly page: Page
  readonly bar: Locator
  constructor(page: Page) {
    this.page = page
    this.bar = page.getByRole('toolbar', { name: 'Панель звонка' })
  }

  /** «Создать звонок по ссылке», without a name; the address is that of the page. */
  static async startByLink(page: Page): Promise<CallPage> {
    await page.goto('/calls')
    await page.getByRole('button', { name: 'Создать звонок по ссылке' }).click()
    await page.getByRole('button', { name: 'Начать звонок' }).click()
    await page.waitForURL(/\/call\/[\w-]{16}$/)
    const call = new CallPage(page)
    await call.bar.waitFor()
    return call
  }

  button(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true })
  }

  /** From the call's address: through the browser, as oneself, with or without a camera. */
  async join(how: { camera: boolean }): Promise<void> {
    await this.pressJoin(how)
    await this.bar.waitFor()
  }

  /** As above, where somebody may still have to open the door. */
  async pressJoin({ camera }: { camera: boolean }): Promise<void> {
    await this.page.getByRole('button', { name: 'Присоединиться к звонку через браузер' }).click()
    await this.page.getByRole('button', { name: /^Продолжить как/ }).click()
    await this.page.getByRole('button', { name: camera ? 'Присоединиться с видео' : 'Присоединиться с аудио' }).click()
  }

  /** How loud the loudspeaker is at most in half a second, 0 to 1; undefined while nothing is played at all. */
  loudness(): Promise<number | undefined> {
    return this.page.evaluate(async () => {
      const streams = [...document.querySelectorAll('audio')].map(({ srcObject }) => srcObject as MediaStream)
      if (streams.length === 0) return undefined
      const context = new AudioContext()
      const analyser = new AnalyserNode(context)
      for (const stream of streams) context.createMediaStreamSource(stream).connect(analyser)
      const samples = new Float32Array(analyser.fftSize)
      let loudest = 0
      for (const untilMs = performance.now() + 500; performance.now() < untilMs; ) {
        await new Promise(requestAnimationFrame)
        analyser.getFloatTimeDomainData(samples)
        loudest = Math.max(loudest, ...samples.map(Math.abs))
      }
      await context.close()
      return loudest
    })
  }

  /** The sound of somebody else comes out. */
  async hears(): Promise<void> {
    await expect.poll(async () => (await this.loudness()) ?? 0, { timeout: 20_000 }).toBeGreaterThan(0.01)
  }

  /** A person, or «…: экран». */
  tile(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Участники' })
      .locator('[data-person]')
      .filter({ has: this.page.getByRole('button', { name, exact: true }) })
      .first()
  }

  /** A picture of somebody else, or of this tile, is there and runs. */
  async receivesVideo(of?: string): Promise<void> {
    const video = (of === undefined ? this.page : this.tile(of)).locator('video:not([class*=mirrored])').first()
    const isRunning = async () => {
      if ((await video.count()) === 0) return false
      return video.evaluate(async (element: HTMLVideoElement) => {
        const before = element.currentTime
        // A picture that stands still, as after a break, never has a next frame.
        await Promise.race([
          new Promise((resolve) => element.requestVideoFrameCallback(resolve)),
          new Promise((resolve) => setTimeout(resolve, 1000)),
        ])
        return element.videoWidth > 0 && element.currentTime > before
      })
    }
    await expect.poll(isRunning, { timeout: 20_000 }).toBe(true)
  }

  /** «Чат», «Участники» or «Настройки» beside the people. */
  async openPanel(name: string): Promise<Locator> {
    const panel = this.page.getByRole('complementary', { name })
    if (!(await panel.isVisible())) await this.button(name).click()
    await panel.waitFor()
    return panel
  }

  /** Into the open panel «Чат». */
  async write(chat: Locator, text: string): Promise<void> {
    await chat.getByRole('textbox', { name: 'Сообщение', exact: true }).fill(text)
    await chat.getByRole('button', { name: 'Отправить', exact: true }).click()
  }

  get lineIsLost(): Locator {
    return this.page.getByText('Переподключение…')
  }
}
