import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '@zvonok/schema/core/must'
import { logName } from '@zvonok/schema/messages/document'
import { attachSync, type SyncOptions, type SyncServer } from '../attach.ts'
import type { CallMedia } from '../calls/media.ts'
import { type Database, openDatabase } from '../database.ts'
import { TestClient } from './client.ts'
import { type SmallSchool, smallSchool } from './school.ts'

/** A sync server on a real port over a real file. The cookie is `person` or `person/session`. */
export class TestServer {
  readonly folder: string
  readonly events: { event: string; fields: Record<string, unknown> }[] = []
  school!: SmallSchool
  database!: Database
  sync!: SyncServer
  /** Added to the system clock. */
  aheadMs = 0
  /** For the next start. */
  media: CallMedia | undefined
  #http: Server | undefined
  readonly #limits: 'on' | 'off'
  readonly #clients: TestClient[] = []

  constructor(folder: string, limits: 'on' | 'off') {
    this.folder = folder
    this.#limits = limits
  }

  get port(): number {
    return (must(this.#http, 'server').address() as AddressInfo).port
  }

  async start(): Promise<void> {
    this.database = await openDatabase(this.folder)
    const { rows } = await this.database.client.execute('SELECT count(*) FROM people')
    if (rows[0]?.[0] === 0) this.school = await smallSchool(this.database)
    this.sync = await attachSync(this.#options())
    const http = createServer()
    http.on('upgrade', (request, socket, head) => this.sync.upgrade(request, socket, head))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    this.#http = http
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.kill()
    await this.sync.close()
    await new Promise((resolve) => this.#http?.close(resolve))
    this.database.close()
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  /** A connection that has its heads and calls. */
  async connect(person: string, options: { cursor?: string; session?: string } = {}): Promise<TestClient> {
    const client = this.dial(person, options)
    await client.next('heads')
    await client.next('calls')
    return client
  }

  dial(person: string, { cursor = '', session = person }: { cursor?: string; session?: string } = {}): TestClient {
    const url = `ws://127.0.0.1:${this.port}/sync?v=1&cursor=${cursor}`
    const client = new TestClient(url, { origin: 'http://school', cookie: `${person}/${session}` })
    this.#clients.push(client)
    return client
  }

  /** A roster chat of the small school, by its kind. */
  async chat(kind: string): Promise<string> {
    const [row] = await this.select('SELECT id FROM chats WHERE kind = ? AND school_id = ?', [kind, this.school.school])
    return row?.[0] as string
  }

  /** The name of a chat's open segment. */
  async openLog(chatId: string): Promise<string> {
    const [row] = await this.select('SELECT first_seq, generation FROM chats WHERE id = ?', [chatId])
    return logName(chatId, row?.[0] as number, row?.[1] as number)
  }

  /** No more room for another page, until `freeDisk`. Short texts may still find room in pages that are there. */
  async fillDisk(): Promise<void> {
    const [row] = await this.select('PRAGMA page_count')
    await this.database.client.execute(`PRAGMA max_page_count = ${row?.[0]}`)
  }

  async freeDisk(): Promise<void> {
    await this.database.client.execute('PRAGMA max_page_count = 1000000')
  }

  async select(sql: string, args: (string | number)[] = []): Promise<unknown[][]> {
    const { rows } = await this.database.client.execute({ sql, args })
    return rows.map((row) => Array.from(row))
  }

  #options(): SyncOptions {
    return {
      database: this.database,
      authenticate: async (cookie) => {
        const [personId, sessionId, expiresAtMs] = (cookie ?? '').split('/')
        if (!personId || !sessionId) return undefined
        return { personId, sessionId, expiresAtMs: Number(expiresAtMs ?? Number.MAX_SAFE_INTEGER) }
      },
      allowedOrigin: (origin) => origin === 'http://school',
      limits: this.#limits,
      log: (event, fields) => {
        this.events.push({ event, fields })
      },
      clock: () => Date.now() + this.aheadMs,
      ...(this.media && { media: this.media }),
    }
  }
}

export async function startServer({
  limits = 'on',
  media,
}: {
  limits?: 'on' | 'off'
  media?: CallMedia
} = {}): Promise<TestServer> {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'zvonok-sync-')), limits)
  server.media = media
  await server.start()
  return server
}

export async function removeServer(server: TestServer): Promise<void> {
  await server.stop()
  rmSync(server.folder, { recursive: true, force: true })
}
