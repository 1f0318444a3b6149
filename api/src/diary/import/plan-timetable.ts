import { createHash } from 'node:crypto'
import { addDays } from '@zvonok/schema/diary/days'
import { compareTable, type TableChange } from '../../journal/import/changes.ts'
import { groupBy } from '../../journal/import/group-by.ts'
import type { Problems } from '../../journal/import/problems.ts'
import type { SchoolRow } from '../../journal/import/tables.ts'
import type { Places } from './places.ts'
import type { LessonRecord } from './records.ts'
import { diaryTables, type LessonRow } from './tables.ts'

interface Wanted {
  readonly record: LessonRecord
  readonly classId: string
  readonly date: string
}

/** Longest repetition: a school year. */
const maxDays = 370
const week = 7

/**
 * The files say all lessons of a class between the first and the last day that they name: others in these days go, unless something is entered in
 * them (`isUsed`). A lesson keeps its id, and its topic and room where the files have none.
 */
export function planTimetable(
  records: readonly LessonRecord[],
  current: readonly LessonRow[],
  isUsed: (lessonId: string) => boolean,
  places: Places,
  problems: Problems,
): TableChange<LessonRow> {
  const wanted = wantedLessons(records, places)
  const spans = new Map([...groupBy(wanted.values(), ({ classId }) => classId)].map(([id, rows]) => [id, spanOf(rows)]))
  const isCovered = ({ classId, date }: LessonRow) => {
    const span = spans.get(classId)
    return span !== undefined && span.from <= date && date <= span.to
  }
  const covered = current.filter(isCovered)
  const known = new Map(covered.map((row) => [placeOf(row.classId, row.date, row.period), row]))
  const after = new Map(
    [...wanted].flatMap(([key, each]) => (each.record.removed ? [] : [[key, rowOf(each, known.get(key))]])),
  )
  for (const [key, row] of known) {
    if (after.has(key) || !isUsed(row.id)) continue
    after.set(key, row)
    warnKept(row, wanted.get(key)?.record, problems)
  }
  return compareTable<LessonRow>(diaryTables.lessons, covered, after.values())
}

const placeOf = (classId: string, date: string, period: number): string => `${classId} ${date} ${period}`

function spanOf(rows: readonly Wanted[]): { from: string; to: string } {
  const dates = rows.map(({ date }) => date).sort()
  return { from: dates[0] ?? '', to: dates.at(-1) ?? '' }
}

/** By class, day and number. A single lesson comes before one that is every week: it is the exception. */
function wantedLessons(records: readonly LessonRecord[], places: Places): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  for (const isRepeated of [true, false])
    for (const record of records) {
      if ((record.until !== '') !== isRepeated) continue
      const found = places.class(record.cells)
      if (!found) continue
      for (const date of datesOf(record, found.school)) {
        const key = placeOf(found.row.id, date, record.period)
        const other = wanted.get(key)?.record
        if (other && (other.until !== '') === isRepeated) {
          record.cells.error('period', 'doubleLesson', `${other.cells.file}:${other.cells.line}`)
          break
        }
        wanted.set(key, { record, classId: found.row.id, date })
      }
    }
  return wanted
}

/** One day, or the same weekday up to `until` without the school's holidays. */
function datesOf({ cells, date, until }: LessonRecord, { holidays }: SchoolRow): string[] {
  if (until === '') return [date]
  if (until < date || until > addDays(date, maxDays)) {
    cells.error('until', 'badRepeat')
    return []
  }
  const dates: string[] = []
  for (let day = date; day <= until; day = addDays(day, week))
    if (!holidays.some(({ from, to }) => from <= day && day <= to)) dates.push(day)
  return dates
}

function rowOf({ record, classId, date }: Wanted, known: LessonRow | undefined): LessonRow {
  const { period, startsAt, endsAt, topic, room } = record
  return {
    id: known?.id ?? idOf(placeOf(classId, date, period)),
    classId,
    date,
    period,
    startsAt,
    endsAt,
    topic: topic || known?.topic || '',
    room: room || known?.room || null,
  }
}

/** From the place, so that two schools' files and a repeated import make the same. */
const idOf = (place: string): string => createHash('sha256').update(place).digest('base64url').slice(0, 16)

function warnKept({ date, period }: LessonRow, record: LessonRecord | undefined, problems: Problems): void {
  if (record) record.cells.warning('date', 'lessonKept')
  else
    problems.warning({
      file: 'timetable.csv',
      line: 0,
      column: 'date',
      value: `${date}, ${period}`,
      reason: 'lessonKept',
    })
}
