import type { InStatement } from '@libsql/client'
import { onlineLessons } from '@zvonok/schema/lessons/tables'
import type { Database } from '@zvonok/sync-server/database'
import { breathe } from '../../journal/import/breathe.ts'
import { deleteChanged, insertChanged, type TableChange } from '../../journal/import/changes.ts'
import { diaryFileNames } from '../../journal/import/columns.ts'
import { readDirectory, readMemberships } from '../../journal/import/current.ts'
import { groupBy } from '../../journal/import/group-by.ts'
import { type Problem, Problems } from '../../journal/import/problems.ts'
import type { ImportProgress } from '../../journal/import/report.ts'
import { openSource } from '../../journal/import/source.ts'
import { readTableRows } from '../../journal/import/tables.ts'
import { Places } from './places.ts'
import { type Lessons, markKey, planHomework, planMarks } from './plan-entries.ts'
import { planTimetable } from './plan-timetable.ts'
import { type DiaryRecords, readRecords } from './records.ts'
import {
  type DiaryTable,
  diaryTableNames,
  diaryTables,
  type HomeworkRow,
  type LessonRow,
  type MarkRow,
} from './tables.ts'

export interface DiaryImportOptions {
  /** Compares and reports, writes nothing. */
  readonly dryRun?: boolean
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface DiaryReport {
  /** `preview`: a dry run without errors. `refused`: there were errors, nothing was written. */
  readonly outcome: 'imported' | 'unchanged' | 'preview' | 'refused'
  /** Titles of the schools that the files name. */
  readonly schools: readonly string[]
  readonly counts: Readonly<Record<DiaryTable, { added: number; changed: number; removed: number }>>
  readonly errorCount: number
  readonly errors: readonly Problem[]
  readonly warningCount: number
  readonly warnings: readonly Problem[]
}

interface Changes {
  readonly lessons: TableChange<LessonRow>
  readonly homework: TableChange<HomeworkRow>
  readonly marks: TableChange<MarkRow>
}

/**
 * DIARY-20 to DIARY-26. Imports timetable, homework and marks from a folder or a zip archive: all of it in one transaction, or nothing. People and
 * classes are those of the roster.
 */
export async function importDiary(
  database: Database,
  path: string,
  options: DiaryImportOptions = {},
): Promise<DiaryReport> {
  const problems = new Problems()
  const records = await read(path, problems, options)
  if (!records || problems.errors.some(({ reason }) => unreadable.has(reason)))
    return makeReport(undefined, [], problems, options)
  options.onProgress?.({ step: 'compare', done: 0, total: 1 })
  const { changes, schools } = await plan(database, records, problems)
  options.onProgress?.({ step: 'compare', done: 1, total: 1 })
  const report = makeReport(changes, schools, problems, options)
  if (report.outcome === 'imported') {
    const total = Object.values(report.counts).reduce((sum, each) => sum + each.added + each.changed + each.removed, 0)
    options.onProgress?.({ step: 'write', done: 0, total })
    await database.client.batch(statementsOf(changes), 'write')
    options.onProgress?.({ step: 'write', done: total, total })
  }
  return report
}

/** A file that could not be read whole would make everything that refers to it look wrong. */
const unreadable: ReadonlySet<string> = new Set(['missingColumn', 'brokenCsv', 'notUtf8', 'noDiaryFiles'])

async function read(path: string, problems: Problems, { onProgress }: DiaryImportOptions) {
  const source = await openSource(path, diaryFileNames, problems)
  if (!source) return undefined
  try {
    if (diaryFileNames.every((name) => name === 'orgs' || !source.files.has(name)))
      problems.error({ file: path, line: 0, column: '', value: '', reason: 'noDiaryFiles' })
    const total = [...source.files.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    return await readRecords(source, problems, (bytes) => {
      done += bytes
      onProgress?.({ step: 'read', done: Math.min(done, total), total })
    })
  } finally {
    source.close()
  }
}

async function plan(database: Database, records: DiaryRecords, problems: Problems) {
  const directory = await readDirectory(database)
  const named = new Set(
    [...records.lessons, ...records.homework, ...records.lineItems.values()].flatMap(
      ({ classId }) => directory.classBySource.get(classId)?.id ?? [],
    ),
  )
  const places = new Places(directory, await readMemberships(database, [...named]), records.schools)
  const inClasses = { sql: 'class_id IN (SELECT value FROM json_each(?))', arg: JSON.stringify([...named]) }
  const current = await readTableRows<LessonRow>(database, diaryTables.lessons, inClasses)
  const ofLessons = {
    sql: 'lesson_id IN (SELECT value FROM json_each(?))',
    arg: JSON.stringify(current.map(({ id }) => id)),
  }
  const homework = await readTableRows<HomeworkRow>(database, diaryTables.homework, ofLessons)
  const marks = await readTableRows<MarkRow>(database, diaryTables.marks, ofLessons)
  const used = new Set([...homework, ...marks].map(({ lessonId }) => lessonId))
  for (const id of await readOnline(database)) used.add(id)

  const lessons = planTimetable(records.lessons, current, (id) => used.has(id), places, problems)
  await breathe()
  const after = lessonsAfter(current, lessons)
  const changes: Changes = {
    lessons,
    homework: planHomework(records, new Map(homework.map((row) => [row.lessonId, row])), after, places),
    marks: planMarks(records, new Map(marks.map((row) => [markKey(row), row])), after, places),
  }
  return { changes, schools: [...places.named] }
}

/** Lessons that are held online: their plan, call and attendance hang on them. */
async function readOnline({ orm }: Database): Promise<string[]> {
  const rows = await orm.selectDistinct({ id: onlineLessons.journalLessonId }).from(onlineLessons)
  return rows.flatMap(({ id }) => id ?? [])
}

function lessonsAfter(current: readonly LessonRow[], { added, removed, changed }: TableChange<LessonRow>): Lessons {
  const gone = new Set([...removed, ...changed.map(({ before }) => before)].map(({ id }) => id))
  const rows = [...current.filter(({ id }) => !gone.has(id)), ...changed.map(({ after }) => after), ...added]
  const byDay = groupBy(
    rows.sort((a, b) => a.period - b.period),
    ({ classId, date }) => `${classId} ${date}`,
  )
  return { on: (classId, date) => byDay.get(`${classId} ${date}`) ?? [] }
}

/** All that goes before all that comes. */
const statementsOf = ({ lessons, homework, marks }: Changes): InStatement[] => [
  ...deleteChanged<LessonRow>(diaryTables.lessons, lessons),
  ...deleteChanged<HomeworkRow>(diaryTables.homework, homework),
  ...deleteChanged<MarkRow>(diaryTables.marks, marks),
  ...insertChanged<LessonRow>(diaryTables.lessons, lessons),
  ...insertChanged<HomeworkRow>(diaryTables.homework, homework),
  ...insertChanged<MarkRow>(diaryTables.marks, marks),
]

function makeReport(
  changes: Changes | undefined,
  schools: readonly string[],
  { errors, errorCount, warnings, warningCount }: Problems,
  { dryRun }: DiaryImportOptions,
): DiaryReport {
  const counts = Object.fromEntries(
    diaryTableNames.map((name) => {
      const { added, changed, removed } = changes?.[name] ?? { added: [], changed: [], removed: [] }
      return [name, { added: added.length, changed: changed.length, removed: removed.length }]
    }),
  ) as DiaryReport['counts']
  const isChange = Object.values(counts).some(({ added, changed, removed }) => added + changed + removed > 0)
  const outcome = errorCount > 0 ? 'refused' : dryRun ? 'preview' : isChange ? 'imported' : 'unchanged'
  return { outcome, schools, counts, errors, errorCount, warnings, warningCount }
}
