import { closeCode } from '@zvonok/schema/core/frames'
import { parseSegmentName } from '@zvonok/schema/messages/document'
import * as Y from 'yjs'
import type { Connection } from './connection.ts'
import { packedFrame, wireFrame } from './frame-buffer.ts'
import { limit } from './limits.ts'
import type { World } from './world.ts'
import { receiveDoc } from './written-documents.ts'

/** Answers `subscribe`: the state that the device lacks, and from then on every update. The caller holds the turn. */
export async function subscribe(world: World, connection: Connection, doc: string, state: Uint8Array): Promise<void> {
  const refuse = (code: number): void => connection.send(wireFrame({ type: 'closed', doc, code }))
  const name = parseSegmentName(doc)
  if (!name) return refuse(closeCode.notFound)
  await world.chats.load([name.chatId])
  const fromSeq = world.chats.of(name.chatId, connection.personId)?.members.get(connection.personId)?.fromSeq
  // A segment begins at each entry: one that begins before it holds what is not for this person.
  if (fromSeq === undefined || name.firstSeq < fromSeq) return refuse(closeCode.notFound)
  const [segment, previous] = await world.store.select<[firstSeq: number, generation: number, lastSeq: number | null]>(
    'first_seq, generation, last_seq',
    'FROM segments WHERE chat_id = ? AND first_seq <= ? ORDER BY first_seq DESC LIMIT 2',
    [name.chatId, name.firstSeq],
  )
  if (segment?.[0] !== name.firstSeq) return refuse(closeCode.notFound)
  if (segment[1] !== name.generation) return refuse(closeCode.newGeneration)
  if (connection.docs.size >= limit.documents) return refuse(closeCode.tooMany)
  const closed = segment[2] !== null
  const update = await lacking(world, doc, state, closed)
  if (!update) return refuse(closeCode.badFrame)
  if (!connection.open) return
  const { number } = world.hub.subscribe(connection, doc)
  const [before, beforeGeneration] = previous && previous[0] >= fromSeq ? previous : [0, 0]
  connection.send(
    packedFrame({
      type: 'segment',
      doc,
      channel: number,
      previous: before,
      previousGeneration: beforeGeneration,
      closed,
      update,
    }),
    0,
    doc,
  )
}

/** Undefined when `state` is no state vector. A closed segment goes out as it is stored, without being opened. */
async function lacking(
  { store, documents }: World,
  doc: string,
  state: Uint8Array,
  closed: boolean,
): Promise<Uint8Array | undefined> {
  if (state.length > limit.stateBytes) return undefined
  const empty = state.length <= 1
  if (closed && empty && !documents.isLoaded(doc)) {
    const stored = await store.updatesOf(doc)
    if (stored.length === 1) return stored[0]?.bytes
  }
  const loaded = await documents.load(doc)
  if (empty) return Y.encodeStateAsUpdate(loaded.doc)
  try {
    return Y.encodeStateAsUpdate(loaded.doc, state)
  } catch {
    return undefined
  }
}

/** The whole of a document that a slow reader follows and missed updates of: its copy merges it. */
export async function sendState(world: World, connection: Connection, doc: string): Promise<void> {
  if (!connection.docs.has(doc)) return
  if (parseSegmentName(doc)) await subscribe(world, connection, doc, new Uint8Array([0]))
  else await receiveDoc(world, connection, doc, syncStep1)
}

/** y-protocols: sync, step 1, an empty state vector. */
const syncStep1 = new Uint8Array([0, 0, 1, 0])
