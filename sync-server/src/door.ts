import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ClientFrame, closeCode, maxFrameBytes, protocolVersion } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SyncOptions } from './attach.ts'
import { reasonOf } from './background.ts'
import { Connection, type ConnectionEvents } from './connection.ts'
import { packedFrame, wireFrame } from './frame-buffer.ts'
import { changeOfCursor, headsFor } from './heads.ts'
import { Bucket, limit } from './limits.ts'
import { handleRequest } from './requests.ts'
import { sendState } from './segments.ts'
import type { World } from './world.ts'
import type { Writer } from './writer.ts'

/** Lets sockets in, hands their frames on, and shuts them. */
export class Door implements ConnectionEvents {
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
  })
  readonly #buckets = new Map<PersonId, Bucket>()
  readonly #world: World
  readonly #writer: Writer
  readonly #options: SyncOptions
  #closed = false

  constructor(world: World, writer: Writer, options: SyncOptions) {
    this.#world = world
    this.#writer = writer
    this.#options = options
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { origin, host, cookie } = request.headers
    // Until `ws` takes the socket, its errors are ours.
    const ignore = (): void => undefined
    socket.on('error', ignore)
    if (this.#closed || !this.#options.allowedOrigin(origin, host)) {
      this.#world.log('socket.forbidden', {})
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const session = await this.#sessionOf(cookie)
    socket.off('error', ignore)
    if (socket.destroyed) return
    const query = new URLSearchParams(request.url?.split('?')[1])
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const refusal = this.#refusal(session, query.get('v'))
      if (!session || refusal !== undefined) return refuse(webSocket, refusal ?? closeCode.signedOut)
      this.#let(webSocket, socket, session, query.get('cursor') ?? '')
    })
  }

  /** Closes the sockets that `matches` says, within a second. */
  end(matches: (connection: Connection) => boolean, code: number): void {
    for (const connection of [...this.#world.hub.connections()]) if (matches(connection)) connection.close(code)
  }

  check(): void {
    const nowMs = this.#world.clock()
    for (const connection of [...this.#world.hub.connections()]) connection.check(nowMs)
    for (const [person, bucket] of this.#buckets) if (bucket.full(nowMs)) this.#buckets.delete(person)
  }

  ping(): void {
    for (const connection of this.#world.hub.connections()) connection.ping()
  }

  close(): void {
    this.#closed = true
    for (const connection of [...this.#world.hub.connections()]) connection.close(goingAway)
  }

  frame(connection: Connection, frame: ClientFrame): Promise<void> | undefined {
    this.#world.metrics.add('frames_in_total')
    if (frame.type !== 'command') return handleRequest(this.#world, connection, frame)
    this.#command(connection, frame)
    return undefined
  }

  #command(connection: Connection, { id, version, name, args }: Extract<ClientFrame, { type: 'command' }>): void {
    const room = name.startsWith('calls.') ? this.#world.calls : this.#writer
    room.submit({ personId: connection.personId, id, version, name, args }, (outcome) => {
      const answer = wireFrame(
        'code' in outcome ? { type: 'refused', id, code: outcome.code } : { type: 'ack', id, result: outcome.result },
      )
      connection.sendAlways(answer)
    })
  }

  closed(connection: Connection, code: number): void {
    const { hub, presence, metrics } = this.#world
    metrics.add('sockets', -1)
    metrics.add('bytes_out_total', connection.bytesOut)
    presence.unwatch(connection)
    if (hub.leave(connection)) presence.went(connection.personId)
    this.#world.log('socket.closed', { code })
  }

  fellBehind(): void {
    this.#world.metrics.add('readers_behind_total')
  }

  resync(connection: Connection): void {
    this.#start(connection, connection.change)
  }

  commandWaitMs(personId: PersonId): number {
    if (this.#options.limits === 'off') return 0
    const nowMs = this.#world.clock()
    const bucket = this.#buckets.get(personId) ?? new Bucket(limit.commands, nowMs)
    this.#buckets.set(personId, bucket)
    return bucket.take(nowMs)
  }

  async #sessionOf(cookie: string | undefined) {
    try {
      return await this.#options.authenticate(cookie)
    } catch (error) {
      this.#world.log('socket.authenticationFailed', { reason: reasonOf(error) })
      return undefined
    }
  }

  #refusal(
    session: { personId: PersonId; expiresAtMs: number } | undefined,
    version: string | null,
  ): number | undefined {
    if (!session || session.expiresAtMs <= this.#world.clock()) return closeCode.signedOut
    if (version !== String(protocolVersion)) return closeCode.updateFirst
    const limited = this.#options.limits === 'on'
    if (limited && this.#world.hub.of(session.personId).size >= limit.socketsPerPerson) return closeCode.tooMany
    return undefined
  }

  #let(
    webSocket: WebSocket,
    raw: Duplex,
    session: { sessionId: string; personId: PersonId; expiresAtMs: number },
    cursor: string,
  ): void {
    const { hub, presence, metrics, clock } = this.#world
    const connection = new Connection(webSocket, raw, session, this, { clock, limited: this.#options.limits === 'on' })
    metrics.add('sockets')
    metrics.add('sockets_total')
    if (hub.join(connection)) presence.came(connection.personId)
    this.#start(connection, changeOfCursor(cursor, this.#world))
  }

  /** Heads from `since` on, and whatever documents the socket missed. */
  #start(connection: Connection, since: number): void {
    const world = this.#world
    const start = async (): Promise<void> => {
      if (!connection.open) return
      const { personId } = connection
      await world.people.load([personId])
      if (!world.people.get(personId)?.active) return connection.close(closeCode.signedOut)
      const heads = await headsFor(world, personId, since)
      const missed = connection.begin(packedFrame({ type: 'heads', ...heads }), world.counters.change)
      connection.send(await world.calls.begin(personId))
      for (const doc of missed) await sendState(world, connection, doc)
    }
    world.turns.run(start).catch((error: unknown) => {
      world.log('heads.failed', { reason: reasonOf(error) })
      connection.terminate()
    })
  }
}

/** RFC 6455: the server goes down; devices come back with jitter. */
const goingAway = 1001

function refuse(webSocket: WebSocket, code: number): void {
  webSocket.on('error', () => undefined)
  webSocket.close(code)
  setTimeout(() => webSocket.terminate(), 2000).unref()
}
