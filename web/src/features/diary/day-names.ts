import { addDays } from '@zvonok/schema/diary/days'
import { language, t } from '../../platform/i18n/t.ts'

const format = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(new Date(date))

/** «пн» */
export const weekdayName = (date: string): string => format(date, { weekday: 'short' })
/** «24» */
export const dayNumber = (date: string): string => format(date, { day: 'numeric' })
/** «23 ноября» */
export const dayAndMonth = (date: string): string => format(date, { day: 'numeric', month: 'long' })
/** «вторник, 24 ноября» */
const wholeDay = (date: string): string => format(date, { weekday: 'long', day: 'numeric', month: 'long' })

/** «Сегодня, вторник, 24 ноября» */
export function dayTitle(date: string, today: string): string {
  const day = wholeDay(date)
  if (date === today) return t('diary.today', { day })
  if (date === addDays(today, 1)) return t('diary.tomorrow', { day })
  if (date === addDays(today, -1)) return t('diary.yesterday', { day })
  return day[0]?.toUpperCase() + day.slice(1)
}
