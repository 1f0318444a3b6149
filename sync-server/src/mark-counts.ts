import type { ChatId } from '@zvonok/schema/core/ids'
import type { Store } from './store.ts'

/** seq → emoji → how many, by the rows. Emoji in a fixed order, so that equal counts are equal texts. */
export async function countMarks(
  store: Store,
  chatId: ChatId,
  fromSeq: number,
  toSeq: number,
): Promise<Map<number, Record<string, number>>> {
  const rows = await store.select<[number, string, number]>(
    'seq, emoji, count(*)',
    'FROM reactions WHERE chat_id = ? AND seq BETWEEN ? AND ? GROUP BY seq, emoji ORDER BY seq, emoji',
    [chatId, fromSeq, toSeq],
  )
  const counts = new Map<number, Record<string, number>>()
  for (const [seq, emoji, count] of rows) counts.set(seq, { ...counts.get(seq), [emoji]: count })
  return counts
}
