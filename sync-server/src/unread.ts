import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import type { ChatState } from './chats.ts'
import type { Store } from './store.ts'

/**
 * Others' living messages after the own mark. Own ones lie before it (sending moves it), so it is arithmetic on seq less the few rows that
 * are no text; no log is walked, however much was left unread. Chats whose count is 0 are left out.
 */
export async function unreadOf(
  store: Store,
  person: PersonId,
  chats: readonly ChatState[],
): Promise<Map<ChatId, number>> {
  const behind = new Map<ChatId, number>()
  for (const chat of chats) {
    const member = chat.members.get(person)
    if (!member) continue
    const from = Math.max(member.readSeq, member.clearedSeq)
    if (from < chat.seq) behind.set(chat.id, from)
  }
  if (behind.size === 0) return new Map()
  const others = await store.select<[ChatId, number]>(
    `value ->> 0, (SELECT count(*) FROM messages WHERE chat_id = value ->> 0 AND seq > value ->> 1 AND kind <> 'text')`,
    'FROM json_each(?)',
    [JSON.stringify([...behind])],
  )
  const counts = new Map<ChatId, number>()
  for (const [id, notText] of others) {
    const chat = chats.find((each) => each.id === id)
    const count = (chat?.seq ?? 0) - (behind.get(id) ?? 0) - notText
    if (count > 0) counts.set(id, count)
  }
  return counts
}
