import { type Language, language } from './t.ts'

const kept = new Map<string, Intl.DateTimeFormat>()

/** Formatters are slow to make and are kept by language and shape. */
function format(options: Intl.DateTimeFormatOptions, atMs: number): string {
  const key = language() + JSON.stringify(options)
  const formatter = kept.get(key) ?? new Intl.DateTimeFormat(language(), options)
  kept.set(key, formatter)
  return formatter.format(atMs)
}

/**
 * What the chat list says is put together by hand: the first formatter of `Intl` takes longer than drawing the list. Names as `Intl` has them.
 */
const names = {
  ru: {
    weekdays: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
    months: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
  },
  en: {
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
} as const satisfies Record<Language, unknown>

const two = (n: number): string => String(n).padStart(2, '0')

/** «10:05», device time. */
export function timeOfDay(atMs: number): string {
  const at = new Date(atMs)
  const [hours, minutes] = [at.getHours(), two(at.getMinutes())]
  return language() === 'ru' ? `${hours}:${minutes}` : `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`
}

/** «пт», «12 нояб.» or «12.11.2024»: as short as it stays clear. */
export function shortDay(atMs: number, nowMs: number): string {
  const at = new Date(atMs)
  const { weekdays, months } = names[language()]
  const days = daysBetween(atMs, nowMs)
  if (days < 7 && days >= 0) return weekdays[at.getDay()] ?? ''
  const [day, month, year] = [at.getDate(), at.getMonth(), at.getFullYear()]
  const isRussian = language() === 'ru'
  if (sameYear(atMs, nowMs)) return isRussian ? `${day} ${months[month]}` : `${months[month]} ${day}`
  return isRussian ? `${two(day)}.${two(month + 1)}.${year}` : `${two(month + 1)}/${two(day)}/${year}`
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
