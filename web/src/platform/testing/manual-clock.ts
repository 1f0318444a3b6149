import type { Clock } from '../clock.ts'

/** Time passes only when the test says so. */
export class ManualClock implements Clock {
  #nowMs = 1_700_000_000_000
  #timers: { atMs: number; run: () => void }[] = []

  nowMs(): number {
    return this.#nowMs
  }

  after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  /** Runs what is due on the way, in its order. */
  pass(ms: number): void {
    const untilMs = this.#nowMs + ms
    for (;;) {
      const next = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
      if (!next) break
      this.#nowMs = next.atMs
      this.#timers = this.#timers.filter((each) => each !== next)
      next.run()
    }
    this.#nowMs = untilMs
  }

  /** Milliseconds until the next timer. */
  nextInMs(): number {
    return Math.min(...this.#timers.map(({ atMs }) => atMs)) - this.#nowMs
  }
}
