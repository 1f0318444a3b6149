import type { ChatFacts } from '@zvonok/schema/chats/facts'
import type { Head, LeftChat, Me, Mine, PersonRow } from '@zvonok/schema/chats/head'
import type { OwnMaps } from '@zvonok/schema/chats/own-document'
import type { Command } from '@zvonok/schema/core/command'
import type { NewsRoom } from '@zvonok/schema/core/frames'
import type { ChatId, CommandId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { RefusalCode } from '@zvonok/schema/core/refusal'
import type { MessageExtra, MessageKind } from '@zvonok/schema/messages/document'
import type { KnownCall } from './calls.ts'
import type { PlanCopy } from './plan-copy.ts'

/**
 * What the screens and the headless client know of the device's copy and the wire. No framework in here: values are read by functions and
 * every change is told by {@link Device.on}. Nothing here waits for the network and nothing throws because there is none.
 */
export interface Device {
  readonly personId: PersonId
  /** Undefined until the first connection ever. */
  me(): Me | undefined
  link(): LinkState
  /** Time of the last complete `heads`, device clock; undefined if never. */
  syncedAtMs(): number | undefined
  storage(): StorageState
  /** Device clock corrected by the server's, UTC milliseconds. */
  nowMs(): number

  /** All chats one is a member of, unordered, with what waits in the outbox drawn in. */
  chats(): readonly ChatItem[]
  chat(id: ChatId): ChatItem | undefined
  person(id: PersonId): PersonRow | undefined
  /** People one may write to, by name. Asked for when idle, kept on the device. */
  contacts(): readonly PersonRow[]
  /** Chats of the roster that one left and may come back to (`chats.comeBack`); they change with the topics `people` and `chats`. */
  leftChats(): readonly LeftChat[]
  /** CONTACTS-8. Teachers of other schools by their whole name; asked of the server, undefined without a connection. */
  findColleagues(name: string): Promise<readonly PersonRow[] | undefined>
  /** That run and concern the person. The same array until one of them changes. */
  calls(): readonly KnownCall[]
  /** Also one that has ended while the app was looking. */
  call(id: string): KnownCall | undefined
  /** A command that makes sense only now: it is asked at once and never waits in the outbox. Undefined when there is no line. */
  ask(name: string, args: unknown, id?: CommandId): Promise<CommandAnswer | undefined>
  /** Counted: each call must be closed. */
  open(id: ChatId): OpenChat

  /** Puts a command into the outbox in the same task. The answer comes by `outbox` changes; `done` is for tests and tools. */
  run<Args, Result>(
    command: Command<Args, Result>,
    args: Args,
    id?: CommandId,
  ): { id: CommandId; done: Promise<Result> }
  /** Not yet answered or refused, oldest first. */
  outbox(): readonly OutboxEntry[]
  /** Puts a refused command back at the end of the queue under a new id. */
  retry(id: CommandId): void
  /** Drops a refused command, or a waiting one that was not yet sent. */
  discard(id: CommandId): void

  /** The person's own document; change it directly, it is stored and synced. Read it anew each time: it may be replaced (topic `own`). */
  readonly own: OwnMaps
  /** The server does not take the own document, not even made anew: what is changed in it stays on this device. */
  isOwnRefused(): boolean
  /** The plan of an online lesson, kept in step until it is closed. */
  openPlan(lessonId: string, options: { writes: boolean; seed?: Uint8Array }): Promise<PlanCopy>
  draft(chatId: ChatId): string
  setDraft(chatId: ChatId, text: string): void

  /** Messages on this device that hold all words, by word form, newest first. */
  search(query: string, chatId?: ChatId): Promise<readonly FoundMessage[]>
  /** Who reacted, asked of the server; undefined without a connection. */
  reactors(chatId: ChatId, messageId: MessageId): Promise<ReadonlyMap<string, readonly PersonId[]> | undefined>
  presence(id: PersonId): { online: boolean; lastSeenMs?: number } | undefined
  /** Whose presence is on the screen. Replaces the earlier list. */
  watch(people: readonly PersonId[]): void

  on(topic: Topic, listener: () => void): () => void
  close(): Promise<void>
  /** Logout: everything of this person on this device, by name, in all tabs. */
  wipe(): Promise<void>
}

export type Topic =
  | 'link'
  | 'chats'
  | 'people'
  | 'outbox'
  | 'own'
  | 'drafts'
  | 'presence'
  | 'storage'
  | 'me'
  | 'calls'
  /** The server has something new in a room that is read by HTTP. */
  | NewsRoom

export type CommandAnswer = { readonly result: unknown; readonly code?: never } | { readonly code: RefusalCode }

/** `locked`: the session ended, the copy is sealed until the same person signs in. `updateFirst`: this app is too old for the server. */
export type LinkState = 'offline' | 'connecting' | 'syncing' | 'live' | 'locked' | 'updateFirst'
/** `temporary`: works, but the browser may drop it. `full` and `refused`: nothing new is kept. */
export type StorageState = 'ok' | 'temporary' | 'full' | 'refused'

export interface ChatItem {
  readonly head: Head
  readonly mine: Mine
  /** The other person of a direct chat. */
  readonly peer?: PersonRow
  /** Last thing to show: the newest of the head's message and one's own waiting ones. */
  readonly last?: {
    readonly author: PersonId
    readonly atMs: number
    readonly kind: MessageKind
    readonly body: string
    readonly extra?: MessageExtra
    readonly state: MessageState
  }
  readonly unread: number
  /** Only of own last messages. */
  readonly draft?: string
}

/** `waiting`: on this device. `sent`: on the server's disk. `read`: one other has read. `refused`: kept here, with the reason. */
export type MessageState = 'waiting' | 'sent' | 'read' | 'refused'

export interface ShownMessage {
  readonly id: MessageId
  /** Position in the log; 0 while waiting. */
  readonly seq: number
  readonly author: PersonId
  readonly atMs: number
  readonly kind: MessageKind
  readonly body: string
  readonly extra?: MessageExtra
  readonly state: MessageState
  readonly refusal?: RefusalCode
  /** emoji → count, own waiting ones counted in */
  readonly marks: Readonly<Record<string, number>>
  readonly myMarks: readonly string[]
}

export interface OpenChat {
  readonly id: ChatId
  /** Undefined while nothing of the chat is on the device, or after exclusion. */
  item(): ChatItem | undefined
  /** For the rules: the members known so far, oneself always among them. */
  facts(): ChatFacts | undefined
  /** Oldest first and without gaps: the loaded end of the log (without what one hid or cleared), then what waits. Same array until it changes. */
  rows(): readonly ShownMessage[]
  /** `skeleton` until the first rows or the first answer. */
  phase(): 'skeleton' | 'ready' | 'gone'
  hasOlder(): boolean
  /** From the device if it has them, else from the server. False: nothing older, or no connection. */
  loadOlder(): Promise<boolean>
  /** A message that may be outside the loaded rows (reply, pin): loads back to it. */
  loadTo(seq: number): Promise<boolean>
  /** PLATFORM-39. Those of these messages that are still there, oldest first, asked of the server; empty without a connection. */
  find(ids: readonly MessageId[]): Promise<readonly FoundMessage[]>
  /** Members, asked for now; kept from then on. */
  members(): ReadonlyMap<PersonId, { role: 'member' | 'admin'; muted: boolean; byRoster: boolean }> | undefined
  seen(): ReadonlyMap<PersonId, number>
  typing(): readonly PersonId[]
  tellTyping(): void
  markRead(seq: number): void
  on(listener: () => void): () => void
  close(): void
}

export interface OutboxEntry {
  readonly id: CommandId
  readonly name: string
  readonly args: unknown
  readonly atMs: number
  readonly state: 'waiting' | 'refused'
  readonly refusal?: RefusalCode
}

export interface FoundMessage {
  readonly chatId: ChatId
  readonly id: MessageId
  readonly seq: number
  readonly author: PersonId
  readonly atMs: number
  readonly body: string
}
