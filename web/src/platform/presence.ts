import type { ClientFrame } from '@zvonok/schema/core/frames'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import type { Clock } from './clock.ts'

/** Longer than the pause between two `typing` frames of one who types. */
const typingMs = 6_000
const tellTypingEveryMs = 3_000
/** The server's limit. */
const maxWatched = 500

interface Seen {
  readonly online: boolean
  readonly lastSeenMs?: number
}

export interface PresenceParts {
  readonly clock: Clock
  readonly send: (frame: ClientFrame) => boolean
  readonly typingChanged: (chatId: ChatId) => void
}

/** Who is there and who types. Nothing of it is stored. */
export class Presence {
  readonly #parts: PresenceParts
  readonly #people = new Map<PersonId, Seen>()
  readonly #typers = new Map<ChatId, Map<PersonId, () => void>>()
  readonly #told = new Map<ChatId, number>()
  #watched: readonly PersonId[] = []

  constructor(parts: PresenceParts) {
    this.#parts = parts
  }

  of(id: PersonId): Seen | undefined {
    return this.#people.get(id)
  }

  watch(people: readonly PersonId[]): void {
    this.#watched = people.slice(0, maxWatched)
    this.#parts.send({ type: 'watch', people: this.#watched })
  }

  take(people: readonly (readonly [PersonId, boolean, number?])[]): void {
    for (const [id, online, lastSeenMs] of people)
      this.#people.set(id, { online, ...(lastSeenMs !== undefined && { lastSeenMs }) })
  }

  typing(chatId: ChatId): PersonId[] {
    return [...(this.#typers.get(chatId)?.keys() ?? [])]
  }

  takeTyping(chatId: ChatId, personId: PersonId): void {
    const typers = this.#typers.get(chatId) ?? new Map<PersonId, () => void>()
    this.#typers.set(chatId, typers)
    typers.get(personId)?.()
    const cancel = this.#parts.clock.after(typingMs, () => this.stopped(chatId, personId))
    typers.set(personId, cancel)
    this.#parts.typingChanged(chatId)
  }

  /** Whoever sent something does not type it any more. */
  stopped(chatId: ChatId, personId: PersonId): void {
    const typers = this.#typers.get(chatId)
    const cancel = typers?.get(personId)
    if (!cancel) return
    cancel()
    typers?.delete(personId)
    this.#parts.typingChanged(chatId)
  }

  tellTyping(chatId: ChatId): void {
    const now = this.#parts.clock.nowMs()
    if (now - (this.#told.get(chatId) ?? 0) < tellTypingEveryMs) return
    if (this.#parts.send({ type: 'typing', chatId })) this.#told.set(chatId, now)
  }

  lineOpened(): void {
    if (this.#watched.length > 0) this.#parts.send({ type: 'watch', people: this.#watched })
  }

  /** Without a line nobody knows. */
  lineLost(): void {
    this.#people.clear()
    for (const [chatId, typers] of this.#typers) for (const id of [...typers.keys()]) this.stopped(chatId, id)
  }
}
