import type { ChatId, CommandId, MessageId } from '@zvonok/schema/core/ids'
import type { ChatLog } from './chat-log.ts'
import type { Clock } from './clock.ts'
import type { DrawnCommand } from './overlay.ts'
import type { OutboxRow } from './store.ts'

/** Longer than the server gathers counts of reactions. */
const landMs = 400

export interface LandingParts {
  readonly clock: Clock
  /** What is drawn besides the outbox. */
  readonly landed: Map<CommandId, DrawnCommand>
  readonly log: (chatId: ChatId) => ChatLog | undefined
  readonly headSeq: (chatId: ChatId) => number
  readonly changed: (chatId: ChatId) => void
}

/**
 * Between the answer to a command and the frames that show what it did, its effect stays drawn: a message does not vanish for a moment, and
 * a reaction is not uncounted.
 */
export class Landing {
  readonly #parts: LandingParts
  /** Reactions of open chats that wait for the server's counts. */
  readonly #reactions = new Map<CommandId, { chatId: ChatId; done(): void; counted(): boolean }>()

  constructor(parts: LandingParts) {
    this.#parts = parts
  }

  /** `again`: sent on more than one line, so that the copy may already hold what it did. */
  add(row: OutboxRow, result: unknown, again: boolean): void {
    const { chatId } = row.args as { chatId?: ChatId }
    const seq = row.name === 'messages.send' ? (result as { seq?: number } | undefined)?.seq : undefined
    this.#parts.landed.set(row.id, { ...row, ...(seq !== undefined && { seq }) })
    if (row.name === 'messages.react') this.#addReaction(row, again)
    else if (seq === undefined) this.#parts.clock.after(landMs, () => this.#end(row.id, chatId))
    else if (chatId) this.settle(chatId)
  }

  /** The log or the head of the chat moved. */
  settle(chatId: ChatId): void {
    for (const [id, { args, seq }] of this.#parts.landed) {
      if (seq === undefined || (args as { chatId: ChatId }).chatId !== chatId) continue
      const log = this.#parts.log(chatId)?.rows
      const shown = log ? log.seqOf(id) !== undefined || log.end >= seq : this.#parts.headSeq(chatId) >= seq
      if (shown) this.#parts.landed.delete(id)
    }
    for (const reaction of [...this.#reactions.values()])
      if (reaction.chatId === chatId && reaction.counted()) reaction.done()
  }

  #addReaction({ id, args }: OutboxRow, again: boolean): void {
    const { chatId, messageId, emoji, on } = args as {
      chatId: ChatId
      messageId: MessageId
      emoji: string
      on: boolean
    }
    const countsOf = () => {
      const log = this.#parts.log(chatId)?.rows
      return log?.marks.get(log.seqOf(messageId) ?? 0)
    }
    const before = countsOf()
    const counted = () => countsOf() !== before
    const done = () => {
      if (!this.#reactions.delete(id)) return
      this.#parts.log(chatId)?.react(messageId, emoji, on, !again && !counted())
      this.#end(id, chatId)
    }
    this.#reactions.set(id, { chatId, done, counted })
    this.#parts.clock.after(landMs, done)
  }

  #end(id: CommandId, chatId: ChatId | undefined): void {
    if (this.#parts.landed.delete(id)) this.#parts.changed(chatId ?? id)
  }
}
