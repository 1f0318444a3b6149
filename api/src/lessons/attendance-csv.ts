import type { AttendanceRow, OnlineLesson } from '@zvonok/schema/lessons/lesson'
import { csv } from '../platform/csv.ts'
import { isPresent } from './attendance.ts'

/** LESSONS-16. The grid for a spreadsheet; times by the school's clock. */
export function attendanceCsv(
  { title, date }: Pick<OnlineLesson, 'title' | 'date'>,
  rows: readonly AttendanceRow[],
  timeZone: string,
): string {
  const time = (ms: number | null): string =>
    ms === null ? '' : new Intl.DateTimeFormat('ru', { timeZone, timeStyle: 'short' }).format(ms)
  const stateOf = (row: AttendanceRow) => (row.confirmed ?? (isPresent(row) ? 'present' : 'absent')) === 'present'
  return csv([
    [title, date],
    ['Ученик', 'Минут онлайн', 'Пришёл', 'Ушёл', 'Перерыв, минут', 'В классе', 'Посещение', 'Отметка'],
    ...rows.map((row) => [
      ...[row.name, row.minutes, time(row.joinedAtMs), time(row.leftAtMs), row.awayMinutes ?? ''],
      ...[row.inRoom ? 'да' : '', stateOf(row) ? 'был(а)' : 'не был(а)', row.mark ?? ''],
    ]),
  ])
}
