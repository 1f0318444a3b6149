import type { PersonId } from '@zvonok/schema/core/ids'
import type { LessonEvent } from '@zvonok/schema/lessons/lesson'

/** One open page that listens. */
export interface Listener {
  readonly personId: PersonId
  /** Of the messenger; undefined for a page of the journal. */
  readonly sessionId?: string
  /** Whether its session still lives. */
  isAlive(): Promise<boolean>
  send(event: LessonEvent | 'beat'): Promise<void>
  close(): void
}

const beatMs = 15_000
/** Pages of one person that may listen at a time; the oldest makes room. */
const maxPages = 20

/** LESSONS-10. Who listens to what is new in lessons. A note carries no content: the page asks for it with its own rights. */
export class LessonNews {
  readonly #listeners = new Map<PersonId, Set<Listener>>()
  readonly #beat: NodeJS.Timeout

  constructor() {
    this.#beat = setInterval(() => void this.#each(this.#all(), 'beat'), beatMs)
    this.#beat.unref()
  }

  /** Returns how to stop. */
  add(listener: Listener): () => void {
    const own = this.#listeners.get(listener.personId) ?? new Set()
    this.#listeners.set(listener.personId, own.add(listener))
    const [oldest] = own
    if (own.size > maxPages && oldest) this.#drop(oldest)
    return () => this.#forget(listener)
  }

  tell(people: Iterable<PersonId>, event: LessonEvent): void {
    const to = [...new Set(people)].flatMap((id) => [...(this.#listeners.get(id) ?? [])])
    void this.#each(to, event)
  }

  endSession(sessionId: string): void {
    for (const each of this.#all()) if (each.sessionId === sessionId) this.#drop(each)
  }

  endPerson(personId: PersonId): void {
    for (const each of [...(this.#listeners.get(personId) ?? [])]) this.#drop(each)
  }

  /** The server stops: pages come back by themselves. */
  close(): void {
    clearInterval(this.#beat)
    for (const each of this.#all()) this.#drop(each)
  }

  #all = (): Listener[] => [...this.#listeners.values()].flatMap((each) => [...each])

  async #each(listeners: readonly Listener[], event: LessonEvent | 'beat'): Promise<void> {
    await Promise.all(
      listeners.map(async (each) => {
        // Who cannot be asked or told now comes back by itself.
        const told = await this.#tellOne(each, event).catch(() => false)
        if (!told) this.#drop(each)
      }),
    )
  }

  async #tellOne(listener: Listener, event: LessonEvent | 'beat'): Promise<boolean> {
    if (!(await listener.isAlive())) return false
    await listener.send(event)
    return true
  }

  #drop(listener: Listener): void {
    this.#forget(listener)
    listener.close()
  }

  #forget(listener: Listener): void {
    const own = this.#listeners.get(listener.personId)
    own?.delete(listener)
    if (own?.size === 0) this.#listeners.delete(listener.personId)
  }
}
