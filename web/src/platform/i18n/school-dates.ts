import { addDays } from '@zvonok/schema/diary/days'
import { language } from './t.ts'

/** Names of school dates, `YYYY-MM-DD`: they have no zone and are named as if at Greenwich. */
export const nameOfDay = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(new Date(date))

/** «пн» */
export const weekdayName = (date: string): string => nameOfDay(date, { weekday: 'short' })
/** «24» */
export const dayNumber = (date: string): string => nameOfDay(date, { day: 'numeric' })
/** «23 ноября» */
export const dayAndMonth = (date: string): string => nameOfDay(date, { day: 'numeric', month: 'long' })
/** «23.11» */
export const shortDay = (date: string): string => nameOfDay(date, { day: '2-digit', month: '2-digit' })

/** «23–29 ноября» */
export const weekSpan = (monday: string): string =>
  new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatRange(
    new Date(monday),
    new Date(addDays(monday, 6)),
  )
