import { addDays, dateIn, momentIn, weekday } from '@zvonok/schema/diary/days'

/** The last days of a six-day week whose evening has passed, newest first. */
export function pastSchoolDays(zone: string, nowMs: number, count: number): string[] {
  const days: string[] = []
  const today = dateIn(zone, nowMs)
  for (let back = 0; days.length < count; back++) {
    const date = addDays(today, -back)
    if (weekday(date) < 6 && momentIn(zone, date, '21:00') <= nowMs) days.push(date)
  }
  return days
}
