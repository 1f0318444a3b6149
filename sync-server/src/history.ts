import { type ChatId, type MessageId, newId, type PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { segmentLimit } from '@zvonok/schema/messages/document'
import { change } from './commit.ts'
import type { World } from './world.ts'

export interface HistoryEntry {
  readonly author: PersonId
  readonly atMs: number
  readonly body: string
  readonly replyToSeq?: number
}

/** Messages with past times at the end of a chat, for the demo and for load: the same rows as if they had been sent. No rule is asked. */
export async function appendHistory(world: World, chatId: ChatId, entries: readonly HistoryEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += segmentLimit.messages)
    await appendPart(world, chatId, entries.slice(at, at + segmentLimit.messages))
}

function appendPart(world: World, chatId: ChatId, entries: readonly HistoryEntry[]): Promise<void> {
  return change(world, async (draft) => {
    await world.chats.load([chatId])
    const chat = must(world.chats.get(chatId), 'chat of the history')
    const ids = new Map<number, MessageId>()
    for (const seq of entries.map(({ replyToSeq }) => replyToSeq).filter((each) => each !== undefined)) {
      if (seq > chat.seq) continue
      const [row] = await world.store.select<[MessageId]>('id', 'FROM messages WHERE chat_id = ? AND seq = ?', [
        chatId,
        seq,
      ])
      if (row) ids.set(seq, row[0])
    }
    for (const { author, atMs, body, replyToSeq } of entries) {
      const id = newId()
      ids.set(chat.seq + 1, id)
      const replyTo = replyToSeq === undefined ? undefined : ids.get(replyToSeq)
      const extra = replyTo && replyToSeq !== undefined ? { re: [replyTo, replyToSeq] as const } : undefined
      draft.appendMessage(chatId, { id, author, atMs, kind: 'text', body, ...(extra && { extra }) })
    }
  })
}
