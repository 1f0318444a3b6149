import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { allCommands } from '@zvonok/schema/core/all-commands'
import { closeCode, type NewsRoom } from '@zvonok/schema/core/frames'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { inBackground, reasonOf } from './background.ts'
import { Calls } from './calls/calls.ts'
import type { CallMedia } from './calls/media.ts'
import { Carets } from './carets.ts'
import { Chats } from './chats.ts'
import { Colleagues } from './colleagues.ts'
import { Counters } from './counters.ts'
import type { Database } from './database.ts'
import { Documents } from './documents.ts'
import { Door } from './door.ts'
import type { Draft } from './draft.ts'
import { completeErasedLog, noteErased } from './erased-log.ts'
import { Erasing } from './erasing.ts'
import { People } from './facts.ts'
import { wireFrame } from './frame-buffer.ts'
import { checkGeneration } from './generation.ts'
import { appendHistory, type HistoryEntry } from './history.ts'
import { forgetOld, rememberMs } from './housekeeping.ts'
import { Hub } from './hub.ts'
import { limit } from './limits.ts'
import { Marks } from './marks.ts'
import { Metrics } from './metrics.ts'
import { PersonRows } from './person-rows.ts'
import { Presence } from './presence.ts'
import { Reads } from './reads.ts'
import { followRoster } from './roster.ts'
import { Storage } from './storage.ts'
import { Store } from './store.ts'
import { Terms } from './terms.ts'
import { Turns } from './turns.ts'
import type { World } from './world.ts'
import { Writer } from './writer.ts'
import { askRightsAgain } from './written-documents.ts'

export interface SocketSession {
  sessionId: string
  personId: PersonId
  expiresAtMs: number
}

export interface SyncOptions {
  database: Database
  authenticate(cookieHeader: string | undefined): Promise<SocketSession | undefined>
  allowedOrigin(origin: string | undefined, host: string | undefined): boolean
  limits: 'on' | 'off'
  /** Without it no call can be started. */
  media?: CallMedia
  /** Structured, without content. */
  log(event: string, fields: Record<string, string | number | boolean>): void
  clock?: () => number
}

export interface SyncServer {
  /** For requests to `/sync`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Logout, expiry: the session's sockets close with 4401, and its devices are out of every call. */
  endSession(sessionId: string, code?: number): void
  /** Password change, a disabled account: all sockets of the person close with 4401, and the person leaves every call. */
  endPerson(personId: PersonId): void
  /** After an import or a change by the office: forgets what is known about people, brings roster chats in line, ends leavers. */
  rosterChanged(): Promise<void>
  /** Those of them who are connected ask for this room anew. */
  tellNews(people: Iterable<PersonId>, of: NewsRoom): void
  /** The same path as a socket's command. @throws {Refused} */
  runAs(personId: PersonId, name: string, args: unknown, id?: string): Promise<unknown>
  appendHistory(chatId: string, entries: readonly HistoryEntry[]): Promise<void>
  /** The person has read the chat up to this message, for the demo: written soon, together with others. */
  moveRead(personId: PersonId, chatId: string, seq: number): void
  readonly calls: Pick<
    Calls,
    | 'run'
    | 'startFor'
    | 'end'
    | 'change'
    | 'get'
    | 'entry'
    | 'tokenGrant'
    | 'atTheDoor'
    | 'history'
    | 'intervals'
    | 'onChange'
  >
  /** False while commits fail; recovers by itself. */
  storageOk(): boolean
  metrics(): Record<string, number>
  /** Flushes, closes sockets with 1001. */
  close(): Promise<void>
}

const checkEveryMs = 500
const tidyEveryMs = 10_000
const forgetEveryMs = 3_600_000

/** The sync server over an open database. Works without sockets too: the operator's commands use it so. */
export async function attachSync(options: SyncOptions): Promise<SyncServer> {
  await checkGeneration(options.database)
  const { world, erasing } = await makeWorld(options)
  const writer = new Writer(world)
  const door = new Door(world, writer, options)
  await forgetOld(world)
  await completeErasedLog(options.database, world.store, world.clock() - rememberMs)
  await followRoster(world, 'start')
  await world.terms.flush()
  await world.calls.start()
  const timers = [
    setInterval(() => door.check(), checkEveryMs),
    setInterval(() => inBackground(world, 'rights', () => askRightsAgain(world)), checkEveryMs),
    setInterval(() => door.ping(), limit.pingEveryMs),
    setInterval(() => inBackground(world, 'tidy', () => tidy(world)), tidyEveryMs),
    setInterval(() => inBackground(world, 'forgetOld', () => forgetOld(world)), forgetEveryMs),
  ]
  for (const timer of timers) timer.unref()

  return {
    upgrade: (request, socket, head) => void door.upgrade(request, socket, head),
    endSession(sessionId, code = closeCode.signedOut) {
      const people = new Set<PersonId>()
      for (const each of world.hub.connections()) if (each.sessionId === sessionId) people.add(each.personId)
      door.end((each) => each.sessionId === sessionId, code)
      world.calls.endSession(sessionId, people)
    },
    endPerson(personId) {
      door.end((each) => each.personId === personId, closeCode.signedOut)
      world.calls.endPerson(personId)
    },
    async rosterChanged() {
      await followRoster(world, 'changed')
      await world.calls.rosterChanged()
    },
    tellNews(people, of) {
      const frame = wireFrame({ type: 'news', of })
      for (const person of people) world.hub.toPerson(person, frame)
    },
    runAs: (personId, name, args, id = newId()) =>
      new Promise((resolve, reject) => {
        const version = allCommands.get(name)?.version ?? 1
        writer.submit({ personId, id, version, name, args }, (outcome) =>
          'code' in outcome ? reject(new Refused(outcome.code)) : resolve(outcome.result),
        )
      }),
    appendHistory: (chatId, entries) => appendHistory(world, chatId, entries),
    calls: world.calls,
    moveRead: (personId, chatId, seq) => world.reads.move(personId, chatId, seq),
    storageOk: () => world.storage.ok,
    metrics: () => metricsOf(world),
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      door.close()
      world.calls.close()
      await writer.settled()
      await world.turns.run(() => world.reads.flush())
      await world.turns.run(() => world.marks.flush())
      await world.turns.run(() => world.terms.flush())
      await world.turns.run(() => erasing.now())
      erasing.close()
      world.presence.close()
      world.storage.close()
    },
  }
}

async function makeWorld(options: SyncOptions): Promise<{ world: World; erasing: Erasing }> {
  const clock = options.clock ?? Date.now
  const { log } = options
  const store = new Store(options.database)
  const counters = new Counters(store)
  await counters.load()
  const people = new People(store)
  const metrics = new Metrics()
  const turns = new Turns()
  const erasing = new Erasing({ store, turns, log })
  const world: World = {
    store,
    turns,
    counters,
    people,
    metrics,
    clock,
    log,
    chats: new Chats(store, clock),
    rows: new PersonRows(store, people),
    colleagues: new Colleagues(store, people),
    documents: new Documents(store, counters, clock),
    hub: new Hub(),
    storage: new Storage({ store, counters, metrics, log }),
    reads: new Reads(() => world),
    marks: new Marks(() => world),
    presence: new Presence(() => world),
    carets: new Carets(() => world),
    terms: new Terms(() => world),
    calls: new Calls(() => world, options.media, log),
    erasing: (draft) => {
      noteOrTell(options, draft)
      erasing.soon()
    },
  }
  world.hub.left = (connection, doc) => world.carets.left(connection, doc)
  return { world, erasing }
}

/** The erasure is committed: a note that cannot be written now is made up for at the next start. */
function noteOrTell({ database, log }: SyncOptions, draft: Draft): void {
  try {
    noteErased(database, draft)
  } catch (error) {
    log('erasedLog.failed', { reason: reasonOf(error) })
  }
}

function tidy(world: World): void {
  world.documents.dropIdle()
  world.chats.dropIdle()
}

const metricsOf = (world: World): Record<string, number> => ({
  ...world.metrics.all(),
  people_online: world.hub.people,
  channels: world.hub.channels,
  documents_open: world.documents.size,
  chats_loaded: world.chats.size,
  storage_ok: world.storage.ok ? 1 : 0,
})
