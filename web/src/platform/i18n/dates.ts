import { language } from './t.ts'

const kept = new Map<string, Intl.DateTimeFormat>()

/** Formatters are slow to make and are kept by language and shape. */
function format(options: Intl.DateTimeFormatOptions, atMs: number): string {
  const key = language() + JSON.stringify(options)
  const formatter = kept.get(key) ?? new Intl.DateTimeFormat(language(), options)
  kept.set(key, formatter)
  return formatter.format(atMs)
}

/** «10:05», device time. */
export const timeOfDay = (atMs: number): string => format({ hour: 'numeric', minute: '2-digit' }, atMs)

/** «пт», «12 нояб.» or «12.11.2024»: as short as it stays clear. */
export function shortDay(atMs: number, nowMs: number): string {
  const days = daysBetween(atMs, nowMs)
  if (days < 7 && days >= 0) return format({ weekday: 'short' }, atMs)
  if (sameYear(atMs, nowMs)) return format({ day: 'numeric', month: 'short' }, atMs)
  return format({ day: '2-digit', month: '2-digit', year: 'numeric' }, atMs)
}

/** «12 ноября» or «12 ноября 2024 г.». */
export const longDay = (atMs: number, nowMs: number): string =>
  format({ day: 'numeric', month: 'long', ...(sameYear(atMs, nowMs) ? {} : { year: 'numeric' }) }, atMs)

/** «12 ноября 2026 г., 10:05:31»: for support. */
export const exactTime = (atMs: number): string => format({ dateStyle: 'long', timeStyle: 'medium' }, atMs)

/** Whole calendar days from one moment to another, device time. */
export const daysBetween = (fromMs: number, toMs: number): number =>
  Math.round((midnight(toMs) - midnight(fromMs)) / 86_400_000)

const midnight = (atMs: number): number => new Date(atMs).setHours(0, 0, 0, 0)
const sameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear()
