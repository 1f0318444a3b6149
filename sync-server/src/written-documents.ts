/**
 * Documents that people write, by the unchanged y-protocols sync inside `doc` frames. They are not kept in memory: what is only on disk
 * cannot be spoilt by a refused update. `own:<person>` and `plan:<lesson>`; what is special about each is its {@link WrittenKind}.
 */
import { closeCode } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { applyChecked, BadUpdate, checkUpdate, documentOf, type Form, TooLarge } from './check-update.ts'
import type { Connection } from './connection.ts'
import { insertUpdate } from './documents.ts'
import { wireFrame } from './frame-buffer.ts'
import { ownKind } from './own-documents.ts'
import { planKind } from './plan-documents.ts'
import type { Statement } from './store.ts'
import type { World } from './world.ts'

export interface WrittenKind {
  readonly form: Form
  /** Close code for what is too large. */
  readonly tooLarge: number
  /** Undefined: for this person there is no such document. */
  right(world: World, person: PersonId, doc: string): Promise<'write' | 'read' | undefined>
  /** Rows that go with the change, and what they mean for memory once they are on disk. */
  follow(world: World, change: WrittenChange): Promise<Followed>
  /** Where each writer stands, or undefined: this kind tells nobody. */
  readonly carets: ((world: World) => Carets) | undefined
}

export interface WrittenChange {
  readonly doc: string
  readonly person: PersonId
  readonly before: Y.Doc
  readonly after: Y.Doc
}

export interface Followed {
  readonly statements: readonly Statement[]
  committed(): void
}

export interface Carets {
  take(connection: Connection, doc: string, bytes: Uint8Array): Promise<void>
}

/** Stored updates before they become one. */
const compactAfter = 20
const messageSync = 0
const messageAwareness = 1
/** RFC 6455 registry; no 44xx, so that the provider connects again. */
const tryAgainLater = 1013

const kinds: readonly (readonly [prefix: string, WrittenKind])[] = [
  ['own:', ownKind],
  ['plan:', planKind],
]

const kindOf = (doc: string): WrittenKind | undefined => kinds.find(([prefix]) => doc.startsWith(prefix))?.[1]

/** The caller holds the turn. */
export async function receiveDoc(
  world: World,
  connection: Connection,
  doc: string,
  payload: Uint8Array,
): Promise<void> {
  const kind = kindOf(doc)
  const right = await kind?.right(world, connection.personId, doc)
  if (!kind || !right) return closeDoc(world, connection, doc, closeCode.notFound)
  try {
    await receive(world, connection, { doc, kind, right }, payload)
  } catch (error) {
    if (error instanceof BadUpdate) {
      world.log('document.refused', { reason: error.message, bytes: payload.length })
      return closeDoc(world, connection, doc, error instanceof TooLarge ? kind.tooLarge : closeCode.badFrame)
    }
    if (!(error instanceof Refused)) throw error
    // Not stored: the device keeps it and offers it again.
    closeDoc(world, connection, doc, tryAgainLater)
  }
}

/** Rights may be others now: who may not read a document any more hears nothing more of it. The caller holds the turn. */
export async function askRightsAgain(world: World): Promise<void> {
  for (const { doc, subscribers } of world.hub.open('plan:'))
    for (const connection of [...subscribers])
      if (!(await planKind.right(world, connection.personId, doc))) closeDoc(world, connection, doc, closeCode.notFound)
}

export function closeDoc(world: Pick<World, 'hub'>, connection: Connection, doc: string, code: number): void {
  world.hub.unsubscribe(connection, doc)
  connection.send(wireFrame({ type: 'closed', doc, code }))
}

interface Opened {
  readonly doc: string
  readonly kind: WrittenKind
  readonly right: 'write' | 'read'
}

async function receive(world: World, connection: Connection, opened: Opened, payload: Uint8Array): Promise<void> {
  const { doc, kind, right } = opened
  const message = readMessage(payload)
  switch (message?.kind) {
    case 'caret':
      return right === 'write' ? kind.carets?.(world).take(connection, doc, message.bytes) : undefined
    case 'update':
      if (right === 'read') return closeDoc(world, connection, doc, closeCode.forbidden)
      return write(world, connection, opened, message.bytes)
    case 'ask': {
      const current = documentOf(await storedOf(world, doc))
      if (!connection.open) return
      world.hub.subscribe(connection, doc)
      send(connection, doc, (encoder) => sync.writeSyncStep2(encoder, current, checkedState(message.bytes)))
      if (right === 'write') send(connection, doc, (encoder) => sync.writeSyncStep1(encoder, current))
    }
  }
}

/** The other messages of y-protocols mean nothing here. @throws {BadUpdate} */
function readMessage(payload: Uint8Array): { kind: 'ask' | 'update' | 'caret'; bytes: Uint8Array } | undefined {
  try {
    const decoder = decoding.createDecoder(payload)
    const type = decoding.readVarUint(decoder)
    if (type === messageAwareness) return { kind: 'caret', bytes: decoding.readVarUint8Array(decoder) }
    if (type !== messageSync) return undefined
    const step = decoding.readVarUint(decoder)
    return { kind: step === sync.messageYjsSyncStep1 ? 'ask' : 'update', bytes: decoding.readVarUint8Array(decoder) }
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
async function write(world: World, connection: Connection, { doc, kind }: Opened, update: Uint8Array): Promise<void> {
  const { personId } = connection
  const { bytes, clients } = checkUpdate(update, kind.form)
  const fresh = await freshClients(world, doc, personId, clients)
  const rows = await world.store.updatesOf(doc)
  const { before, after } = applyChecked(
    rows.map((row) => row.bytes),
    bytes,
    kind.form,
  )
  const lacking = Y.encodeStateAsUpdate(after, Y.encodeStateVector(before))
  if (same(before, after)) return
  const { statements, committed } = await kind.follow(world, { doc, person: personId, before, after })
  await world.storage.commit([
    ...storing(doc, rows, lacking, after),
    ...fresh.map((clientId) => ({
      sql: 'INSERT INTO doc_clients (doc, client_id, person_id) VALUES (?, ?, ?)',
      args: [doc, clientId, personId],
    })),
    ...statements,
  ])
  committed()
  const subscribers = world.hub.channel(doc)?.subscribers ?? []
  for (const other of subscribers)
    if (other !== connection) send(other, doc, (encoder) => sync.writeUpdate(encoder, lacking))
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
