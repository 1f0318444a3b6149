/** Time is handed in, so that tests decide when it passes. */
export interface Clock {
  /** Device clock, UTC milliseconds. */
  nowMs(): number
  /** Runs once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** PLATFORM-3. The device's clock corrected by what the server said last. */
export class ServerClock {
  readonly #clock: Clock
  #offsetMs: number

  constructor(clock: Clock, offsetMs = 0) {
    this.#clock = clock
    this.#offsetMs = offsetMs
  }

  nowMs(): number {
    return this.#clock.nowMs() + this.#offsetMs
  }

  /** @returns the offset, to be kept for the next start without a connection */
  learn(serverMs: number): number {
    this.#offsetMs = serverMs - this.#clock.nowMs()
    return this.#offsetMs
  }
}
