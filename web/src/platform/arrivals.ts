import type { LogEntry } from '@zvonok/schema/messages/document'
import type { LogRows } from './log-rows.ts'

/** A longer gap between what was here and what came is left to scrolling. */
const maxGap = 600

export interface ArrivalParts {
  readonly rows: LogRows
  /** The first rows, or the first answer, are there. */
  readonly isReady: () => boolean
  readonly isFollowing: () => boolean
  readonly arrived: (seq: number, entry: LogEntry) => void
}

/** Tells what comes at the end of a log after what was there first: in its order, each once. */
export class Arrivals {
  readonly #parts: ArrivalParts
  /** Told up to here; undefined until the first rows are there. */
  #toldTo: number | undefined
  /** On this line nothing was missing once: what comes from now on is fetched, however much. */
  #isComplete = false

  constructor(parts: ArrivalParts) {
    this.#parts = parts
  }

  tell(): void {
    const { rows, isReady, isFollowing, arrived } = this.#parts
    if (this.#toldTo === undefined) {
      if (isReady()) this.#toldTo = rows.end
      return
    }
    if (!this.#fills(rows.start())) this.#toldTo = rows.start() - 1
    for (;;) {
      const entry = rows.entries.get(this.#toldTo + 1)
      if (entry === undefined) break
      arrived(++this.#toldTo, entry)
    }
    this.#isComplete ||= this.#toldTo === rows.end && isFollowing()
  }

  /** Back to the first shown row, and over a short gap to what was here before. */
  wantedFrom(): number {
    const start = this.#parts.rows.start()
    return this.#toldTo !== undefined && this.#fills(start) ? Math.min(start, this.#toldTo + 1) : start
  }

  lineLost(): void {
    this.#isComplete = false
  }

  cutAfter(seq: number): void {
    if (this.#toldTo !== undefined) this.#toldTo = Math.min(this.#toldTo, seq)
  }

  #fills(start: number): boolean {
    return this.#isComplete || start - (this.#toldTo ?? start) <= maxGap
  }
}
