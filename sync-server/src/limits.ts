import type { ClientFrame } from '@zvonok/schema/core/frames'

/** What one person or one socket may do. Reaching a limit pauses reading or closes the socket; nothing is refused in the middle of a queue. */
export const limit = {
  socketsPerPerson: 20,
  openChats: 500,
  documents: 2000,
  watchedPeople: 500,
  foundMessages: 50,
  /** Commands: 30 in 10 s, after 500 at once. */
  commands: { burst: 500, perSecond: 3 },
  /** All other frames of one socket, each at its {@link costOf}. */
  requests: { burst: 2000, perSecond: 100 },
  slowReaderBytes: 1_000_000,
  slowReaderResumeBytes: 64_000,
  slowReaderMs: 30_000,
  pingEveryMs: 30_000,
  deadAfterMs: 75_000,
  typingEveryMs: 1_500,
  stateBytes: 64_000,
} as const

/** Of y-protocols: the type of a message that says where somebody is. */
const awareness = 1

/** How much of the requests a frame takes: some look at one row, some at a whole school. */
export function costOf(frame: ClientFrame): number {
  const { type } = frame
  if (type === 'contacts') return 50
  // Twenty names at once, then one a second: enough for a person, not for a list of names.
  if (type === 'colleagues') return 100
  // A caret moves with every key, and costs one look at the others who have the document open.
  if (type === 'doc') return frame.payload[0] === awareness ? 1 : 10
  return type === 'info' || type === 'find' || type === 'watch' ? 10 : 1
}

/** A token bucket that never refuses: it says how long to wait. */
export class Bucket {
  #tokens: number
  #atMs: number
  readonly #burst: number
  readonly #perMs: number

  constructor({ burst, perSecond }: { burst: number; perSecond: number }, nowMs: number) {
    this.#burst = burst
    this.#perMs = perSecond / 1000
    this.#tokens = burst
    this.#atMs = nowMs
  }

  /** Takes `cost` and returns 0, or returns the milliseconds until there is as much. */
  take(nowMs: number, cost = 1): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, nowMs - this.#atMs) * this.#perMs)
    this.#atMs = nowMs
    if (this.#tokens < cost) return Math.ceil((cost - this.#tokens) / this.#perMs)
    this.#tokens -= cost
    return 0
  }

  /** True when nothing is spent: it can be forgotten. */
  full(nowMs: number): boolean {
    return this.#tokens + Math.max(0, nowMs - this.#atMs) * this.#perMs >= this.#burst
  }
}
