import type { Mine, PersonRow } from '@zvonok/schema/chats/head'
import type { HeadsFrame } from '@zvonok/schema/core/frames'
import type { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import { type ChatState, headFor, isShownTo, readsLast } from './chats.ts'
import { unreadOf } from './unread.ts'
import type { World } from './world.ts'

/** `<generation>.<change>` of this database that is still remembered, else 0: then everything is sent. */
export function changeOfCursor(cursor: string, { counters }: Pick<World, 'counters'>): number {
  const match = /^(\d{1,12})\.(\d{1,15})$/.exec(cursor)
  if (!match || Number(match[1]) !== counters.generation) return 0
  const change = Number(match[2])
  return change >= counters.floor && change <= counters.change ? change : 0
}

/** What changed for a person after `since`; everything when it is 0. The caller holds the turn. */
export async function headsFor(world: World, person: PersonId, since: number): Promise<HeadsFrame> {
  const { store, chats, counters } = world
  await world.reads.flush()
  const ids = await store.select<[ChatId]>('chat_id', 'FROM chat_members WHERE person_id = ? AND left_at_ms IS NULL', [
    person,
  ])
  await chats.load(ids.map(([id]) => id))
  const mine = ids.map(([id]) => chats.of(id, person)).filter((chat) => chat && isShownTo(chat, person)) as ChatState[]
  const changed = mine.filter((chat) => Math.max(chat.change, chat.members.get(person)?.change ?? 0) > since)
  const full = since === 0
  return {
    me: await world.rows.me(person),
    serverMs: world.clock(),
    cursor: counters.cursor,
    full,
    heads: changed.map((chat) => headFor(chat, person)),
    mine: await mineIn(world, person, changed),
    removed: full ? [] : await removedSince(world, person, since),
    erased: full ? [] : await erasedSince(world, person, since),
    people: await peopleIn(world, person, since < counters.roster ? mine : changed),
  }
}

export async function mineIn(
  world: Pick<World, 'store'>,
  person: PersonId,
  chats: readonly ChatState[],
): Promise<Record<ChatId, Mine>> {
  const unread = await unreadOf(world.store, person, chats)
  const entries = chats.map((chat) => {
    const member = chat.members.get(person)
    const { role, muted, readSeq, fromSeq } = member ?? {
      role: 'member' as const,
      muted: false,
      readSeq: 0,
      fromSeq: 1,
    }
    const entry = fromSeq > 1 ? { fromSeq } : {}
    return [chat.id, { role, muted, readSeq, unread: unread.get(chat.id) ?? 0, ...entry }] as const
  })
  return Object.fromEntries(entries)
}

async function removedSince({ store }: World, person: PersonId, since: number): Promise<ChatId[]> {
  const rows = await store.select<[ChatId]>(
    'chat_id',
    'FROM chat_members WHERE person_id = ? AND change > ? AND left_at_ms IS NOT NULL',
    [person, since],
  )
  return rows.map(([id]) => id)
}

const erasedSince = ({ store }: World, person: PersonId, since: number): Promise<[ChatId, MessageId, number][]> =>
  store.select(
    'e.chat_id, e.message_id, e.seq',
    `FROM erasures e JOIN chat_members m ON m.chat_id = e.chat_id AND m.person_id = ? AND m.left_at_ms IS NULL
     AND e.seq >= m.from_seq WHERE e.change > ? ORDER BY e.change`,
    [person, since],
  )

/** Everybody whom the heads name; the other one of a direct chat with the answer to whether one may write now. */
async function peopleIn(world: World, person: PersonId, chats: readonly ChatState[]): Promise<PersonRow[]> {
  const named = new Set<PersonId>()
  const peers = new Set<PersonId>()
  for (const chat of chats) {
    const last = readsLast(chat, person) ? chat.last : undefined
    if (last?.author) named.add(last.author)
    for (const id of last?.extra?.who ?? []) named.add(id)
    if (chat.kind === 'direct') for (const id of chat.members.keys()) if (id !== person) peers.add(id)
  }
  for (const id of peers) named.delete(id)
  return [...(await world.rows.withContact(person, peers)), ...(await world.rows.seenBy(person, named))]
}
