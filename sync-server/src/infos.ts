import type { ChatInfo, MemberFlags } from '@zvonok/schema/chats/head'
import { maySeeMembers } from '@zvonok/schema/chats/rules'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { ChatState } from './chats.ts'
import type { Draft } from './draft.ts'
import { packedFrame } from './frame-buffer.ts'
import type { World } from './world.ts'

/** Larger chats are not told at each change: viewers ask when they look at the members. */
const toldUpToMembers = 300

export async function infoFor(world: Pick<World, 'rows'>, viewer: PersonId, chat: ChatState): Promise<ChatInfo> {
  const all = maySeeMembers(chat, viewer).allowed
  const shown = [...chat.members].filter(([id, { role }]) => all || role === 'admin' || id === viewer)
  return {
    chatId: chat.id,
    version: chat.infoVersion,
    members: shown.map(([id, { role, muted, byRoster, rosterRole }]) => {
      const flags: MemberFlags = {
        ...(muted && { muted: true }),
        ...(byRoster && { byRoster: true }),
        ...(rosterRole === 'admin' && { office: true }),
      }
      return [id, role, flags] as const
    }),
    people: await world.rows.seenBy(
      viewer,
      shown.map(([id]) => id),
    ),
  }
}

/** To those who have a chat on the screen whose members changed. */
export async function sendInfos(world: World, draft: Draft): Promise<void> {
  for (const { chat, fields, joined, left, members } of draft.changes.values()) {
    if (!fields.has('info') || joined.size + left.size + members.size === 0) continue
    if (chat.members.size > toldUpToMembers) continue
    for (const viewer of world.hub.viewers(chat.id))
      viewer.send(packedFrame({ type: 'info', ...(await infoFor(world, viewer.personId, chat)) }))
  }
}
