/**
 * Where the others write in a plan, by the unchanged awareness protocol of y-protocols. What a device says of itself is its place only: the
 * name comes from the roster by the socket's session, the colour from here. Nothing is stored.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { BadUpdate } from './check-update.ts'
import type { Connection } from './connection.ts'
import { wireFrame } from './frame-buffer.ts'
import type { World } from './world.ts'

/** White letters are readable on each of them. */
const colours = ['#1b5fc1', '#0b6e4f', '#b3261e', '#8e3b9e', '#9a4d00', '#5b4bc4', '#00687a', '#7a5a00']
const maxBytes = 20_000
const maxClients = 100
const maxStateLength = 2000

interface Caret {
  readonly clientId: number
  clock: number
  readonly user: { readonly name: string; readonly color: string }
  /** Relative positions of Yjs, as the editor made them; null outside of the text. */
  cursor: unknown
}

type World_ = Pick<World, 'hub' | 'rows' | 'store'>

export class Carets {
  readonly #ofDoc = new Map<string, Map<Connection, Caret>>()
  readonly #world: () => World_

  constructor(world: () => World_) {
    this.#world = world
  }

  /** The caller holds the turn and has asked whether this person may write. @throws {BadUpdate} */
  async take(connection: Connection, doc: string, bytes: Uint8Array): Promise<void> {
    if (!connection.docs.has(doc)) return
    for (const said of readStates(bytes)) {
      const caret = this.#ofDoc.get(doc)?.get(connection)
      // Devices repeat what they hear of others: only the own one counts.
      if (caret ? caret.clientId !== said.clientId : said.state === null) continue
      if (said.state === null) this.left(connection, doc)
      else if (caret) this.#move(connection, doc, caret, said)
      else await this.#came(connection, doc, said)
    }
  }

  /** Gone from the document, with the socket or without it. */
  left(connection: Connection, doc: string): void {
    const carets = this.#ofDoc.get(doc)
    const caret = carets?.get(connection)
    if (!caret) return
    carets?.delete(connection)
    if (carets?.size === 0) this.#ofDoc.delete(doc)
    this.#tellOthers(connection, doc, { ...caret, clock: caret.clock + 1 }, true)
  }

  #move(connection: Connection, doc: string, caret: Caret, { clock, state }: Said): void {
    if (clock <= caret.clock) return
    Object.assign(caret, { clock, cursor: cursorOf(state) })
    this.#tellOthers(connection, doc, caret)
  }

  /** Whose id it is, is settled by what was written under it, then by who came first. */
  async #came(connection: Connection, doc: string, { clientId, clock, state }: Said): Promise<void> {
    const { store, rows } = this.#world()
    const carets = this.#ofDoc.get(doc) ?? new Map<Connection, Caret>()
    if ([...carets.values()].some((each) => each.clientId === clientId)) return
    const [owner] = await store.select<[string]>('person_id', 'FROM doc_clients WHERE doc = ? AND client_id = ?', [
      doc,
      clientId,
    ])
    if (owner && owner[0] !== connection.personId) return
    const [person] = await rows.of([connection.personId])
    if (!person || !connection.docs.has(doc)) return
    const taken = new Set([...carets.values()].map(({ user }) => user.color))
    const color = colours.find((each) => !taken.has(each)) ?? (colours[clientId % colours.length] as string)
    const caret = {
      clientId,
      clock,
      user: { name: `${person.given} ${person.family}`, color },
      cursor: cursorOf(state),
    }
    if (carets.size > 0) connection.send(caretsFrame(doc, [...carets.values()]))
    this.#ofDoc.set(doc, carets.set(connection, caret))
    this.#tellOthers(connection, doc, caret)
  }

  /** To those who write; readers have no carets. */
  #tellOthers(connection: Connection, doc: string, caret: Caret, gone = false): void {
    const frame = caretsFrame(doc, [caret], gone)
    for (const other of this.#ofDoc.get(doc)?.keys() ?? []) if (other !== connection) other.send(frame)
  }
}

interface Said {
  readonly clientId: number
  readonly clock: number
  readonly state: object | null
}

/** @throws {BadUpdate} */
function readStates(bytes: Uint8Array): Said[] {
  if (bytes.length > maxBytes) throw new BadUpdate('carets too large')
  try {
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    if (count > maxClients) throw new BadUpdate('too many carets')
    return Array.from({ length: count }, () => {
      const [clientId, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
      const text = decoding.readVarString(decoder)
      const state: unknown = text.length <= maxStateLength ? JSON.parse(text) : {}
      return { clientId, clock, state: typeof state === 'object' ? state : {} }
    })
  } catch (error) {
    throw error instanceof BadUpdate ? error : new BadUpdate('no carets')
  }
}

/** Two relative positions as Yjs writes them, and nothing else. */
function cursorOf(state: object | null): unknown {
  const cursor = (state as { cursor?: { anchor?: unknown; head?: unknown } } | null)?.cursor
  const [anchor, head] = [placeOf(cursor?.anchor), placeOf(cursor?.head)]
  return anchor && head ? { anchor, head } : null
}

function placeOf(place: unknown): object | undefined {
  if (typeof place !== 'object' || place === null) return undefined
  const { type, tname, item, assoc } = place as Record<string, unknown>
  return {
    type: idOf(type),
    tname: tname === 'text' ? tname : null,
    item: idOf(item),
    assoc: assoc === -1 ? -1 : 0,
  }
}

function idOf(id: unknown): object | null {
  const { client, clock } = (id ?? {}) as Record<string, unknown>
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock) ? { client, clock } : null
}

/** y-protocols: an awareness message. */
function caretsFrame(doc: string, carets: readonly Caret[], gone = false): Buffer {
  const states = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, carets.length)
    for (const { clientId, clock, user, cursor } of carets) {
      encoding.writeVarUint(encoder, clientId)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, JSON.stringify(gone ? null : { user, cursor }))
    }
  })
  const payload = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, states)
  })
  return wireFrame({ type: 'doc', doc, payload })
}
