import type { MediaSource } from '@zvonok/schema/calls/call'
import type { CallMedia, Identity, Participant, RoomEvent } from '../calls/media.ts'

/** Rooms without media: keeps who is in them, as tests say, and what was asked. */
export class TestMedia implements CallMedia {
  state: CallMedia['state'] = { state: 'ready' }
  readonly rooms = new Map<string, Map<Identity, Participant>>()
  /** `mute call person:device` and so on, in their order. */
  readonly asked: string[] = []
  /** Calls of the next so many requests fail. */
  failures = 0
  readonly #events = new Set<Parameters<CallMedia['onEvent']>[0]>()
  readonly #states = new Set<Parameters<CallMedia['onState']>[0]>()

  onState(listener: Parameters<CallMedia['onState']>[0]): () => void {
    this.#states.add(listener)
    return () => this.#states.delete(listener)
  }

  onEvent(listener: Parameters<CallMedia['onEvent']>[0]): () => void {
    this.#events.add(listener)
    return () => this.#events.delete(listener)
  }

  async createRoom(roomId: string): Promise<void> {
    this.#note(`open ${roomId}`)
    if (!this.rooms.has(roomId)) this.rooms.set(roomId, new Map())
  }

  async endRoom(roomId: string): Promise<void> {
    this.#note(`close ${roomId}`)
    this.rooms.delete(roomId)
  }

  async participants(roomId: string): Promise<Participant[]> {
    return [...(this.rooms.get(roomId)?.values() ?? [])]
  }

  async mute(roomId: string, identity: Identity, source: MediaSource): Promise<void> {
    this.#note(`mute ${roomId} ${identity} ${source}`)
  }

  async setPermissions(
    roomId: string,
    identity: Identity,
    { canPublish }: { canPublish: readonly MediaSource[] },
  ): Promise<void> {
    this.#note(`allow ${roomId} ${identity} ${canPublish.join()}`)
  }

  async remove(roomId: string, identity: Identity): Promise<void> {
    this.#note(`remove ${roomId} ${identity}`)
    this.rooms.get(roomId)?.delete(identity)
  }

  /** A device comes into the room with its microphone on. */
  async come(roomId: string, identity: Identity, joinedAtMs: number, told = true): Promise<void> {
    const tracks = [{ source: 'microphone', muted: false }]
    const room = this.rooms.get(roomId) ?? new Map<Identity, Participant>()
    this.rooms.set(roomId, room.set(identity, { identity, joinedAtMs, tracks }))
    if (told) await this.tell({ type: 'joined', roomId, identity, joinedAtMs, atMs: joinedAtMs })
  }

  async go(roomId: string, identity: Identity, atMs: number, told = true): Promise<void> {
    const joinedAtMs = this.rooms.get(roomId)?.get(identity)?.joinedAtMs ?? atMs
    this.rooms.get(roomId)?.delete(identity)
    if (told) await this.tell({ type: 'left', roomId, identity, joinedAtMs, atMs })
  }

  async tell(event: RoomEvent): Promise<void> {
    for (const listener of this.#events) await listener(event)
  }

  /** A crash: nobody is in any room, and nobody tells. */
  crash(): void {
    this.rooms.clear()
    this.#set('off')
  }

  comeBack(): void {
    this.#set('ready')
  }

  #set(state: 'ready' | 'off'): void {
    this.state = { state }
    for (const listener of this.#states) listener(this.state)
  }

  #note(what: string): void {
    if (this.failures > 0) {
      this.failures--
      throw new Error('the media server is busy')
    }
    this.asked.push(what)
  }
}
