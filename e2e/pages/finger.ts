import type { CDPSession, Locator, Page } from '@playwright/test'

interface Point {
  readonly x: number
  readonly y: number
}

/** One finger on the screen: what Playwright's `tap` cannot do. */
export class Finger {
  readonly page: Page
  /** One for the whole touch: a finger that came down in one session is unknown to another. */
  #session: CDPSession | undefined
  constructor(page: Page) {
    this.page = page
  }

  /** Rests on the place until what it should bring is there. */
  async hold(place: Locator, brings: Locator): Promise<void> {
    const point = await middleOf(place)
    await this.#touch('touchStart', point)
    await brings.waitFor()
    await this.#touch('touchEnd')
  }

  /** Draws the place aside, `byPx` to the right (negative: to the left). */
  async swipe(place: Locator, byPx: number): Promise<void> {
    const { x, y } = await middleOf(place)
    await this.#touch('touchStart', { x, y })
    for (let step = 1; step <= 10; step++) await this.#touch('touchMove', { x: x + (byPx * step) / 10, y })
    await this.#touch('touchEnd')
  }

  async #touch(type: 'touchStart' | 'touchMove' | 'touchEnd', point?: Point): Promise<void> {
    this.#session ??= await this.page.context().newCDPSession(this.page)
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] })
  }
}

/** Waits until it stands still and nothing lies over it, as Playwright does before a click. */
async function middleOf(place: Locator): Promise<Point> {
  await place.tap({ trial: true })
  const box = await place.boundingBox()
  if (!box) throw new Error('nothing to touch')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
