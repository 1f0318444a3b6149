import { type CallPerson, handsOf, type MediaSource, type PersonState } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { createContext, createMemo, createSignal, onCleanup, useContext } from 'solid-js'
import { createRead } from '../../platform/create-read.ts'
import { t } from '../../platform/i18n/t.ts'
import { fullName } from '../contacts/names.ts'
import type { CallSession } from './call-session.ts'
import { callTitle } from './call-title.ts'
import type { MediaPerson } from './media-room.ts'
import type { Seat } from './tile-order.ts'

/** A session as signals, for the parts of the call's screen. */
export function createCallView(session: CallSession) {
  const { device } = session.parts
  const me = device.personId
  const [version, bump] = createSignal(0)
  onCleanup(session.on(() => bump((n) => n + 1)))
  /** Asked again whenever the session tells. */
  function now<T>(ask: () => T): T {
    version()
    return ask()
  }
  const read = <T>(ask: () => T) => createMemo(() => now(ask))
  const people = createRead(
    device,
    ['people'],
    () => ({}),
    () => false,
  )
  function name(id: PersonId): string {
    people()
    return fullName(device.person(id))
  }

  const call = createRead(device, ['calls'], () => session.call())
  const mine = createMemo(() => call()?.people.get(me))
  const inside = createMemo((): [PersonId, CallPerson][] =>
    [...(call()?.people ?? [])].filter(([, { state }]) => state === 'in'),
  )
  const inState = (wanted: PersonState): PersonId[] =>
    [...(call()?.people ?? [])].filter(([, { state }]) => state === wanted).map(([id]) => id)
  const media = read(() => session.room?.people ?? noMedia)
  const seats = createMemo((): Seat[] =>
    inside().map(([id, person]) => ({
      ...{ id, person, name: name(id), isSelf: id === me },
      hasVideo: media().get(id)?.camera !== undefined,
      spokeAtMs: media().get(id)?.spokeAtMs ?? 0,
    })),
  )
  return {
    session,
    device,
    me,
    name,
    call,
    mine,
    seats,
    media,
    isAdmin: createMemo(() => mine()?.role === 'admin'),
    title: createMemo(() => {
      const now = call()
      return now ? callTitle(device, now) : t('calls.untitled')
    }),
    hands: createMemo(() => handsOf({ people: call()?.people ?? new Map() })),
    waiting: createMemo(() => inState('waiting')),
    ringing: createMemo(() => inState('ringing')),
    sources: createMemo(() => (call() ? now(() => session.sources()) : [])),
    phase: read(() => session.phase),
    setBack: read(() => session.setBack),
    isConnected: read(() => session.phase === 'live' && session.room?.state === 'live'),
    /** How far the ladder has gone down for the line. */
    gaveUp: read(() => session.ladder.rung),
    quality: read(() => session.room?.quality ?? 'unknown'),
    audioOnly: read(() => session.audioOnly),
    most: read(() => session.most),
    problem: read(() => session.problem),
    canPlay: read(() => session.room?.canPlay ?? true),
    wants: (source: MediaSource): boolean => now(() => session.wanted[source]),
    /** Asks the server; a refusal is told by who asks. */
    ask: (command: string, args: object = {}) => device.ask(`calls.${command}`, { callId: session.callId, ...args }),
  }
}

const noMedia: ReadonlyMap<PersonId, MediaPerson> = new Map()

export type CallView = ReturnType<typeof createCallView>
export const CallContext = createContext<CallView>()
export const useCall = (): CallView => must(useContext(CallContext), 'a call is open')
