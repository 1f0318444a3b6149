/** When a device of a pupil was in the call, UTC milliseconds; null: it still is. */
export interface Interval {
  readonly joinedAtMs: number
  readonly leftAtMs: number | null
}

const minuteMs = 60_000
/** A page that is loaded again takes seconds: that is no break. */
const shortestBreakMs = 15_000

/** LESSONS-12. Intervals of one person without overlaps, in their order; what is open ends at `untilMs`. */
export function mergeIntervals(intervals: readonly Interval[], untilMs: number): [fromMs: number, toMs: number][] {
  const closed = intervals
    .map(({ joinedAtMs, leftAtMs }) => [joinedAtMs, Math.min(leftAtMs ?? untilMs, untilMs)] as [number, number])
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b)
  const merged: [number, number][] = []
  for (const [from, to] of closed) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** LESSONS-12. Whole minutes, rounded; who was there at all has at least one. */
export function minutesOf(intervals: readonly Interval[], untilMs: number): number {
  const ms = mergeIntervals(intervals, untilMs).reduce((sum, [from, to]) => sum + to - from, 0)
  return ms === 0 ? 0 : Math.max(1, Math.round(ms / minuteMs))
}

/** LESSONS-18. Whole minutes between the first coming and the last leaving in which nobody of the person was there, rounded; null: no break. */
export function awayMinutesOf(intervals: readonly Interval[], untilMs: number): number | null {
  const stays = mergeIntervals(intervals, untilMs)
  const breaks = stays
    .slice(1)
    .map(([from], before) => from - (stays[before]?.[1] ?? from))
    .filter((ms) => ms >= shortestBreakMs)
  return breaks.length === 0 ? null : Math.round(breaks.reduce((sum, ms) => sum + ms) / minuteMs)
}
