/** Several runs of the same measurement: the middle one counts, the spread says how far to trust it. */
export interface Measured {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

export function summarize(values: readonly number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: percentile(sorted, 0.5), min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, runs: sorted.length }
}

/** Of ascending values; NaN when there are none. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return NaN
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
}

/** Runs `measure` one after the other. */
export async function repeat<T>(times: number, measure: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let run = 0; run < times; run++) results.push(await measure(run))
  return results
}

/** Milliseconds of the machine's monotonic clock: the same in every process, so that sender and receiver can stand apart. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for `done`, at most `limitMs`. @throws {Error} naming `what` */
export async function waitUntil(what: string, limitMs: number, done: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + limitMs
  while (!(await done())) {
    if (Date.now() > until) throw new Error(`not within ${limitMs} ms: ${what}`)
    await wait(5)
  }
}
