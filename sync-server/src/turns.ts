/** Turns follow each other without a pause for at most this long: then sockets are read and written. */
const breathAfterMs = 2

/**
 * One job after another: whoever reads or writes shared state does it in a turn, so that nobody sees what is not yet on disk and nothing
 * changes between a look and the act. SQLite works synchronously here anyway, so a turn costs no parallelism.
 */
export class Turns {
  #tail: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #breathedMs = 0

  run<T>(job: () => Promise<T> | T): Promise<T> {
    const turn = this.#waiting++ === 0 ? this.#tail.then(job) : this.#tail.then(() => this.#breath()).then(job)
    const done = (): void => {
      this.#waiting--
    }
    // The next turn begins also after a failed one; the failure itself belongs to the caller.
    this.#tail = turn.then(done, done)
    return turn
  }

  #breath(): Promise<void> | undefined {
    if (performance.now() - this.#breathedMs < breathAfterMs) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        this.#breathedMs = performance.now()
        resolve()
      }),
    )
  }
}
