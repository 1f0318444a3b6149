/**
 * This device in one call, from «Присоединиться» until one leaves: asks to join, waits at the door, takes a pass, keeps the room. Whatever breaks
 * (line, network, media server, our server) it joins again with a new pass until told to stop. The server's frames say who may what; nothing here decides.
 */
import { type CallPerson, type MediaSource, sourcesOf } from '@zvonok/schema/calls/call'
import type { RefusalCode } from '@zvonok/schema/core/refusal'
import type { KnownCall } from '../../platform/calls.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Device } from '../../platform/device.ts'
import { Listeners } from '../../platform/listeners.ts'
import { climb, type Ladder, type Rung, shownRung, startLadder } from './ladder.ts'
import { fewPeople } from './layout.ts'
import { type MediaProblem, problemOf } from './media-problem.ts'
import type { MediaRoom, Pass } from './media-room.ts'

/** `lost`: was in and comes back by itself. */
export type Phase = 'joining' | 'waiting' | 'connecting' | 'live' | 'lost' | 'over'
/** Why it is over. `elsewhere`: this call goes on in another tab. `unanswered`: it ended before anybody came. */
export type Ending = RefusalCode | 'left' | 'elsewhere' | 'unanswered'

export interface Wish {
  readonly microphone: boolean
  readonly camera: boolean
  /** One of several devices in a room: no sound in, and out only while «Говорить» is held. */
  readonly companion: boolean
  readonly audioOnly: boolean
}

export interface SessionParts {
  readonly device: Device
  readonly callId: string
  readonly wish: Wish
  readonly clock: Clock
  readonly loadRoom: () => Promise<MediaRoom>
  /** Rejects with a refusal's code in `code`, or with anything else when there is no answer. */
  readonly askPass: (callId: string) => Promise<Pass>
}

const retryMs = [300, 1000, 2000, 4000]
const lookMs = 1000
/** No answer of these ends a call: the server is busy or not quite there. */
const passing: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'core.unavailable',
  'core.tooMany',
  'storage.full',
  'calls.off',
])

/** What a pass is refused for once and for all; any other no is for now. */
const final = new Set<RefusalCode>(['calls.ended', 'calls.removed', 'calls.full'])

export class CallSession {
  readonly parts: SessionParts
  phase: Phase = 'joining'
  ending: Ending | undefined
  /** Why the server does not let one in just now; it is asked again. */
  hindrance: RefusalCode | undefined
  /** CALLS-7. Was in, and waits because of who has left. */
  setBack = false
  problem: MediaProblem | undefined
  room: MediaRoom | undefined
  ladder: Ladder
  audioOnly: boolean
  /** INCALL-23. Outside the school's network: the most that is received. */
  most: Pass['most']
  /** What one wants to send: kept over lines. */
  readonly wanted: Record<MediaSource, boolean>
  readonly #changed = new Listeners()
  readonly #cleanUps: (() => void)[] = []
  #me: CallPerson | undefined
  #metSomebody = false
  #cameIn = false
  #tries = 0
  #turn = 0
  #cancelRetry: (() => void) | undefined
  #closed = false

  constructor(parts: SessionParts) {
    this.parts = parts
    const { device, wish, clock } = parts
    this.audioOnly = wish.audioOnly
    this.wanted = { microphone: wish.microphone && !wish.companion, camera: wish.camera, screen: false }
    this.ladder = startLadder(clock.nowMs())
    this.#cleanUps.push(
      device.on('calls', () => this.#look()),
      device.on('link', () => device.link() === 'live' && this.wake()),
    )
    this.#watchLine()
    void this.#enter()
  }

  get callId(): string {
    return this.parts.callId
  }

  call(): KnownCall | undefined {
    return this.parts.device.call(this.callId)
  }

  me(): CallPerson | undefined {
    return this.call()?.people.get(this.parts.device.personId)
  }

  /** What one may send now. */
  sources(): readonly MediaSource[] {
    const [call, me] = [this.call(), this.me()]
    return call && me ? sourcesOf(call, me) : []
  }

  rung(): Rung {
    return shownRung(this.ladder, this.audioOnly, this.phase === 'live', this.most)
  }

  on = (listener: () => void): (() => void) => this.#changed.on(listener)

  /** INCALL-7. The line may be back: tries now instead of later. */
  wake(): void {
    if (this.phase !== 'lost' && this.phase !== 'joining') return
    if (!this.#cancelRetry) return
    this.#cancelRetry()
    this.#cancelRetry = undefined
    void this.#enter()
  }

  /** INCALL-6. Never asks the room for what one may not send: that would hang. */
  async turn(source: MediaSource, on: boolean): Promise<void> {
    if (on && !this.sources().includes(source)) return
    this.wanted[source] = on
    this.problem = undefined
    this.#tell()
    await this.#send(source, on)
  }

  setAudioOnly(on: boolean): void {
    this.audioOnly = on
    if (on && this.wanted.camera) void this.turn('camera', false)
    this.#receive()
  }

  dismissProblem(): void {
    this.problem = undefined
    this.#tell()
  }

  /** Tells the server and goes; without a line the server finds out by itself. */
  leave(): void {
    void this.parts.device.ask('calls.leave', { callId: this.callId })
    this.#end('left')
  }

  /** This tab goes away, the person stays in the call with other devices. */
  close(): void {
    this.#end('left')
  }

  async #enter(): Promise<void> {
    const turn = ++this.#turn
    this.#set(this.phase === 'joining' ? 'joining' : 'lost')
    const answer = await this.parts.device.ask('calls.join', { callId: this.callId })
    if (turn !== this.#turn || this.#closed) return
    if (!answer) return this.#retryLater()
    if (answer.code) return this.#refused(answer.code)
    const { state } = answer.result as { state: 'in' | 'waiting' }
    this.hindrance = undefined
    if (state === 'waiting') this.#set('waiting')
    else await this.#connect(turn)
  }

  #refused(code: RefusalCode): void {
    if (passing.has(code)) {
      this.hindrance = code
      this.#retryLater()
    } else this.#end(code)
  }

  async #connect(turn: number): Promise<void> {
    if (this.phase !== 'lost') this.#set('connecting')
    try {
      const [room, pass] = await Promise.all([this.parts.loadRoom(), this.parts.askPass(this.callId)])
      if (turn !== this.#turn || this.#closed) return
      this.most = pass.most
      this.#hold(room)
      // Said before anything can be received: a companion is never heard, not even for a moment.
      const rung = shownRung(this.ladder, this.audioOnly, true, this.most)
      room.receive(rung, !this.parts.wish.companion)
      await room.connect(pass, rung === 'video' && this.#comesToFew())
      if (turn !== this.#turn || this.#closed) return void room.leave()
    } catch (error) {
      if (turn !== this.#turn || this.#closed) return
      const { code } = error as { code?: RefusalCode }
      if (code && final.has(code)) return this.#end(code)
      if (this.phase === 'connecting') this.phase = 'lost'
      return this.#retryLater()
    }
    this.#tries = 0
    this.hindrance = undefined
    this.setBack = false
    this.#set('live')
    this.#receive()
    await this.#sendAll()
  }

  /** The first time the screen of the call is there; a line that comes back may find it minimised. */
  #comesToFew(): boolean {
    return this.phase === 'connecting' && (this.call()?.count ?? Number.POSITIVE_INFINITY) <= fewPeople
  }

  #hold(room: MediaRoom): void {
    const before = this.room
    this.room = room
    void before?.leave()
    room.on(() => this.room === room && this.#roomChanged(room))
    room.onLost((source) => this.room === room && void this.#deviceLost(source))
  }

  #roomChanged(room: MediaRoom): void {
    if (room.state === 'gone' && this.phase === 'live') this.#roomLost(room)
    else {
      room.setCrowd(room.people.size)
      this.#followScreen(room)
      this.#tell()
    }
  }

  /** INCALL-20. Asked for once more: then the browser says why it does not come. What was turned off by hand is not lost. */
  async #deviceLost(source: MediaSource): Promise<void> {
    if (this.wanted[source]) await this.#send(source, true)
  }

  /** What the server says of it (removed, ended) is on its way; a line that is only lost is made anew. */
  #roomLost({ goneBecause }: MediaRoom): void {
    if (goneBecause === 'elsewhere') this.#end('elsewhere')
    else {
      this.#set('lost')
      this.#retryLater()
    }
  }

  /** «Закрыть доступ» of the browser ends a shared screen without us. */
  #followScreen(room: MediaRoom): void {
    if (
      this.phase === 'live' &&
      this.wanted.screen &&
      this.#isSharing &&
      !room.people.get(this.parts.device.personId)?.screen
    )
      this.wanted.screen = false
    this.#isSharing = room.people.get(this.parts.device.personId)?.screen !== undefined
  }
  #isSharing = false

  #retryLater(): void {
    const ms = retryMs[Math.min(this.#tries++, retryMs.length - 1)] ?? 4000
    this.#cancelRetry?.()
    this.#cancelRetry = this.parts.clock.after(ms, () => {
      this.#cancelRetry = undefined
      void this.#enter()
    })
    this.#tell()
  }

  /** What the server says of the call and of oneself in it. */
  #look(): void {
    const before = this.#me
    this.#me = this.me()
    const others = [...(this.call()?.people ?? [])].filter(([id]) => id !== this.parts.device.personId)
    this.#metSomebody ||= others.some(([, { state }]) => state === 'in' || state === 'left')
    if (this.#closed || !this.call()) return
    const ending = this.#endingNow(before)
    if (ending) this.#end(ending)
    else {
      if (before?.state === 'in' && this.#me?.state === 'waiting') this.#backToTheDoor()
      if (this.phase === 'waiting' && this.#me?.state === 'in') void this.#connect(++this.#turn)
      if (before && this.#me?.mutedMs !== before.mutedMs) void this.turn('microphone', false)
      this.#obey()
      this.#tell()
    }
  }

  #backToTheDoor(): void {
    this.#turn++
    this.#cancelRetry?.()
    this.setBack = true
    void this.room?.leave()
    this.room = undefined
    this.#set('waiting')
  }

  #isUnanswered(): boolean {
    const call = this.call()
    return call?.kind === 'chat' && call.startedBy === this.parts.device.personId && !this.#metSomebody
  }

  /** Who has left with another device, left with this one too; who was only away for long joins again. */
  #endingNow(before: CallPerson | undefined): Ending | undefined {
    if (this.call()?.endedAtMs !== undefined) return this.#isUnanswered() ? 'unanswered' : 'calls.ended'
    if (this.#me?.state === 'removed') return 'calls.removed'
    const left = before?.state === 'in' && this.#me?.state === 'left'
    return left && this.phase === 'live' && this.room?.state === 'live' ? 'left' : undefined
  }

  /** What may not be sent any more is not wanted any more: it does not come back by itself. */
  #obey(): void {
    if (this.#me?.state !== 'in') return
    const allowed = this.sources()
    for (const source of Object.keys(this.wanted) as MediaSource[])
      if (this.wanted[source] && !allowed.includes(source)) void this.turn(source, false)
  }

  async #sendAll(): Promise<void> {
    this.#enterQuietly()
    this.#obey()
    for (const source of ['microphone', 'camera'] as const) if (this.wanted[source]) await this.#send(source, true)
    // A screen is chosen by hand each time.
    this.wanted.screen = false
    this.#tell()
  }

  /** INCALL-19. «Микрофоны участников выключены»: at the entry; whoever leads is heard at once. */
  #enterQuietly(): void {
    if (!this.#cameIn && this.call()?.settings.joinMuted && this.me()?.role !== 'admin') this.wanted.microphone = false
    this.#cameIn = true
  }

  async #send(source: MediaSource, on: boolean): Promise<void> {
    const { room } = this
    if (!room || this.phase !== 'live') return
    try {
      await room.turn(source, on && (source !== 'camera' || this.#hasRoomForCamera()))
    } catch (error) {
      this.wanted[source] = false
      this.problem = problemOf(source, error)
    }
    this.#tell()
  }

  /** INCALL-10. The own camera rests too, for the sake of the own voice, and comes back by itself. */
  #hasRoomForCamera(): boolean {
    return this.ladder.rung === 'video'
  }

  #watchLine(): void {
    const again = () => {
      const before = this.#hasRoomForCamera()
      this.ladder = climb(this.ladder, this.room?.quality ?? 'unknown', this.parts.clock.nowMs())
      this.#receive()
      if (this.wanted.camera && before !== this.#hasRoomForCamera()) void this.#send('camera', true)
      cancel = this.parts.clock.after(lookMs, again)
    }
    let cancel = this.parts.clock.after(lookMs, again)
    this.#cleanUps.push(() => cancel())
  }

  #receive(): void {
    this.room?.receive(this.rung(), !this.parts.wish.companion)
    this.#tell()
  }

  #end(ending: Ending): void {
    if (this.#closed) return
    this.#closed = true
    this.#turn++
    this.ending = ending
    this.#cancelRetry?.()
    for (const cleanUp of this.#cleanUps) cleanUp()
    void this.room?.leave()
    this.room = undefined
    this.#set('over')
  }

  #set(phase: Phase): void {
    this.phase = phase
    this.#tell()
  }

  #tell(): void {
    this.#changed.tell()
  }
}
