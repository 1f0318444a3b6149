import { compareTable, type TableChange } from '../../journal/import/changes.ts'
import type { Places } from './places.ts'
import type { DiaryRecords, HomeworkRecord, LineItemRecord } from './records.ts'
import { diaryTables, type HomeworkRow, type LessonRow, type MarkRow } from './tables.ts'

/** Lessons as they are after the import. */
export interface Lessons {
  /** By number; empty when there is none. */
  on(classId: string, date: string): readonly LessonRow[]
}

/** DIARY-23. Only homework that the files name is touched. */
export function planHomework(
  { homework }: DiaryRecords,
  current: ReadonlyMap<string, HomeworkRow>,
  lessons: Lessons,
  places: Places,
): TableChange<HomeworkRow> {
  const named = new Map<string, HomeworkRecord>()
  for (const record of homework) {
    const lesson = lessonOf(record, lessons, places, () => record.cells.error('date', 'noLesson'))
    if (!lesson) continue
    const other = named.get(lesson.id)
    if (other) record.cells.error('date', 'doubleHomework', `${other.cells.file}:${other.cells.line}`)
    else named.set(lesson.id, record)
  }
  const before = [...named.keys()].flatMap((id) => current.get(id) ?? [])
  const after = [...named].flatMap(([lessonId, { removed, text, dueOn }]) =>
    removed ? [] : [{ lessonId, text, dueOn }],
  )
  return compareTable<HomeworkRow>(diaryTables.homework, before, after)
}

/** DIARY-23. Only marks that the files name are touched; a result without a mark is none yet. */
export function planMarks(
  { lineItems, results }: DiaryRecords,
  current: ReadonlyMap<string, MarkRow>,
  lessons: Lessons,
  places: Places,
): TableChange<MarkRow> {
  const sayMissing = ({ cells }: LineItemRecord) =>
    cells.error(cells.text('dueDate') ? 'dueDate' : 'assignDate', 'noLesson')
  const lessonOfItem = new Map(
    [...lineItems.values()].flatMap((item) => {
      const lesson = item.removed ? undefined : lessonOf(item, lessons, places, () => sayMissing(item))
      return lesson ? [[item.id, lesson]] : []
    }),
  )
  const named = new Map<string, { row: MarkRow; removed: boolean; from: string }>()
  for (const { cells, lineItemId, mark, removed } of results) {
    if (!lineItems.has(lineItemId)) cells.error('lineItemSourcedId', 'unknownLineItem')
    const lesson = lessonOfItem.get(lineItemId)
    const personId = lesson && places.pupil(cells, lesson.classId)
    if (!lesson || !personId || (mark === '' && !removed)) continue
    const row = { lessonId: lesson.id, personId, value: mark }
    const other = named.get(markKey(row))
    if (other) cells.error('lineItemSourcedId', 'doubleMark', other.from)
    else named.set(markKey(row), { row, removed, from: `${cells.file}:${cells.line}` })
  }
  const before = [...named.keys()].flatMap((key) => current.get(key) ?? [])
  const after = [...named.values()].flatMap(({ row, removed }) => (removed ? [] : [row]))
  return compareTable<MarkRow>(diaryTables.marks, before, after)
}

export const markKey = ({ lessonId, personId }: Pick<MarkRow, 'lessonId' | 'personId'>): string =>
  `${lessonId} ${personId}`

/** The lesson that a row names: of the class, on the day, the first or the one with the number. */
function lessonOf(
  record: HomeworkRecord | LineItemRecord,
  lessons: Lessons,
  places: Places,
  sayMissing: () => void,
): LessonRow | undefined {
  const found = places.class(record.cells)
  if (!found || !record.cells.good) return undefined
  const day = lessons.on(found.row.id, record.date)
  const lesson = record.period === undefined ? day[0] : day.find(({ period }) => period === record.period)
  if (!lesson) sayMissing()
  return lesson
}
