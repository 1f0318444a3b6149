/**
 * What waits in the outbox, drawn over the copy: the same `write` of the same commands that the server will run, against a `Tx` that notes
 * the changes by chat instead of writing rows.
 */
import type { ChatPermissions, MemberRole, NewChat } from '@zvonok/schema/chats/facts'
import type { Facts, Tx } from '@zvonok/schema/core/command'
import type { ChatId, CommandId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { RefusalCode } from '@zvonok/schema/core/refusal'
import type { MessageExtra, MessageKind } from '@zvonok/schema/messages/document'
import { knownCommand } from './known-commands.ts'

export interface DrawnMessage {
  readonly id: MessageId
  readonly author: PersonId
  readonly atMs: number
  readonly kind: MessageKind
  body: string
  extra?: MessageExtra
  /** Of an acknowledged one that the log does not show yet. */
  readonly seq: number
  readonly refusal?: RefusalCode
}

/** What waits in one chat. */
export interface Drawn {
  created?: NewChat
  readonly appended: DrawnMessage[]
  readonly edited: Map<MessageId, { readonly body: string; readonly atMs: number }>
  readonly erased: Map<MessageId, 'author' | 'admin'>
  readonly reactions: Map<MessageId, Map<string, boolean>>
  title?: string
  permissions?: Partial<ChatPermissions>
  pinned?: readonly MessageId[]
  readonly members: Map<PersonId, { role?: MemberRole; muted?: boolean } | 'removed'>
}

/** A command as the overlay draws it. */
export interface DrawnCommand {
  readonly id: CommandId
  readonly name: string
  readonly args: unknown
  readonly atMs: number
  readonly refusal?: RefusalCode
  /** Of an acknowledged send. */
  readonly seq?: number
}

export class Overlay {
  readonly chats = new Map<ChatId, Drawn>()
  readonly #actor: PersonId

  constructor(actor: PersonId) {
    this.#actor = actor
  }

  /** PLATFORM-27. Draws one more command on top. A refused one is drawn only when it is a message: its text stays in sight with the reason. */
  draw(entry: DrawnCommand, facts: Facts): void {
    const command = knownCommand(entry.name)
    if (!command || (entry.refusal && entry.name !== 'messages.send')) return
    command.write(this.#tx(entry), entry.args, facts)
  }

  of(chatId: ChatId): Drawn {
    let drawn = this.chats.get(chatId)
    if (!drawn) {
      drawn = { appended: [], edited: new Map(), erased: new Map(), reactions: new Map(), members: new Map() }
      this.chats.set(chatId, drawn)
    }
    return drawn
  }

  #tx({ id, atMs, refusal, seq = 0 }: DrawnCommand): Tx {
    const actor = this.#actor
    const of = (chatId: ChatId) => this.of(chatId)
    return {
      id,
      actor,
      nowMs: atMs,
      appendMessage(chatId, message) {
        of(chatId).appended.push({ author: actor, atMs, seq, ...message, ...(refusal && { refusal }) })
        return seq
      },
      editMessage(chatId, messageId, body) {
        const waiting = of(chatId).appended.find((each) => each.id === messageId)
        if (waiting) Object.assign(waiting, { body, extra: { ...waiting.extra, ed: atMs } })
        else of(chatId).edited.set(messageId, { body, atMs })
      },
      eraseMessage(chatId, messageId, moderated) {
        of(chatId).erased.set(messageId, moderated ? 'admin' : 'author')
      },
      setReaction(chatId, messageId, emoji, on) {
        const { reactions } = of(chatId)
        reactions.set(messageId, (reactions.get(messageId) ?? new Map<string, boolean>()).set(emoji, on))
      },
      createChat(chat) {
        of(chat.id).created ??= chat
      },
      setChat(chatId, { permissions, ...change }) {
        const drawn = of(chatId)
        Object.assign(drawn, change)
        if (permissions) drawn.permissions = { ...drawn.permissions, ...permissions }
      },
      setMember(chatId, person, change) {
        const { members } = of(chatId)
        const before = members.get(person)
        members.set(person, before === 'removed' ? change : { ...before, ...change })
      },
      removeMember(chatId, person) {
        of(chatId).members.set(person, 'removed')
      },
      // Whom one has blocked is not drawn: contacts come anew from the server.
      setBlock: () => undefined,
      // Drawn by the plan from the outbox.
      setAnswer: () => undefined,
    }
  }
}
