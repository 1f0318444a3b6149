/** School dates, `YYYY-MM-DD`. They have no zone of their own, so days are counted as if at Greenwich. */
const dayMs = 24 * 60 * 60 * 1000

/** The date in the zone at a moment, UTC milliseconds. */
export const dateIn = (zone: string, ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(ms)

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
