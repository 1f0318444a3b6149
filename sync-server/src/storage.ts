import { Refused } from '@zvonok/schema/core/refusal'
import { reasonOf } from './background.ts'
import type { Counters } from './counters.ts'
import type { Metrics } from './metrics.ts'
import { type Statement, type Store, setMeta } from './store.ts'

const probeEveryMs = 1000

/** Commits, and what happens when they fail: writing is closed until a probe shows that the disk takes rows again. */
export class Storage {
  #ok = true
  #probe: NodeJS.Timeout | undefined
  readonly #store: Store
  readonly #counters: Counters
  readonly #metrics: Metrics
  readonly #log: (event: string, fields: Record<string, string | number | boolean>) => void

  constructor(world: {
    store: Store
    counters: Counters
    metrics: Metrics
    log: (event: string, fields: Record<string, string | number | boolean>) => void
  }) {
    this.#store = world.store
    this.#counters = world.counters
    this.#metrics = world.metrics
    this.#log = world.log
  }

  get ok(): boolean {
    return this.#ok
  }

  /** @throws {Refused} `storage.full`: nothing was written, and whoever changed memory for it must drop that. */
  async commit(statements: readonly Statement[]): Promise<void> {
    if (!this.#ok) throw new Refused('storage.full')
    const startMs = performance.now()
    try {
      await this.#store.commit(statements)
    } catch (error) {
      this.#failed(error)
      throw new Refused('storage.full')
    }
    this.#metrics.add('commits_total')
    this.#metrics.add('commit_ms_total', performance.now() - startMs)
  }

  /** Nothing is written or tried after it: who comes late is refused, and no timer keeps the process alive. */
  close(): void {
    clearInterval(this.#probe)
    this.#ok = false
  }

  #failed(error: unknown): void {
    this.#ok = false
    this.#metrics.add('commits_failed_total')
    this.#log('storage.failed', { reason: reasonOf(error) })
    this.#counters.abandonClientId()
    this.#probe ??= setInterval(() => void this.#tryAgain(), probeEveryMs)
  }

  /** The probe writes a page of its own, so that it needs room as a real commit does. */
  async #tryAgain(): Promise<void> {
    try {
      await this.#store.commit([setMeta('probe', 'x'.repeat(probeBytes))])
      await this.#store.commit([setMeta('probe', '')])
      await this.#counters.reserveClientIds()
    } catch (error) {
      this.#log('storage.stillFailing', { reason: reasonOf(error) })
      return
    }
    clearInterval(this.#probe)
    this.#probe = undefined
    this.#ok = true
    this.#log('storage.recovered', {})
  }
}

const probeBytes = 20_000
