/**
 * One job after another: whoever reads or writes shared state does it in a turn, so that nobody sees what is not yet on disk and nothing
 * changes between a look and the act. SQLite works synchronously here anyway, so a turn costs no parallelism.
 */
export class Turns {
  #tail: Promise<unknown> = Promise.resolve()

  run<T>(job: () => Promise<T> | T): Promise<T> {
    const turn = this.#tail.then(job)
    // The next turn begins also after a failed one; the failure itself belongs to the caller.
    this.#tail = turn.then(nothing, nothing)
    return turn
  }
}

const nothing = (): void => undefined
