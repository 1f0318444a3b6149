import type { ChatFacts } from '@zvonok/schema/chats/facts'
import type { PersonRow } from '@zvonok/schema/chats/head'
import type { ChatId, CommandId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { MessageFacts } from '@zvonok/schema/messages/document'
import { chatFacts, deviceFacts, drawHead } from './chat-facts.ts'
import { drawItem } from './chat-items.ts'
import type { ChatList, Known } from './chat-list.ts'
import type { ChatItem } from './device.ts'
import { type Drawn, type DrawnCommand, Overlay } from './overlay.ts'

export interface DrawingParts {
  readonly personId: PersonId
  readonly list: ChatList
  readonly nowMs: () => number
  readonly waiting: () => readonly DrawnCommand[]
  /** A message of an open chat. */
  readonly message: (chatId: ChatId, id: MessageId) => MessageFacts | undefined
  readonly readTo: (chatId: ChatId) => number
  readonly draft: (chatId: ChatId) => string
}

/** The copy with the outbox drawn in. Made when somebody looks, so that a burst of commands is drawn once. */
export class Drawing {
  /** Acknowledged, but what they did has not come back yet. */
  readonly landed = new Map<CommandId, DrawnCommand>()
  readonly #parts: DrawingParts
  #overlay: Overlay | undefined
  readonly #items: Kept<ChatItem> = new Map()
  readonly #facts: Kept<ChatFacts> = new Map()

  constructor(parts: DrawingParts) {
    this.#parts = parts
  }

  /** The outbox or what it is drawn over is another. */
  invalidate(): void {
    this.#overlay = undefined
  }

  of(chatId: ChatId): Drawn | undefined {
    return this.#current().chats.get(chatId)
  }

  known(chatId: ChatId): Known | undefined {
    const { personId, list } = this.#parts
    return drawHead(personId, list.chats.get(chatId), this.of(chatId))
  }

  /** The same object until something of it changed. */
  facts(chatId: ChatId): ChatFacts | undefined {
    const { personId, list } = this.#parts
    const known = this.known(chatId)
    if (!known) return undefined
    const drawn = this.of(chatId)
    const info = list.info.get(chatId)
    const peer = this.#peerOf(known)
    const from = [list.chats.get(chatId), drawn, info, peer]
    return kept(this.#facts, chatId, from, () => chatFacts(personId, known, info, drawn, peer))
  }

  /** The same object until something of it changed. */
  item(chatId: ChatId): ChatItem | undefined {
    const { personId, list, readTo, draft } = this.#parts
    const known = this.known(chatId)
    if (!known) return undefined
    const drawn = this.of(chatId)
    const peer = this.#peerOf(known)
    const from = [list.chats.get(chatId), drawn, readTo(chatId), draft(chatId), peer]
    return kept(this.#items, chatId, from, () => drawItem(personId, known, drawn, readTo(chatId), draft(chatId), peer))
  }

  all(): ChatItem[] {
    const ids = new Set(this.#parts.list.chats.keys())
    for (const [id, drawn] of this.#current().chats) if (drawn.created) ids.add(id)
    return [...ids].map((id) => this.item(id)).filter((item) => item !== undefined)
  }

  #current(): Overlay {
    if (this.#overlay) return this.#overlay
    const { personId, list, nowMs, waiting, message } = this.#parts
    const overlay = new Overlay(personId)
    // Set first: what a command asks is answered with the earlier ones drawn in.
    this.#overlay = overlay
    const facts = deviceFacts(
      list.me,
      personId,
      nowMs(),
      (id) => this.facts(id),
      (chatId, id) => message(chatId, id) ?? this.#lastOf(chatId, id) ?? waitingMessage(overlay, chatId, id),
    )
    for (const command of [...this.landed.values(), ...waiting()]) overlay.draw(command, facts)
    return overlay
  }

  #peerOf({ head }: Known): PersonRow | undefined {
    const { personId, list } = this.#parts
    const id = head.peers?.find((each) => each !== personId)
    return id === undefined ? undefined : list.people.get(id)
  }

  #lastOf(chatId: ChatId, id: MessageId): MessageFacts | undefined {
    const head = this.#parts.list.chats.get(chatId)?.head
    if (!head?.last || head.last.id !== id) return undefined
    const { author, atMs, kind } = head.last
    return { id, seq: head.seq, author, atMs, kind }
  }
}

/** Chat → what was made last, and of what. */
type Kept<T> = Map<ChatId, { readonly from: readonly unknown[]; readonly made: T }>

/** Made anew only when one of `from` is another one. */
function kept<T>(all: Kept<T>, chatId: ChatId, from: readonly unknown[], make: () => T): T {
  const before = all.get(chatId)
  if (before?.from.every((each, i) => Object.is(each, from[i]))) return before.made
  const made = make()
  all.set(chatId, { from, made })
  return made
}

function waitingMessage(overlay: Overlay, chatId: ChatId, id: MessageId): MessageFacts | undefined {
  const found = overlay.chats.get(chatId)?.appended.find((each) => each.id === id)
  return found && { id, seq: found.seq, author: found.author, atMs: found.atMs, kind: found.kind }
}
