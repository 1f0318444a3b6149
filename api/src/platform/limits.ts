import { Refused } from '@zvonok/schema/core/refusal'

/** Told to wait, with how long. */
export class TooMany extends Refused {
  readonly retryAfterS: number
  constructor(retryAfterMs: number) {
    super('core.tooMany')
    this.retryAfterS = Math.max(1, Math.ceil(retryAfterMs / 1000))
  }
}

/** At most `max` in `windowMs`, counted from the first. */
export interface Limit {
  readonly name: string
  readonly max: number
  readonly windowMs: number
}

const sweepAt = 100_000

/**
 * Counts attempts in memory. A restart forgets them: what must outlast it (tries of a code, codes sent) is counted by rows.
 * Counting comes before the work, so that parallel attempts do not slip through; `forget` gives a lawful one back.
 */
export class Limits {
  readonly #windows = new Map<string, { count: number; untilMs: number }>()
  readonly #nowMs: () => number
  readonly on: boolean

  constructor(nowMs: () => number, on: boolean) {
    this.#nowMs = nowMs
    this.on = on
  }

  /** @throws {TooMany} */
  take(limit: Limit, who: string): void {
    if (!this.on) return
    const nowMs = this.#nowMs()
    const key = `${limit.name} ${who}`
    const found = this.#windows.get(key)
    const window = found && found.untilMs > nowMs ? found : { count: 0, untilMs: nowMs + limit.windowMs }
    if (window.count >= limit.max) throw new TooMany(window.untilMs - nowMs)
    window.count++
    if (this.#windows.size >= sweepAt) this.#sweep(nowMs)
    this.#windows.set(key, window)
  }

  /** Takes one attempt back: it was lawful. */
  giveBack(limit: Limit, who: string): void {
    const window = this.#windows.get(`${limit.name} ${who}`)
    if (window) window.count--
  }

  #sweep(nowMs: number): void {
    for (const [key, { untilMs }] of this.#windows) if (untilMs <= nowMs) this.#windows.delete(key)
  }
}
