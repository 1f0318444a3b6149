import * as v from 'valibot'
import { defineCommand } from '../core/command.ts'
import { ChatId, MessageId } from '../core/ids.ts'
import { no, yes } from '../core/refusal.ts'
import { MessageText } from '../core/text.ts'
import { mayDeleteForAll, mayEdit, mayReact, mayWrite } from './rules.ts'

/** The fixed set; small, so that counts stay readable. */
export const reactionEmoji = ['👍', '❤️', '😂', '🔥', '👏', '😮', '😢', '🙏', '✅', '❓'] as const

const inMessage = v.object({ chatId: ChatId, messageId: MessageId })

/**
 * MESSAGES-1. The same command again, after a lost answer, on another connection or after a restart, changes nothing. MESSAGES-8: what is
 * replied to is a message of the same chat, living or deleted.
 */
export const sendMessage = defineCommand({
  name: 'messages.send',
  args: v.strictObject({
    chatId: ChatId,
    text: MessageText,
    replyTo: v.exactOptional(v.strictTuple([MessageId, v.pipe(v.number(), v.integer(), v.minValue(1))])),
  }),
  needs: ({ chatId, replyTo }) => ({ chats: [chatId], ...(replyTo && { messages: [[chatId, replyTo[0]]] }) }),
  rule: (facts, { chatId, replyTo }) => {
    const may = mayWrite(facts.chat(chatId), facts.actor.id)
    if (!may.allowed || !replyTo) return may
    return facts.message(chatId, replyTo[0])?.seq === replyTo[1] ? yes : no('messages.notFound')
  },
  write: (tx, { chatId, text, replyTo }) => ({
    seq: tx.appendMessage(chatId, { id: tx.id, kind: 'text', body: text, ...(replyTo && { extra: { re: replyTo } }) }),
  }),
})

/** MESSAGES-6. */
export const editMessage = defineCommand({
  name: 'messages.edit',
  args: v.strictObject({ ...inMessage.entries, text: MessageText }),
  needs: ({ chatId, messageId }) => ({ chats: [chatId], messages: [[chatId, messageId]] }),
  rule: (facts, { chatId, messageId }) =>
    mayEdit(facts.chat(chatId), facts.actor.id, facts.message(chatId, messageId), facts.nowMs),
  write: (tx, { chatId, messageId, text }) => tx.editMessage(chatId, messageId, text),
})

/** MESSAGES-7. Erases for all; «for me» is the person's own document. */
export const deleteMessage = defineCommand({
  name: 'messages.delete',
  args: v.strictObject(inMessage.entries),
  needs: ({ chatId, messageId }) => ({ chats: [chatId], messages: [[chatId, messageId]] }),
  rule: (facts, { chatId, messageId }) =>
    mayDeleteForAll(facts.chat(chatId), facts.actor.id, facts.message(chatId, messageId), facts.nowMs),
  write: (tx, { chatId, messageId }, facts) => {
    const message = facts.message(chatId, messageId)
    if (!message || message.kind === 'deleted') return
    tx.eraseMessage(chatId, messageId, message.author !== tx.actor)
    const pinned = facts.chat(chatId)?.pinned ?? []
    if (pinned.includes(messageId)) tx.setChat(chatId, { pinned: pinned.filter((id) => id !== messageId) })
  },
})

/** MESSAGES-5. Sets a state, never toggles. */
export const reactToMessage = defineCommand({
  name: 'messages.react',
  args: v.strictObject({ ...inMessage.entries, emoji: v.picklist(reactionEmoji), on: v.boolean() }),
  needs: ({ chatId, messageId }) => ({ chats: [chatId], messages: [[chatId, messageId]] }),
  rule: (facts, { chatId, messageId }) =>
    mayReact(facts.chat(chatId), facts.actor.id, facts.message(chatId, messageId)),
  write: (tx, { chatId, messageId, emoji, on }) => tx.setReaction(chatId, messageId, emoji, on),
})
