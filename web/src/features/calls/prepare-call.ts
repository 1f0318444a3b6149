import { whenIdle } from '../../platform/when-idle.ts'
import { isCostly } from './ladder.ts'

/**
 * Fetches what «Присоединиться» will need while the person still thinks about it: LiveKit's client, and `screen` where the screen of a call is not
 * there yet. Not where each megabyte costs.
 */
export function prepareCall(screen?: () => Promise<unknown>): void {
  if (isCostly(navigator as Parameters<typeof isCostly>[0])) return
  // What does not come now comes with the press, and is missed there.
  const fetchAhead = () => Promise.all([import('./livekit-room.ts'), screen?.()]).catch(() => undefined)
  whenIdle(() => void fetchAhead(), 1000)
}
