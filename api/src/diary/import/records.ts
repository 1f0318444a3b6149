import { Cells } from '../../journal/import/cells.ts'
import type { DiaryFileName, Row } from '../../journal/import/columns.ts'
import type { Problems } from '../../journal/import/problems.ts'
import { readTable } from '../../journal/import/read-table.ts'
import type { Source } from '../../journal/import/source.ts'

/** A row that names a lesson of a class. The cells stay at hand to say later what is wrong with them. */
interface Named<F extends DiaryFileName> {
  readonly cells: Cells<keyof Row<F> & string>
  readonly classId: string
  readonly date: string
  /** Undefined: the first lesson of the day. */
  readonly period: number | undefined
  /** To be taken away. */
  readonly removed: boolean
}

export interface LessonRecord extends Named<'timetable'> {
  readonly period: number
  readonly startsAt: string
  readonly endsAt: string
  /** The last day of a lesson that is every week; empty for a single one. */
  readonly until: string
  readonly topic: string
  readonly room: string
}

export interface HomeworkRecord extends Named<'homework'> {
  readonly text: string
  readonly dueOn: string | null
}

/** A work of a class on a day; what the results point at. */
export interface LineItemRecord extends Named<'lineItems'> {
  readonly id: string
}

export interface ResultRecord {
  readonly cells: Cells<keyof Row<'results'> & string>
  readonly lineItemId: string
  readonly pupilId: string
  /** Empty where there is no mark yet. */
  readonly mark: string
  readonly removed: boolean
}

export interface DiaryRecords {
  /** Source ids of the schools that the files list; undefined without `orgs.csv`. */
  readonly schools: ReadonlySet<string> | undefined
  readonly lessons: readonly LessonRecord[]
  readonly homework: readonly HomeworkRecord[]
  readonly lineItems: ReadonlyMap<string, LineItemRecord>
  readonly results: readonly ResultRecord[]
}

/** Reads all files. What is wrong in single cells goes to `problems`; what they point at is looked up later. */
export async function readRecords(
  source: Source<DiaryFileName>,
  problems: Problems,
  onBytes: (bytes: number) => void,
): Promise<DiaryRecords> {
  const read = async <F extends DiaryFileName>(file: F, onRow: (cells: Cells<keyof Row<F> & string>) => void) => {
    const entry = source.files.get(file)
    if (!entry) return
    const row = (cells: Row<F>, line: number) => onRow(new Cells(entry.name, cells, line, problems))
    await readTable(entry, file, problems, row, onBytes)
  }
  const schools = source.files.has('orgs') ? new Set<string>() : undefined
  await read('orgs', (cells) => void (cells.removed('status') || schools?.add(cells.needed('sourcedId'))))

  const lessons: LessonRecord[] = []
  await read('timetable', (cells) => add(lessons, lessonOf(cells)))

  const homework: HomeworkRecord[] = []
  await read('homework', (cells) => add(homework, homeworkOf(cells)))

  const lineItems = new Map<string, LineItemRecord>()
  await read('lineItems', (cells) => {
    const item = lineItemOf(cells)
    const other = lineItems.get(item.id)
    if (other) cells.error('sourcedId', 'doubleId', `${other.cells.file}:${other.cells.line}`)
    else lineItems.set(item.id, item)
  })

  const results: ResultRecord[] = []
  await read('results', (cells) => add(results, resultOf(cells)))
  return { schools, lessons, homework, lineItems, results }
}

/** A row with a wrong cell is named already and not looked at again. */
function add<R extends { readonly cells: { readonly good: boolean } }>(into: R[], record: R): void {
  if (record.cells.good) into.push(record)
}

function lessonOf(cells: LessonRecord['cells']): LessonRecord {
  const removed = cells.removed('status')
  cells.needed('period')
  const [startsAt, endsAt] = removed ? ['', ''] : [cells.time('startTime'), cells.time('endTime')]
  if (startsAt && endsAt && endsAt <= startsAt) cells.error('endTime', 'badTime')
  return {
    cells,
    classId: cells.needed('classSourcedId'),
    date: neededDate(cells, 'date'),
    period: cells.period('period') ?? 0,
    removed,
    startsAt,
    endsAt,
    until: cells.date('until'),
    topic: cells.text('topic'),
    room: cells.text('room'),
  }
}

function homeworkOf(cells: HomeworkRecord['cells']): HomeworkRecord {
  const removed = cells.removed('status')
  const [date, dueOn] = [neededDate(cells, 'date'), cells.date('dueDate')]
  if (date && dueOn && dueOn <= date) cells.error('dueDate', 'badDue')
  if (!removed && cells.text('text') === '') cells.error('text', 'emptyCell')
  if (cells.text('text').length > 2000) cells.error('text', 'tooLong')
  return {
    cells,
    classId: cells.needed('classSourcedId'),
    date,
    period: cells.period('period'),
    removed,
    text: cells.text('text'),
    dueOn: dueOn || null,
  }
}

/** The mark stands in the lesson of the day for which the work was due; where that is empty, of the day when it was given. */
function lineItemOf(cells: LineItemRecord['cells']): LineItemRecord {
  return {
    cells,
    id: cells.needed('sourcedId'),
    classId: cells.needed('classSourcedId'),
    date: cells.date('dueDate') || neededDate(cells, cells.text('assignDate') ? 'assignDate' : 'dueDate'),
    period: cells.period('metadata.zvonokPeriod'),
    removed: cells.removed('status'),
  }
}

function resultOf(cells: ResultRecord['cells']): ResultRecord {
  const mark = cells.text('textScore') || cells.text('score')
  const number = Number(mark.replace(',', '.'))
  if (mark.length > 8) cells.error(cells.text('textScore') ? 'textScore' : 'score', 'badMark')
  return {
    cells,
    lineItemId: cells.needed('lineItemSourcedId'),
    pupilId: cells.needed('studentSourcedId'),
    // «5.0» is a 5.
    mark: mark !== '' && Number.isFinite(number) ? String(number) : mark,
    removed: cells.removed('status'),
  }
}

function neededDate<C extends string>(cells: Cells<C>, column: C): string {
  cells.needed(column)
  return cells.text(column) ? cells.date(column) : ''
}
