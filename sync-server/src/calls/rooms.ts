import { type CallId, maxInCall } from '@zvonok/schema/calls/call'
import type { MediaAction } from '@zvonok/schema/calls/media-actions'
import type { PersonId } from '@zvonok/schema/core/ids'
import { reasonOf } from '../background.ts'
import type { World } from '../world.ts'
import { type CallMedia, type Participant, personOf, sessionOf } from './media.ts'

const maxTries = 6
const firstWaitMs = 250

/** The rooms at the media server: what is to be done in each, one after another. Nobody waits for it. */
export class Rooms {
  readonly #waiting = new Map<CallId, MediaAction[]>()
  readonly #media: CallMedia | undefined
  readonly #log: World['log']
  #closed = false

  constructor(media: CallMedia | undefined, log: World['log']) {
    this.#media = media
    this.#log = log
  }

  get ready(): boolean {
    return this.#media?.state.state === 'ready'
  }

  /** While the media server is away nothing is kept: rooms are empty after it, and tokens say what is allowed then. */
  do(callId: CallId, actions: readonly MediaAction[]): void {
    if (!this.ready || actions.length === 0) return
    const waiting = this.#waiting.get(callId)
    if (waiting) {
      waiting.push(...actions)
      return
    }
    const queue = [...actions]
    this.#waiting.set(callId, queue)
    void this.#work(callId, queue)
  }

  close(): void {
    this.#closed = true
  }

  async #work(callId: CallId, queue: MediaAction[]): Promise<void> {
    while (queue.length > 0 && !this.#closed) await this.#tryHard(callId, queue.splice(0))
    this.#waiting.delete(callId)
  }

  async #tryHard(callId: CallId, actions: readonly MediaAction[]): Promise<void> {
    for (let attempt = 0; attempt < maxTries && this.ready && !this.#closed; attempt++) {
      try {
        return await this.#all(callId, actions)
      } catch (error) {
        this.#log('calls.mediaFailed', { reason: reasonOf(error), attempt })
        await new Promise((resolve) => setTimeout(resolve, firstWaitMs * 2 ** attempt).unref())
      }
    }
  }

  /** Everything again after a failure: doing it twice changes nothing. */
  async #all(callId: CallId, actions: readonly MediaAction[]): Promise<void> {
    const media = this.#media as CallMedia
    const aboutPeople = actions.some(({ type }) => type !== 'open' && type !== 'close')
    const present = aboutPeople ? devicesOf(await media.participants(callId)) : new Map()
    for (const action of actions) {
      if (action.type === 'open') await media.createRoom(callId, { maxParticipants: maxInCall })
      else if (action.type === 'close') await media.endRoom(callId)
      else for (const device of present.get(action.personId) ?? []) await this.#one(callId, device, action)
    }
  }

  async #one(callId: CallId, { identity, tracks }: Participant, action: MediaAction): Promise<void> {
    const media = this.#media as CallMedia
    if (action.type === 'remove' && (action.sessionId ?? sessionOf(identity)) === sessionOf(identity))
      await media.remove(callId, identity)
    if (action.type === 'allow') await media.setPermissions(callId, identity, { canPublish: action.sources })
    const speaks = tracks.some(({ source, muted }) => source === 'microphone' && !muted)
    if (action.type === 'mute' && speaks) await media.mute(callId, identity, 'microphone')
  }
}

function devicesOf(participants: readonly Participant[]): Map<PersonId, Participant[]> {
  const devices = new Map<PersonId, Participant[]>()
  for (const each of participants) {
    const person = personOf(each.identity)
    devices.set(person, [...(devices.get(person) ?? []), each])
  }
  return devices
}
