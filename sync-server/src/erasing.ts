import { inBackground } from './background.ts'
import type { World } from './world.ts'

const truncateAfterMs = 50
const againAfterMs = 500

/** Empties the write-ahead log after something was erased, and tries again while a reader holds it. */
export class Erasing {
  #timer: NodeJS.Timeout | undefined
  #due = false
  readonly #world: Pick<World, 'store' | 'turns' | 'log'>

  constructor(world: Pick<World, 'store' | 'turns' | 'log'>) {
    this.#world = world
  }

  soon(): void {
    this.#due = true
    this.#timer ??= this.#after(truncateAfterMs)
  }

  /** The caller holds the turn. */
  async now(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#due) return
    this.#due = !(await this.#world.store.truncateLog())
    if (this.#due) this.#timer = this.#after(againAfterMs)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #after(ms: number): NodeJS.Timeout {
    return setTimeout(() => inBackground(this.#world, 'truncate', () => this.now()), ms)
  }
}
