import type { SchoolSize, Target, WireName } from './rival.ts'

/** Of servers that know no people: chats by number, members by their place. */
export const plainTarget = (wire: WireName, port: number, { chats, membersPerChat }: SchoolSize): Target => ({
  wire,
  url: `ws://127.0.0.1:${port}`,
  chats: Array.from({ length: chats }, (_, chat) => ({
    id: String(chat),
    members: Array.from({ length: membersPerChat }, () => ({})),
  })),
})
