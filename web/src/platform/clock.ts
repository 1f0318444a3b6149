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

/** A clock whose timers end together, when their owner does. */
export function ownTimers(clock: Clock): Clock & { cancelAll(): void } {
  const cancels = new Set<() => void>()
  return {
    nowMs: () => clock.nowMs(),
    after(ms, run) {
      const stop = clock.after(ms, () => {
        cancels.delete(cancel)
        run()
      })
      const cancel = () => {
        cancels.delete(cancel)
        stop()
      }
      cancels.add(cancel)
      return cancel
    },
    cancelAll() {
      for (const cancel of [...cancels]) cancel()
    },
  }
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
