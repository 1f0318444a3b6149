import type * as v from 'valibot'
import type { ChatFacts, ChatPermissions, MemberRole, NewChat } from '../chats/facts.ts'
import type { PersonFacts, SchoolPolicy } from '../journal/person-facts.ts'
import type { AnswerFacts } from '../lessons/plan-rules.ts'
import type { MessageExtra, MessageFacts, MessageKind } from '../messages/document.ts'
import type { ChatId, CommandId, MessageId, PersonId, SchoolId } from './ids.ts'
import type { Decision } from './refusal.ts'

/** What a rule may ask. Everything named by the command's `needs` was loaded before; the rest is undefined. Pure reads. */
export interface Facts {
  /** Server time, UTC milliseconds; on the device its own clock corrected by the server's. */
  readonly nowMs: number
  readonly actor: PersonFacts
  school(id: SchoolId): SchoolPolicy | undefined
  /** Undefined when it does not exist; a rule must also ask whether the actor is a member. */
  chat(id: ChatId): ChatFacts | undefined
  message(chatId: ChatId, id: MessageId): MessageFacts | undefined
  person(id: PersonId): PersonFacts | undefined
  /** On the server only, and only where `needs` names a plan. */
  readonly plan?: AnswerFacts
}

/** What the server must have in memory before the rule is asked. */
export interface Needs {
  chats?: readonly ChatId[]
  messages?: readonly (readonly [ChatId, MessageId])[]
  people?: readonly PersonId[]
  /** The people in these chats; asked of groups only. */
  membersOf?: readonly ChatId[]
  /** The lesson whose plan it is about. */
  plan?: string
}

/**
 * What a command may change. The server turns the calls into rows, log updates, heads and frames of one transaction; the device draws the
 * same calls over its copy. No clock, no random, no network: `id` and `nowMs` come from here.
 */
export interface Tx {
  readonly id: CommandId
  readonly actor: PersonId
  readonly nowMs: number
  /** Appends at the end of the log. Returns its seq (on the device: the expected one). */
  appendMessage(
    chatId: ChatId,
    message: { id: MessageId; kind: MessageKind; body: string; extra?: MessageExtra },
  ): number
  /** New text of a living message; keeps its place, author and time and marks it as edited. */
  editMessage(chatId: ChatId, id: MessageId, body: string): void
  /** Erases text, stored updates, search terms and reactions; a tombstone keeps the place. `moderated` drops the author as well. */
  eraseMessage(chatId: ChatId, id: MessageId, moderated?: boolean): void
  /** The actor's reaction with that emoji is on or off. */
  setReaction(chatId: ChatId, id: MessageId, emoji: string, on: boolean): void
  /** Does nothing when the chat exists (direct chats). The first member of a direct chat is who opens it: until its first message only that one sees it. */
  createChat(chat: NewChat): void
  setChat(
    chatId: ChatId,
    change: { title?: string; permissions?: Partial<ChatPermissions>; pinned?: readonly MessageId[] },
  ): void
  /** Adds a member (as `member`, when no role is given), changes one who is there, or puts one back: muted and counted in by the roster as before. */
  setMember(chatId: ChatId, person: PersonId, change: { role?: MemberRole; muted?: boolean }): void
  removeMember(chatId: ChatId, person: PersonId, by: 'self' | 'admin' | 'roster'): void
  setBlock(person: PersonId, on: boolean): void
  /** The actor's answer to a task of a lesson's plan; the empty text takes it away. */
  setAnswer(lessonId: string, taskId: string, text: string): void
}

/** A write a person can make: schema of its arguments, the rule that allows it, and the pure function that does it. */
export interface Command<Args = unknown, Result = unknown> {
  readonly name: string
  /** Rises when `args` change shape; older versions are accepted for 90 days by keeping their definition. */
  readonly version: number
  readonly args: v.GenericSchema<unknown, Args>
  needs(args: Args, actor: PersonId): Needs
  rule(facts: Facts, args: Args): Decision
  write(tx: Tx, args: Args, facts: Facts): Result
}

export const defineCommand = <Args, Result>(definition: {
  name: string
  version?: number
  args: v.GenericSchema<unknown, Args>
  needs: (args: NoInfer<Args>, actor: PersonId) => Needs
  rule: (facts: Facts, args: NoInfer<Args>) => Decision
  write: (tx: Tx, args: NoInfer<Args>, facts: Facts) => Result
}): Command<Args, Result> => ({ version: 1, ...definition })
