import type { ChatId } from '@zvonok/schema/core/ids'
import type { Saver } from './saver.ts'

const prefix = 'draft:'

/** Unsent text of each chat, on this device only. */
export class Drafts {
  readonly #texts = new Map<ChatId, string>()
  readonly #saver: Saver

  constructor(saver: Saver, kv: ReadonlyMap<string, unknown>) {
    this.#saver = saver
    for (const [key, text] of kv)
      if (key.startsWith(prefix) && typeof text === 'string') this.#texts.set(key.slice(prefix.length), text)
  }

  of(chatId: ChatId): string {
    return this.#texts.get(chatId) ?? ''
  }

  /** `stored` by another tab already. False when it was so. */
  set(chatId: ChatId, text: string, stored = false): boolean {
    if (text === this.of(chatId)) return false
    if (text) this.#texts.set(chatId, text)
    else this.#texts.delete(chatId)
    if (!stored) this.#saver.set('kv', prefix + chatId, text || undefined)
    return true
  }
}
