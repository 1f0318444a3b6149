/**
 * Documents that people write, by the unchanged y-protocols sync inside `doc` frames. They are not kept in memory: such a document changes
 * a few times a day, and what is only on disk cannot be spoilt by a refused update. Today: `own:<person>`.
 */
import { openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { closeCode } from '@zvonok/schema/core/frames'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { applyChecked, BadUpdate, checkUpdate, documentOf } from './check-update.ts'
import type { Connection } from './connection.ts'
import { insertUpdate } from './documents.ts'
import { wireFrame } from './frame-buffer.ts'
import type { Statement } from './store.ts'
import type { World } from './world.ts'

/** Stored updates before they become one. */
const compactAfter = 20
const messageSync = 0
/** RFC 6455 registry; no 44xx, so that the provider connects again. */
const tryAgainLater = 1013

export async function receiveDoc(
  world: World,
  connection: Connection,
  doc: string,
  payload: Uint8Array,
): Promise<void> {
  if (doc !== ownName(connection.personId)) return closeDoc(world, connection, doc, closeCode.notFound)
  try {
    await receive(world, connection, doc, payload)
  } catch (error) {
    if (error instanceof BadUpdate) {
      world.log('document.refused', { reason: error.message, bytes: payload.length })
      return closeDoc(world, connection, doc, closeCode.badFrame)
    }
    if (!(error instanceof Refused)) throw error
    // Not stored: the device keeps it and offers it again.
    closeDoc(world, connection, doc, tryAgainLater)
  }
}

export function closeDoc(world: Pick<World, 'hub'>, connection: Connection, doc: string, code: number): void {
  world.hub.unsubscribe(connection, doc)
  connection.send(wireFrame({ type: 'closed', doc, code }))
}

async function receive(world: World, connection: Connection, doc: string, payload: Uint8Array): Promise<void> {
  const { step, bytes } = readMessage(payload)
  if (bytes === undefined) return
  if (step !== sync.messageYjsSyncStep1) return write(world, connection, doc, bytes)
  const stored = await storedOf(world, doc)
  if (!connection.open) return
  world.hub.subscribe(connection, doc)
  const current = documentOf(stored)
  send(connection, doc, (encoder) => sync.writeSyncStep2(encoder, current, checkedState(bytes)))
  send(connection, doc, (encoder) => sync.writeSyncStep1(encoder, current))
}

/** Awareness and the other messages of y-protocols mean nothing here: `bytes` is undefined. @throws {BadUpdate} */
function readMessage(payload: Uint8Array): { step: number; bytes: Uint8Array | undefined } {
  try {
    const decoder = decoding.createDecoder(payload)
    if (decoding.readVarUint(decoder) !== messageSync) return { step: 0, bytes: undefined }
    return { step: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) }
  } catch {
    throw new BadUpdate('no message')
  }
}

function checkedState(state: Uint8Array): Uint8Array {
  try {
    Y.decodeStateVector(state)
  } catch {
    throw new BadUpdate('no state vector')
  }
  return state
}

/** @throws {BadUpdate} with nothing changed. @throws {Refused} `storage.full` */
async function write(world: World, connection: Connection, doc: string, update: Uint8Array): Promise<void> {
  const { personId } = connection
  const { bytes, clients } = checkUpdate(update)
  const fresh = await freshClients(world, doc, personId, clients)
  const rows = await world.store.updatesOf(doc)
  const { before, after } = applyChecked(
    rows.map((row) => row.bytes),
    bytes,
  )
  const lacking = Y.encodeStateAsUpdate(after, Y.encodeStateVector(before))
  if (same(before, after)) return
  const projected = await projections(world, personId, before, after)
  await world.storage.commit([
    ...storing(doc, rows, lacking, after),
    ...fresh.map((clientId) => ({
      sql: 'INSERT INTO doc_clients (doc, client_id, person_id) VALUES (?, ?, ?)',
      args: [doc, clientId, personId],
    })),
    ...projected.map(({ statement }) => statement),
  ])
  for (const { apply } of projected) apply()
  const subscribers = world.hub.channel(doc)?.subscribers ?? []
  for (const other of subscribers)
    if (other !== connection) send(other, doc, (encoder) => sync.writeUpdate(encoder, lacking))
  world.presence.ownChanged(personId, after)
}

const same = (a: Y.Doc, b: Y.Doc): boolean => Buffer.compare(Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)) === 0

/** A client id belongs to the document and the person who used it first. @throws {BadUpdate} for somebody else's. */
async function freshClients(
  { store }: World,
  doc: string,
  person: PersonId,
  clients: ReadonlySet<number>,
): Promise<number[]> {
  const rows = await store.select<[number, PersonId]>(
    'client_id, person_id',
    'FROM doc_clients WHERE doc = ? AND client_id IN (SELECT value FROM json_each(?))',
    [doc, JSON.stringify([...clients])],
  )
  const owners = new Map(rows)
  for (const owner of owners.values()) if (owner !== person) throw new BadUpdate('foreign client')
  return [...clients].filter((id) => !owners.has(id))
}

function storing(doc: string, rows: readonly { n: number }[], update: Uint8Array, after: Y.Doc): Statement[] {
  if (rows.length < compactAfter) return [insertUpdate(doc, (rows.at(-1)?.n ?? -1) + 1, update)]
  return [
    { sql: 'DELETE FROM doc_updates WHERE doc = ?', args: [doc] },
    insertUpdate(doc, 0, Y.encodeStateAsUpdate(after)),
  ]
}

/** «Без звука» and «очистить историю» as rows, for push, search and unread counts. */
async function projections(
  world: World,
  person: PersonId,
  before: Y.Doc,
  after: Y.Doc,
): Promise<{ statement: Statement; apply: () => void }[]> {
  const [old, now] = [openOwn(before), openOwn(after)]
  const chatIds = [...new Set([...old.muted.keys(), ...now.muted.keys(), ...old.cleared.keys(), ...now.cleared.keys()])]
  const changed = chatIds.filter(
    (id) => old.muted.has(id) !== now.muted.has(id) || old.cleared.get(id) !== now.cleared.get(id),
  )
  await world.chats.load(changed)
  return changed.flatMap((id: ChatId) => {
    const chat = world.chats.of(id, person)
    const member = chat?.members.get(person)
    if (!chat || !member) return []
    const silent = now.muted.has(id)
    const cleared = now.cleared.get(id)
    const clearedSeq = Number.isSafeInteger(cleared) ? Math.min(Math.max(0, cleared as number), chat.seq) : 0
    const statement = {
      sql: 'UPDATE chat_members SET silent = ?, cleared_seq = ? WHERE chat_id = ? AND person_id = ?',
      args: [+silent, clearedSeq, id, person],
    }
    return [{ statement, apply: () => Object.assign(member, { silent, clearedSeq }) }]
  })
}

export async function storedOf({ store }: Pick<World, 'store'>, doc: string): Promise<Uint8Array[]> {
  return (await store.updatesOf(doc)).map(({ bytes }) => bytes)
}

function send(connection: Connection, doc: string, write: (encoder: encoding.Encoder) => void): void {
  const payload = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageSync)
    write(encoder)
  })
  connection.send(wireFrame({ type: 'doc', doc, payload }), 0, doc)
}
