/**
 * What a call gives up on a bad line, step by step: `video`, then `pictures` (the shared screen, a picture a second, no cameras), then `audio`.
 * Without any line at all `chat` remains: it needs no room. The voice of the others is never given up before all pictures are.
 */
const rungs = ['video', 'pictures', 'audio', 'chat'] as const
export type Rung = (typeof rungs)[number]
/** LiveKit's own measure of one's line. */
export type Quality = 'excellent' | 'good' | 'poor' | 'lost' | 'unknown'

export interface Ladder {
  readonly rung: Rung
  /** Since when the line has been as it is now, and how it is. */
  readonly quality: Quality
  readonly sinceMs: number
  /** How long the line must be good before the next step up: longer after each one that did not hold. */
  readonly upMs: number
  /** The last step was one up. */
  readonly rose: boolean
}

/** Down soon, up late: a picture that comes and goes is worse than none. */
export const patience = { downMs: 6_000, upMs: 20_000, longestUpMs: 160_000 }

export const startLadder = (nowMs: number): Ladder => ({
  ...{ rung: 'video', quality: 'unknown', sinceMs: nowMs, upMs: patience.upMs, rose: false },
})

/** INCALL-10. After another word about the line, or after time has passed with the same one. */
export function climb(ladder: Ladder, quality: Quality, nowMs: number): Ladder {
  if (isBad(quality) !== isBad(ladder.quality)) return { ...ladder, quality, sinceMs: nowMs }
  const lastedMs = nowMs - ladder.sinceMs
  if (isBad(quality) && lastedMs >= patience.downMs && ladder.rung !== 'audio' && ladder.rung !== 'chat')
    return {
      ...{ rung: ladder.rung === 'video' ? 'pictures' : 'audio', quality, sinceMs: nowMs, rose: false },
      upMs: ladder.rose ? Math.min(ladder.upMs * 2, patience.longestUpMs) : ladder.upMs,
    }
  if (!isBad(quality) && lastedMs >= ladder.upMs && ladder.rung !== 'video')
    return { ...ladder, rung: ladder.rung === 'pictures' ? 'video' : 'pictures', quality, sinceMs: nowMs, rose: true }
  // It held: the next weakness is a new one.
  if (!isBad(quality) && lastedMs >= patience.longestUpMs && ladder.rung === 'video') return startLadder(nowMs)
  return { ...ladder, quality }
}

export const isBad = (quality: Quality): boolean => quality === 'poor' || quality === 'lost'

/** INCALL-11, INCALL-23. What is received: no more than the line gives, than the person wants and than the school's line has for those outside. */
export function shownRung(ladder: Ladder, audioOnly: boolean, connected: boolean, most: Rung = 'video'): Rung {
  if (!connected) return 'chat'
  const limits: readonly Rung[] = [ladder.rung, most, audioOnly ? 'audio' : 'video']
  return rungs.findLast((rung) => limits.includes(rung)) ?? 'video'
}

interface NetworkInformation {
  readonly type?: string
  readonly saveData?: boolean
  readonly effectiveType?: string
}

/** INCALL-11. Where each megabyte costs, a call begins with sound alone. Browsers that do not tell are taken for a school's line. */
export function isCostly({ connection }: { connection?: NetworkInformation }): boolean {
  if (!connection) return false
  return (
    connection.saveData === true || connection.type === 'cellular' || /(^|-)2g$/.test(connection.effectiveType ?? '')
  )
}
