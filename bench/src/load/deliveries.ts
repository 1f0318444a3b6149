import { percentile } from '../measure.ts'

/** Which message reached whom, and how late. Numbers of messages count from 0; everything is kept in flat arrays. */
export class Deliveries {
  /** Time at which each message was meant to be sent. */
  readonly intendedMs: Float64Array
  readonly #left: Uint16Array
  readonly #latencyMs: Float64Array
  #complete = 0
  #delivered = 0

  constructor(messages: number, receiversEach: number) {
    this.intendedMs = new Float64Array(messages)
    this.#left = new Uint16Array(messages).fill(receiversEach)
    this.#latencyMs = new Float64Array(messages).fill(Number.NaN)
  }

  /** Messages that reached everybody. */
  get complete(): number {
    return this.#complete
  }

  get delivered(): number {
    return this.#delivered
  }

  /** A receiver's own memory of what came. `frame` may tell a message again (a head, a segment): only the first counts. */
  receiver(): (n: number, atMs: number) => void {
    const had = new Uint8Array(this.intendedMs.length)
    return (n, atMs) => {
      // Also what belongs to no message of this run.
      if (had[n] !== 0) return
      had[n] = 1
      this.#delivered++
      const left = (this.#left[n] ?? 0) - 1
      this.#left[n] = left
      if (left > 0) return
      this.#complete++
      this.#latencyMs[n] = atMs - (this.intendedMs[n] as number)
    }
  }

  /** From the intended time to the last receiver, of the messages from `from` on that reached everybody; ascending. */
  latencies(from: number): Float64Array {
    return this.#latencyMs
      .slice(from)
      .filter((ms) => !Number.isNaN(ms))
      .sort()
  }
}

export const shares = (sorted: Float64Array) => ({
  p50: percentile(sorted, 0.5),
  p99: percentile(sorted, 0.99),
  max: sorted.at(-1) ?? Number.NaN,
})
