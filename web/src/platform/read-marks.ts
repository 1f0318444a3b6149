import type { ChatId } from '@zvonok/schema/core/ids'
import type { Clock } from './clock.ts'
import type { Saver } from './saver.ts'

/** Scrolling moves the mark many times a second; the server hears of the last place. */
const gatherMs = 300
const keyOf = (chatId: ChatId): string => `read:${chatId}`

export interface ReadMarkParts {
  readonly saver: Saver
  readonly clock: Clock
  /** False when there is no line. */
  readonly send: (chatId: ChatId, seq: number) => boolean
}

/** Own read marks that the server does not confirm yet: the furthest place of each chat, also over restarts without a line. */
export class ReadMarks {
  readonly #parts: ReadMarkParts
  readonly #pending = new Map<ChatId, number>()
  readonly #sent = new Map<ChatId, number>()
  #cancel: (() => void) | undefined

  constructor(parts: ReadMarkParts, kv: ReadonlyMap<string, unknown>) {
    this.#parts = parts
    const prefix = keyOf('')
    for (const [key, seq] of kv)
      if (key.startsWith(prefix) && typeof seq === 'number') this.#pending.set(key.slice(prefix.length), seq)
  }

  of(chatId: ChatId): number {
    return this.#pending.get(chatId) ?? 0
  }

  /** PLATFORM-11. Only forward. False when nothing moved. */
  move(chatId: ChatId, seq: number, known: number): boolean {
    if (seq <= Math.max(known, this.of(chatId))) return false
    this.#pending.set(chatId, seq)
    this.#parts.saver.set('kv', keyOf(chatId), seq)
    this.#cancel ??= this.#parts.clock.after(gatherMs, () => this.flush())
    return true
  }

  /** The server's mark: what it covers is done. */
  confirmed(chatId: ChatId, readSeq: number): void {
    if (this.of(chatId) === 0 || readSeq < this.of(chatId)) return
    this.forget(chatId)
  }

  forget(chatId: ChatId): void {
    this.#sent.delete(chatId)
    if (this.#pending.delete(chatId)) this.#parts.saver.set('kv', keyOf(chatId), undefined)
  }

  flush(): void {
    this.#cancel?.()
    this.#cancel = undefined
    for (const [chatId, seq] of this.#pending)
      if (this.#sent.get(chatId) !== seq && this.#parts.send(chatId, seq)) this.#sent.set(chatId, seq)
  }

  lineLost(): void {
    this.#sent.clear()
  }
}
