import type { LastMessage, PersonRow } from '@zvonok/schema/chats/head'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { Known } from './chat-list.ts'
import type { ChatItem, MessageState } from './device.ts'
import type { Drawn } from './overlay.ts'

/** One line of the chat list. `readTo`: own read mark, perhaps not yet told to the server. */
export function drawItem(
  me: PersonId,
  { head, mine }: Known,
  drawn: Drawn | undefined,
  readTo: number,
  draft: string | undefined,
  peer: PersonRow | undefined,
): ChatItem {
  const last = lastShown(me, head.last, head.seq, readByOther(me, head.topRead), drawn)
  return {
    head,
    mine,
    ...(peer && { peer }),
    ...(last && { last }),
    unread: unreadAfter(mine, head.seq, readTo),
    ...(draft && { draft }),
  }
}

/** Furthest read mark of another person. */
export const readByOther = (me: PersonId, marks: Iterable<readonly [PersonId, number]>): number => {
  let furthest = 0
  for (const [id, seq] of marks) if (id !== me && seq > furthest) furthest = seq
  return furthest
}

function lastShown(
  me: PersonId,
  last: LastMessage | undefined,
  seq: number,
  readSeq: number,
  drawn: Drawn | undefined,
): ChatItem['last'] {
  const waiting = drawn?.appended.findLast(
    (each) => !drawn.erased.has(each.id) && each.id !== last?.id && (each.seq === 0 || each.seq > seq),
  )
  if (waiting) {
    const { author, atMs, kind, body, extra, refusal } = waiting
    const state: MessageState = refusal ? 'refused' : waiting.seq > 0 ? 'sent' : 'waiting'
    return { author, atMs, kind, body, ...(extra && { extra }), state }
  }
  if (!last) return undefined
  const { id, author, atMs, kind, body, extra } = last
  const state: MessageState = author === me && readSeq >= seq ? 'read' : 'sent'
  if (drawn?.erased.has(id)) return { author, atMs, kind: 'deleted', body: '', state: 'waiting' }
  return { author, atMs, kind, body: drawn?.edited.get(id)?.body ?? body, ...(extra && { extra }), state }
}

/** The server's count, less what was read here since. Exact again with the server's next word. */
function unreadAfter({ readSeq, unread }: Known['mine'], seq: number, readTo: number): number {
  if (readTo <= readSeq) return unread
  return Math.min(unread, Math.max(0, seq - readTo))
}
