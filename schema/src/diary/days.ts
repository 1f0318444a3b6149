/** School dates, `YYYY-MM-DD`. They have no zone of their own, so days are counted as if at Greenwich. */
const dayMs = 24 * 60 * 60 * 1000

/** The date in the zone at a moment, UTC milliseconds. */
export const dateIn = (zone: string, ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(ms)

/** The moment of a date and a time «08:30» in the zone, UTC milliseconds. */
export function momentIn(zone: string, date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  // The offset at that moment; twice, because the first guess may be on the other side of a change of the clocks.
  return asUtc - offsetMs(zone, asUtc - offsetMs(zone, asUtc))
}

function offsetMs(zone: string, ms: number): number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(ms)
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** 0 is Monday. */
export const weekday = (date: string): number => (new Date(date).getUTCDay() + 6) % 7

export const mondayOf = (date: string): string => addDays(date, -weekday(date))

/** A day of the calendar: the 30th of February is none. */
export function isDate(text: string): boolean {
  const atMs = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text)
}
