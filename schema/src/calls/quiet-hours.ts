import { dateIn, weekday } from '../diary/days.ts'

/** When a school does not ring: local times `HH:MM`; `from` later than `to` goes over midnight. */
export interface QuietHours {
  readonly from: string
  readonly to: string
  readonly sundays: boolean
  /** Also in the school's holidays; absent: yes. */
  readonly holidays?: boolean
  /** Own family rings through; absent: yes. */
  readonly family?: boolean
}

export const defaultQuietHours: QuietHours = { from: '19:00', to: '08:00', sundays: true }

export interface SchoolTime {
  readonly timeZone: string
  readonly quiet: QuietHours
  /** Inclusive ranges of school dates. */
  readonly holidays: readonly { readonly from: string; readonly to: string }[]
}

/** CALLS-15. Whether a call to somebody of that school becomes a missed one instead of ringing. */
export function isQuiet({ timeZone, quiet, holidays }: SchoolTime, nowMs: number): boolean {
  const date = dateIn(timeZone, nowMs)
  if (quiet.sundays && weekday(date) === 6) return true
  if (quiet.holidays !== false && holidays.some(({ from, to }) => from <= date && date <= to)) return true
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(nowMs)
  if (quiet.from === quiet.to) return false
  return quiet.from < quiet.to ? quiet.from <= time && time < quiet.to : time >= quiet.from || time < quiet.to
}
