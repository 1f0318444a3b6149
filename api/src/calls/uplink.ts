import { isIPv6 } from 'node:net'
import type { CallId } from '@zvonok/schema/calls/call'
import type { Identity, Media } from './media.ts'
import type { UplinkSettings } from './read-uplink.ts'

/** The most that a device outside receives: voices with pictures of the shared screen, or voices alone. */
export type OutsideRung = 'pictures' | 'audio'

/** What one device is sent at most, with all headers: two voices at once; with the screen, see the layer of pictures in the app's `livekit-room.ts`. */
const kbitOf: Record<OutsideRung, number> = { audio: 80, pictures: 240 }
/** Who was given a pass and has not come by then does not come any more: passes live for 90 seconds. */
const comesWithinMs = 120_000

interface Share {
  readonly roomId: CallId
  readonly rung: OutsideRung
  readonly sinceMs: number
  readonly came: boolean
}

/** CALLS-30. Divides the school's line among the devices outside: voices for everybody, pictures as long as there is room for them, cameras for nobody. */
export class Uplink {
  readonly #settings: UplinkSettings
  readonly #nowMs: () => number
  readonly #shares = new Map<string, Share>()

  constructor(settings: UplinkSettings, media: Pick<Media, 'onEvent'>, nowMs: () => number) {
    this.#settings = settings
    this.#nowMs = nowMs
    media.onEvent((event) => {
      if (event.type === 'joined') this.#came(event.roomId, event.identity)
      else if (event.type === 'left') this.#left(event.roomId, event.identity, event.joinedAtMs)
      else if (event.type === 'roomFinished') this.#finished(event.roomId)
    })
  }

  /** For a device that takes a pass from this address; undefined in the school: everything. */
  share(roomId: CallId, identity: Identity, address: string): OutsideRung | undefined {
    const { school, kbit } = this.#settings
    if (!address || school.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return undefined
    const key = keyOf(roomId, identity)
    this.#shares.delete(key)
    const rung = kbit - this.#taken() >= kbitOf.pictures ? 'pictures' : 'audio'
    this.#shares.set(key, { roomId, rung, sinceMs: this.#nowMs(), came: false })
    return rung
  }

  #taken(): number {
    const nowMs = this.#nowMs()
    let sum = 0
    for (const [key, { rung, sinceMs, came }] of this.#shares)
      if (came || nowMs - sinceMs < comesWithinMs) sum += kbitOf[rung]
      else this.#shares.delete(key)
    return sum
  }

  #came(roomId: CallId, identity: Identity): void {
    const share = this.#shares.get(keyOf(roomId, identity))
    if (share) this.#shares.set(keyOf(roomId, identity), { ...share, came: true })
  }

  /** Not by the end of an earlier line, which the media server tells when the device has come again. */
  #left(roomId: CallId, identity: Identity, joinedAtMs: number): void {
    const key = keyOf(roomId, identity)
    if (joinedAtMs >= (this.#shares.get(key)?.sinceMs ?? 0)) this.#shares.delete(key)
  }

  #finished(roomId: CallId): void {
    for (const [key, share] of this.#shares) if (share.roomId === roomId) this.#shares.delete(key)
  }
}

const keyOf = (roomId: CallId, identity: Identity): string => `${roomId}/${identity}`
