import type { ChatFacts } from '@zvonok/schema/chats/facts'
import type { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { ChatLog } from './chat-log.ts'
import { RowCache, type RowSources } from './chat-rows.ts'
import type { ChatItem, FoundMessage, OpenChat, ShownMessage } from './device.ts'
import { Listeners } from './listeners.ts'

type Members = NonNullable<ReturnType<OpenChat['members']>>

export interface OpenChatParts {
  readonly id: ChatId
  readonly log: ChatLog
  readonly item: () => ChatItem | undefined
  readonly facts: () => ChatFacts | undefined
  readonly sources: () => Omit<RowSources, 'end' | 'entries' | 'marks' | 'reacted' | 'inLog'>
  /** Members are on this device. */
  readonly hasMembers: () => boolean
  readonly askMembers: () => void
  /** Of the server; empty without a line. */
  readonly find: (ids: readonly MessageId[]) => Promise<readonly FoundMessage[]>
  readonly seen: () => ReadonlyMap<PersonId, number>
  readonly typing: () => readonly PersonId[]
  readonly tellTyping: () => void
  readonly markRead: (seq: number) => void
  readonly released: () => void
  /** The heads of this line are in: what is not among them is gone. */
  readonly synced: () => boolean
}

/** One chat on the screen, shared by everybody who has it open. */
export class OpenedChat {
  readonly id: ChatId
  readonly log: ChatLog
  users = 0
  readonly #parts: OpenChatParts
  readonly #listeners = new Listeners()
  readonly #cache = new RowCache()
  #shown: ShownMessage[] | undefined
  #members: Members | undefined
  #wasThere = false

  constructor(parts: OpenChatParts) {
    this.#parts = parts
    this.id = parts.id
    this.log = parts.log
  }

  /** Something of the rows, the members or the head changed. */
  changed(): void {
    this.#shown = undefined
    this.#members = undefined
    this.#listeners.tell()
  }

  /** Only what is not in the rows: typing, read marks that change no row. */
  told(): void {
    this.#listeners.tell()
  }

  /** For one user: closing it twice is closing it once. */
  handle(): OpenChat {
    this.users++
    const parts = this.#parts
    const { log } = this
    const off: (() => void)[] = []
    let closed = false
    return {
      id: this.id,
      item: () => this.#item(),
      facts: () => parts.facts(),
      rows: () => this.#rows(),
      phase: () => this.#phase(),
      hasOlder: () => log.hasOlder() && log.rows.start() > parts.sources().clearedSeq + 1,
      loadOlder: () => log.loadOlder(),
      loadTo: (seq) => this.#loadTo(seq),
      find: (ids) => parts.find(ids),
      members: () => this.#memberList(),
      seen: () => parts.seen(),
      typing: () => parts.typing(),
      tellTyping: () => parts.tellTyping(),
      markRead: (seq) => parts.markRead(seq),
      on: (listener) => {
        const stop = this.#listeners.on(listener)
        off.push(stop)
        return stop
      },
      close: () => {
        if (closed) return
        closed = true
        for (const stop of off) stop()
        if (--this.users === 0) parts.released()
      },
    }
  }

  #item(): ChatItem | undefined {
    const item = this.#parts.item()
    this.#wasThere ||= item !== undefined
    return item
  }

  #rows(): readonly ShownMessage[] {
    const { end, entries, marks, reacted } = this.log.rows
    const inLog = (id: MessageId) => this.log.rows.seqOf(id) !== undefined
    this.#shown ??= this.#cache.make({ ...this.#parts.sources(), end, entries, marks, reacted, inLog })
    return this.#shown
  }

  #phase(): ReturnType<OpenChat['phase']> {
    if (!this.#item() && (this.#wasThere || this.#parts.synced())) return 'gone'
    return this.log.ready || this.#rows().length > 0 ? 'ready' : 'skeleton'
  }

  async #loadTo(seq: number): Promise<boolean> {
    while (this.log.rows.start() > seq) if (!(await this.log.loadOlder())) return false
    return this.log.rows.entries.has(seq)
  }

  #memberList(): Members | undefined {
    this.#parts.askMembers()
    if (!this.#parts.hasMembers()) return undefined
    this.#members ??= this.#parts.facts()?.members
    return this.#members
  }
}
