import { daysBetween, shortDay, timeOfDay } from '../../platform/i18n/dates.ts'
import { t } from '../../platform/i18n/t.ts'

/** «10:05» today, «вчера», «пт», «12 нояб.». */
export function chatTime(atMs: number, nowMs: number): string {
  const days = daysBetween(atMs, nowMs)
  if (days <= 0) return timeOfDay(atMs)
  return days === 1 ? t('chats.yesterday') : shortDay(atMs, nowMs)
}
