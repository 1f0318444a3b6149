import type { PageFrame, ServerFrame } from '@zvonok/schema/core/frames'
import type { MessageId, PersonId } from '@zvonok/schema/core/ids'
import type { LogEntry } from '@zvonok/schema/messages/document'
import type { ChatState } from './chats.ts'
import { countMarks } from './mark-counts.ts'
import { entryOf, type MessageColumns, messageColumns, messageFromColumns } from './message-rows.ts'
import type { World } from './world.ts'

const newestRows = 50
/** UTF-16 units of all texts of a page. */
const maxPageLength = 100_000
/** In larger chats only the furthest marks go out with a page: enough for ticks. */
const seenUpToMembers = 100

type PageWorld = Pick<World, 'store' | 'rows'>

/** The newest rows, without those up to `haveSeq`, which the device has. The caller holds the turn and has checked the membership. */
export async function newestPage(
  world: PageWorld,
  viewer: PersonId,
  chat: ChatState,
  haveSeq: number | undefined,
): Promise<PageFrame> {
  const lacking = haveSeq === undefined ? newestRows : Math.max(0, Math.min(newestRows, chat.seq - haveSeq))
  const page = { ...(await pageFor(world, viewer, chat, chat.seq + 1, lacking)), seen: seenIn(chat, viewer) }
  if (haveSeq === undefined) return page
  // Changes of rows come by the log and its counts; what is one's own comes by pages alone.
  const ownFromSeq = Math.max(entrySeq(chat, viewer), chat.seq - newestRows + 1)
  return { ...page, ownFromSeq, myMarks: await ownMarks(world.store, viewer, chat.id, ownFromSeq, chat.seq) }
}

/** First seq that the viewer may read. */
const entrySeq = (chat: ChatState, viewer: PersonId): number => chat.members.get(viewer)?.fromSeq ?? 1

/** Rows before `beforeSeq`. The caller holds the turn and has checked the membership. */
export async function pageFor(
  world: PageWorld,
  viewer: PersonId,
  chat: ChatState,
  beforeSeq: number,
  count: number,
): Promise<PageFrame> {
  const { store, rows: people } = world
  const toSeq = Math.min(chat.seq, beforeSeq - 1)
  const wantedSeq = Math.max(entrySeq(chat, viewer), toSeq - count + 1)
  const columns = await store.select<MessageColumns>(
    messageColumns,
    'FROM messages WHERE chat_id = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC',
    [chat.id, wantedSeq, toSeq],
  )
  const fromSeq = firstOfPage(columns, wantedSeq)
  const rows: LogEntry[] = Array.from({ length: Math.max(0, toSeq - fromSeq + 1) }, () => 0)
  const named = new Set<PersonId>()
  for (const row of columns.map(messageFromColumns)) {
    if (row.seq < fromSeq) continue
    rows[row.seq - fromSeq] = entryOf(row)
    if (row.author) named.add(row.author)
    for (const id of row.extra?.who ?? []) named.add(id)
  }
  return {
    chatId: chat.id,
    fromSeq,
    rows,
    marks: Object.fromEntries(await countMarks(store, chat.id, fromSeq, toSeq)),
    myMarks: await ownMarks(store, viewer, chat.id, fromSeq, toSeq),
    ...(await segmentAt(store, chat, fromSeq)),
    people: await people.seenBy(viewer, named),
  }
}

/** Pages of very long messages are shorter than asked for: one answer must not fill a phone's line. */
function firstOfPage(newestFirst: readonly MessageColumns[], wanted: number): number {
  let length = 0
  for (const row of newestFirst.map(messageFromColumns)) {
    length += row.body.length
    if (length > maxPageLength) return row.seq + (row.seq < (newestFirst[0]?.[2] ?? 0) ? 1 : 0)
  }
  return wanted
}

async function ownMarks(
  store: World['store'],
  viewer: PersonId,
  chatId: string,
  fromSeq: number,
  toSeq: number,
): Promise<Record<string, string[]>> {
  const rows = await store.select<[number, string]>(
    'seq, emoji',
    'FROM reactions WHERE chat_id = ? AND seq BETWEEN ? AND ? AND person_id = ? ORDER BY seq, emoji',
    [chatId, fromSeq, toSeq, viewer],
  )
  const marks: Record<string, string[]> = {}
  for (const [seq, emoji] of rows) marks[seq] = [...(marks[seq] ?? []), emoji]
  return marks
}

async function segmentAt(
  store: World['store'],
  chat: ChatState,
  seq: number,
): Promise<{ firstSeq: number; generation: number }> {
  if (seq >= chat.firstSeq) return { firstSeq: chat.firstSeq, generation: chat.generation }
  const [row] = await store.select<[number, number]>(
    'first_seq, generation',
    'FROM segments WHERE chat_id = ? AND first_seq <= ? ORDER BY first_seq DESC LIMIT 1',
    [chat.id, seq],
  )
  return { firstSeq: row?.[0] ?? chat.firstSeq, generation: row?.[1] ?? chat.generation }
}

function seenIn(chat: ChatState, viewer: PersonId): [PersonId, number][] {
  const marks = [...chat.members]
    .filter(([id, { readSeq }]) => id !== viewer && readSeq > 0)
    .map(([id, { readSeq }]): [PersonId, number] => [id, readSeq])
  return marks.length <= seenUpToMembers ? marks : marks.sort((a, b) => b[1] - a[1]).slice(0, 2)
}

/** SYNC-99. Messages by id, as far as the viewer may read them. The caller holds the turn and has checked the membership. */
export async function found(
  { store, rows: people }: PageWorld,
  viewer: PersonId,
  chat: ChatState,
  ids: readonly MessageId[],
): Promise<Omit<Extract<ServerFrame, { type: 'found' }>, 'type'>> {
  const columns = await store.select<MessageColumns>(
    messageColumns,
    "FROM messages WHERE chat_id = ? AND seq >= ? AND id IN (SELECT value FROM json_each(?)) AND kind <> 'deleted' ORDER BY seq",
    [chat.id, entrySeq(chat, viewer), JSON.stringify(ids)],
  )
  const rows = columns.map(messageFromColumns)
  const messages = rows.map((row) => [row.seq, entryOf(row)] as const)
  return {
    chatId: chat.id,
    ids,
    messages,
    people: await people.of(new Set(rows.map(({ author }) => author).filter(Boolean))),
  }
}
