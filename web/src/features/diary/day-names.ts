import { addDays } from '@zvonok/schema/diary/days'
import { nameOfDay } from '../../platform/i18n/school-dates.ts'
import { t } from '../../platform/i18n/t.ts'

/** «Сегодня, вторник, 24 ноября» */
export function dayTitle(date: string, today: string): string {
  const day = nameOfDay(date, { weekday: 'long', day: 'numeric', month: 'long' })
  if (date === today) return t('diary.today', { day })
  if (date === addDays(today, 1)) return t('diary.tomorrow', { day })
  if (date === addDays(today, -1)) return t('diary.yesterday', { day })
  return day[0]?.toUpperCase() + day.slice(1)
}
