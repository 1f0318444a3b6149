import { addDays, mondayOf, weekday } from '@zvonok/schema/diary/days'
import type { Diary } from '@zvonok/schema/diary/diary'

export const lastDay = ({ from, days }: Pick<Diary, 'from' | 'days'>): string => addDays(from, days - 1)

/** The day itself, or the nearest that the diary holds. */
export function nearestDay(diary: Pick<Diary, 'from' | 'days'>, date: string): string {
  const last = lastDay(diary)
  if (date < diary.from) return diary.from
  return date > last ? last : date
}

/** Monday to Saturday of the week of `day`; Sunday only when there is a lesson or when it is today. */
export function weekDays({ lessons }: Pick<Diary, 'lessons'>, day: string, today: string): string[] {
  const monday = mondayOf(day)
  const week = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
  const isWorked = (date: string) => date === today || date === day || lessons.some((lesson) => lesson.date === date)
  return week.filter((date) => weekday(date) < 6 || isWorked(date))
}
