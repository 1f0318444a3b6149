import type { Call } from '@zvonok/schema/calls/call'
import { isDirectChat, newId } from '@zvonok/schema/core/ids'
import type { NoticeCode } from '@zvonok/schema/messages/document'
import type { Chats } from '../chats.ts'
import type { Draft } from '../draft.ts'

/** CALLS-17. Lines in the chats of a call when it begins and ends; between two only the end, which says how it went. The chats were loaded. */
export function noteInChats(draft: Draft, chats: Chats, before: Call | undefined, after: Call): void {
  const hasEnded = after.endedAtMs !== undefined && before?.endedAtMs === undefined
  for (const chatId of after.chats) {
    if (!chats.get(chatId)) continue
    if (!before && !isDirectChat(chatId)) append(draft, chatId, after, 'callStarted')
    if (hasEnded) append(draft, chatId, after, 'callEnded')
  }
}

function append(draft: Draft, chatId: string, call: Call, body: NoticeCode): void {
  const ms = body === 'callEnded' && wasAnswered(call) ? (call.endedAtMs ?? 0) - call.startedAtMs : undefined
  const notice = { id: newId(), author: call.startedBy, atMs: draft.nowMs, kind: 'notice', body } as const
  draft.appendMessage(chatId, { ...notice, ...(ms !== undefined && { extra: { ms } }) })
}

/** Somebody came besides the one who started it. */
export const wasAnswered = ({ people, startedBy }: Call): boolean =>
  [...people].some(([id, { state }]) => id !== startedBy && (state === 'left' || state === 'in' || state === 'removed'))
