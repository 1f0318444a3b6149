/** After the commit: one frame for each change, encoded once, to everybody who may know of it. */
import type { Head, Mine, PersonRow } from '@zvonok/schema/chats/head'
import type { ServerFrame } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { logName } from '@zvonok/schema/messages/document'
import { directPeer, headOf, isShownTo, readsLast } from './chats.ts'
import type { ChatChange, Draft, HeadField } from './draft.ts'
import { type WireFrame, wireFrame } from './frame-buffer.ts'
import { mineIn } from './heads.ts'
import type { Hub } from './hub.ts'
import type { PersonRows } from './person-rows.ts'
import type { World } from './world.ts'

/** What must be loaded before the frames are made; they are sent in one go. */
export async function prepareFrames(draft: Draft, world: PublishWorld): Promise<Own> {
  const named = new Set<PersonId>()
  const own: Own = new Map()
  for (const change of draft.changes.values()) {
    const { chat } = change
    for (const id of [chat.last?.author, ...(chat.last?.extra?.who ?? [])]) if (id) named.add(id)
    if (!change.fields.has('info')) continue
    const online = [...change.members].filter((id) => world.hub.isOnline(id))
    for (const id of online) {
      const mine = must((await mineIn(world, id, [chat]))[chat.id], 'membership')
      const peer = directPeer(chat, id)
      own.set(`${chat.id}.${id}`, { mine, people: peer ? await world.rows.withContact(id, [peer]) : [] })
    }
  }
  if (named.size > 0) await world.rows.of(named)
  return own
}

/** In rising order of `change`, so that a line cut between two frames loses nothing that the cursor says is there. */
export function publish(draft: Draft, world: PublishWorld, own: Own): void {
  const changes = [...draft.changes.values()].sort((a, b) => a.chat.change - b.chat.change)
  for (const change of changes) sendErased(change, world.hub)
  for (const change of changes) {
    sendRemoved(change, world.hub)
    sendMarks(change, world.hub)
    sendUpdates(change, world.hub)
    if (change.moved) sendHead(change, world, own)
  }
  for (const { person, ...reaction } of draft.reactions)
    if (world.hub.of(person).size > 1) world.hub.toPerson(person, wireFrame({ type: 'reacted', ...reaction }))
}

/** Chat and person → what is one's own, of those whose membership changed and who are online. */
type Own = Map<string, { mine: Mine; people: readonly PersonRow[] }>
type PublishWorld = Pick<World, 'hub' | 'rows' | 'store'>

function sendErased({ chat, erased }: ChatChange, hub: Hub): void {
  for (const { messageId, seq, change } of erased) {
    const frame = wireFrame({ type: 'erased', chatId: chat.id, messageId, seq, change })
    for (const [id, { fromSeq }] of chat.members) if (seq >= fromSeq) hub.toPerson(id, frame, change)
  }
}

function sendRemoved({ chat, left, moved }: ChatChange, hub: Hub): void {
  if (left.size === 0 || !moved) return
  const frame = wireFrame({ type: 'removed', chatId: chat.id, change: chat.change })
  for (const id of left.keys()) {
    hub.expel(id, chat.id)
    hub.toPerson(id, frame, chat.change)
  }
}

/** Who wrote has read up to there; devices see it by the last message, except of those who wrote just before it. */
function sendMarks({ chat, appended }: ChatChange, hub: Hub): void {
  const last = appended.at(-1)
  if (!last || appended.length === 1) return
  for (const author of new Set(appended.map((row) => row.author))) {
    const member = chat.members.get(author)
    if (author === last.author || !member) continue
    const { readSeq } = member
    const unread = appended.filter((row) => row.seq > readSeq && row.kind === 'text').length
    const change = chat.change - 1
    hub.toPerson(author, wireFrame({ type: 'mark', chatId: chat.id, readSeq, unread, change }), change)
  }
}

/** True when the chat's change is more than a new last message, which the log tells. */
const moreThanLog = ({ fields }: ChatChange): boolean => [...fields].some((field) => field !== 'last')

function sendUpdates(change: ChatChange, hub: Hub): void {
  const { chat, documents, moved } = change
  const open = logName(chat.id, chat.firstSeq, chat.generation)
  const lastOfOpen = documents.findLastIndex(({ doc }) => doc === open)
  for (const [at, { doc, update }] of documents.entries()) {
    const channel = hub.channel(doc)
    if (!channel) continue
    const number = moved && at === lastOfOpen && !moreThanLog(change) ? chat.change : 0
    const frame = wireFrame({ type: 'update', channel: channel.number, change: number, update })
    for (const connection of channel.subscribers) connection.send(frame, number, doc)
  }
}

/** Whoever follows the open segment has the message by its update; everybody else gets the head. */
function sendHead(change: ChatChange, { hub, rows }: PublishWorld, own: Own): void {
  const { chat, fields, joined, members } = change
  const open = hub.channel(logName(chat.id, chat.firstSeq, chat.generation))
  const byLog = moreThanLog(change) ? undefined : open?.subscribers
  let shared: WireFrame | undefined
  for (const id of chat.members.keys()) {
    const connections = hub.of(id)
    if (connections.size === 0 || !isShownTo(chat, id)) continue
    const mine = members.has(id) ? own.get(`${chat.id}.${id}`) : undefined
    const hidesLast = chat.last !== undefined && !readsLast(chat, id)
    const parts = { fields: joined.has(id) ? everything : fields, rows, own: mine, hidesLast } as const
    const frame = mine || hidesLast ? wireFrame(headFrame(change, parts)) : undefined
    for (const connection of connections) {
      if (byLog?.has(connection)) continue
      shared ??= frame ? undefined : wireFrame(headFrame(change, { fields, rows }))
      connection.send(frame ?? (shared as WireFrame), chat.change)
    }
  }
}

const everything = 'everything'

interface HeadParts {
  readonly fields: ReadonlySet<HeadField> | typeof everything
  readonly rows: PersonRows
  readonly own?: { mine: Mine; people: readonly PersonRow[] } | undefined
  /** The last message is from before the reader's entry. */
  readonly hidesLast?: boolean
}

function headFrame({ chat }: ChatChange, { fields, rows, own, hidesLast }: HeadParts): ServerFrame {
  const { last, ...rest } = headOf(chat)
  const whole: Head = last && !hidesLast ? { ...rest, last } : rest
  const head: Partial<Head> & { id: string; change: number } = { id: chat.id, change: chat.change }
  if (fields === everything) Object.assign(head, whole)
  else for (const field of fields) Object.assign(head, part[field](whole))
  const author = chat.kind === 'direct' ? undefined : whole.last?.author
  const named = fields === everything || fields.has('last') ? [author, ...(whole.last?.extra?.who ?? [])] : []
  const people = [...(own?.people ?? []), ...cachedRows(rows, named)]
  return { type: 'head', head, ...(own && { mine: own.mine }), ...(people.length > 0 && { people }) }
}

const part: Record<HeadField, (head: Head) => Partial<Head>> = {
  title: ({ title }) => ({ title }),
  permissions: ({ permissions }) => ({ permissions }),
  pinned: ({ pinned }) => ({ pinned }),
  memberCount: ({ memberCount }) => ({ memberCount }),
  closed: ({ closed }) => ({ closed: closed ?? false }),
  segment: ({ firstSeq, generation }) => ({ firstSeq, generation }),
  last: ({ seq, last, topRead: marks }) => ({ seq, ...(last && { last }), topRead: marks }),
  info: ({ infoVersion }) => ({ infoVersion }),
}

const cachedRows = (rows: PersonRows, ids: readonly (PersonId | undefined)[]): PersonRow[] =>
  [...new Set(ids)].map((id) => (id ? rows.cached(id) : undefined)).filter((row) => row !== undefined)
