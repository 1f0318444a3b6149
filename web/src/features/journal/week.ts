import { language } from '../../platform/i18n/t.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Today by the device's calendar, `YYYY-MM-DD`. */
export function today(): string {
  const now = new Date()
  return iso(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
}

/** School dates have no zone: they are counted as if at Greenwich. */
const iso = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

export const addDays = (date: string, days: number): string => iso(Date.parse(date) + days * dayMs)

/** Weeks begin on Monday. */
export const mondayOf = (date: string): string => addDays(date, -((new Date(date).getUTCDay() + 6) % 7))

export const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

const format = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(new Date(date))

/** «23–29 ноября» */
export const weekSpan = (monday: string): string =>
  new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatRange(
    new Date(monday),
    new Date(addDays(monday, 6)),
  )

/** «23 ноября» */
export const dayAndMonth = (date: string): string => format(date, { day: 'numeric', month: 'long' })
/** «пн» */
export const weekday = (date: string): string => format(date, { weekday: 'short' })
/** «23.11» */
export const shortDay = (date: string): string => format(date, { day: '2-digit', month: '2-digit' })
