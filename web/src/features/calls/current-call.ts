/** The one call of this tab. It goes on while the pages come and go; another one ends it. */
import { newId } from '@zvonok/schema/core/ids'
import { createSignal } from 'solid-js'
import { systemClock } from '../../platform/clock.ts'
import type { Device } from '../../platform/device.ts'
import { CallSession, type Ending, type Wish } from './call-session.ts'
import { isCostly } from './ladder.ts'
import { loadMediaRoom, type Pass } from './media-room.ts'

const [session, setSession] = createSignal<CallSession>()
const [ended, setEnded] = createSignal<{ readonly callId: string; readonly ending: Ending }>()

export const currentCall = session
/** How the last call of this tab ended, until the next one begins. */
export const endedCall = ended

export const plainWish = (): Wish => ({
  ...{ microphone: true, camera: false, companion: false },
  audioOnly: isCostly(navigator as Parameters<typeof isCostly>[0]),
})

/** One call at a time: the one before is left. */
export function enterCall(device: Device, callId: string, wish: Wish = plainWish()): CallSession {
  const before = session()
  if (before?.callId === callId && before.phase !== 'over') return before
  before?.leave()
  const next = new CallSession({ device, callId, wish, clock: systemClock, loadRoom: loadMediaRoom, askPass })
  setEnded(undefined)
  setSession(next)
  remember(callId, wish)
  next.on(() => {
    if (next.phase !== 'over') return
    if (session() === next) setSession(undefined)
    setEnded({ callId, ending: next.ending ?? 'left' })
    forget()
  })
  return next
}

export const forgetEnding = (): void => void setEnded(undefined)

/** Names this tab at the media server: the same after a reload, so that it takes the place of its own ghost. */
const deviceKey = 'zvonok-call-device'
const callKey = 'zvonok-call'

function deviceId(): string {
  const known = sessionStorage.getItem(deviceKey) ?? newId()
  sessionStorage.setItem(deviceKey, known)
  return known
}

const remember = (callId: string, wish: Wish): void => sessionStorage.setItem(callKey, JSON.stringify({ callId, wish }))
const forget = (): void => sessionStorage.removeItem(callKey)

/** The call in which this tab was when it was reloaded. */
export function callBeforeReload(): { callId: string; wish: Wish } | undefined {
  const text = sessionStorage.getItem(callKey)
  return text ? JSON.parse(text) : undefined
}

/** Rejects with a `code` when the server refuses. */
async function askPass(callId: string): Promise<Pass> {
  const answer = await fetch(`/api/calls/${callId}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ device: deviceId() }),
  })
  const body = await answer.json()
  if (!answer.ok) throw Object.assign(new Error('no pass'), { code: body.code })
  return body
}
