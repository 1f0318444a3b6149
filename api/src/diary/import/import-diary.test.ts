import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { homework, lessons, marks } from '@zvonok/schema/diary/tables'
import { schools } from '@zvonok/schema/journal/tables'
import { onlineLessons } from '@zvonok/schema/lessons/tables'
import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makeZip } from '../../journal/import/testing/make-zip.ts'
import { csv, type Files, filesOf, folderOf, pupils } from '../../journal/import/testing/roster-files.ts'
import { testRoster } from '../../journal/import/testing/test-roster.ts'
import { type DiaryImportOptions, type DiaryReport, importDiary } from './import-diary.ts'
import { printDiaryReport } from './print-diary-report.ts'

const timetable = (...rows: (string | number)[][]): string =>
  csv('classSourcedId,date,period,startTime,endTime,topic,room', ...rows)
const [monday, tuesday, nextMonday] = ['2026-11-23', '2026-11-24', '2026-11-30']

/** Two lessons, homework with and without a day, two marks. */
const week: Files = {
  timetable: timetable(
    ['algebra', monday, 1, '8:30', '9:15', 'Степени', '207'],
    ['algebra', nextMonday, 1, '08:30', '09:15', 'Одночлены', '207'],
  ),
  homework: csv(
    'classSourcedId,date,text,dueDate',
    ['algebra', monday, '№ 5', ''],
    ['algebra', nextMonday, '№ 6', '2026-12-02'],
  ),
  lineItems: csv(
    'sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax',
    ['li1', '', '', 'Работа на уроке', '', monday, monday, 'algebra', 'c1', 'q2', 1, 5],
  ),
  results: csv(
    'sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment',
    ['r1', '', '', 'li1', 'p1', 'fully graded', '5.0', monday, ''],
    ['r2', '', '', 'li1', 'p2', 'fully graded', '4', monday, ''],
    ['r3', '', '', 'li1', 'p3', 'exempt', '', monday, ''],
  ),
}

async function school() {
  const roster = await testRoster()
  await roster.import(
    filesOf({
      classes: [
        { id: '7b', title: '7 Б', pupils: pupils('p', 3), teacher: 't1' },
        { id: 'algebra', title: 'Алгебра, 7 Б', pupils: pupils('p', 3), teacher: 't1', type: 'scheduled' },
      ],
    }),
  )
  await roster.import(
    filesOf({
      ...{ id: 's2', title: 'Школа № 2' },
      classes: [{ id: 'other', title: 'Физика, 9 А', pupils: ['q1'], teacher: 't2', type: 'scheduled' }],
    }),
  )
  const { database } = roster
  const sourceOf = new Map((await roster.rows('users')).map(({ personId, sourcedId }) => [personId, sourcedId]))
  const rows = async () => {
    const all = await database.orm.select().from(lessons).orderBy(asc(lessons.date), asc(lessons.period))
    const dayOf = new Map(all.map(({ id, date, period }) => [id, `${date}/${period}`]))
    return {
      lessons: all.map(({ date, period, startsAt, topic }) => `${date}/${period} ${startsAt} ${topic}`.trim()),
      homework: (await database.orm.select().from(homework)).map(
        (row) => `${dayOf.get(row.lessonId)} ${row.text} ${row.dueOn}`,
      ),
      marks: (await database.orm.select().from(marks)).map(
        (row) => `${dayOf.get(row.lessonId)} ${sourceOf.get(row.personId)} ${row.value}`,
      ),
    }
  }
  const load = async (files: Files, options: DiaryImportOptions = {}) =>
    importDiary(database, await folderOf(files), options)
  return { roster, database, rows, load }
}

const errorsOf = ({ errors }: DiaryReport) =>
  errors.map(({ file, line, column, value, reason }) => `${file}:${line} ${column} ${value} ${reason}`)

test('[DIARY-20] timetable, homework and marks come from a folder and from an archive, alone or beside the roster', async () => {
  const { rows, load, database } = await school()
  const report = await load({ ...week, users: 'sourcedId\nnot read' })
  expect(report).toMatchObject({
    outcome: 'imported',
    schools: ['Школа № 1'],
    counts: { lessons: { added: 2 }, homework: { added: 2 }, marks: { added: 2 } },
    warnings: [],
  })
  const all = {
    lessons: [`${monday}/1 08:30 Степени`, `${nextMonday}/1 08:30 Одночлены`],
    homework: [`${monday}/1 № 5 null`, `${nextMonday}/1 № 6 2026-12-02`],
    marks: [`${monday}/1 p1 5`, `${monday}/1 p2 4`],
  }
  expect(await rows()).toEqual(all)
  const folder = await folderOf({})
  const zip = join(folder, 'week.zip')
  await writeFile(zip, makeZip(Object.entries(week).map(([name, text]) => ({ name: `export/${name}.csv`, text }))))
  expect((await importDiary(database, zip)).outcome).toBe('unchanged')
  expect(await rows()).toEqual(all)
})

test('[DIARY-21] every error of a run has file, line, column, value and reason; nothing is imported', async () => {
  const { rows, load } = await school()
  const report = await load({
    timetable: timetable(
      ['algebra', monday, 1, '08:30', '09:15'],
      ['algebra', monday, 1, '09:25', '10:10'],
      ['algebra', '2026-02-30', 2, '10:25', '25:00'],
      ['nothing', monday, 0, '09:15', '08:30'],
      ['nothing', monday, 3, '08:30', '09:15'],
    ),
    homework: csv(
      'classSourcedId,date,text,dueDate',
      ['algebra', monday, '№ 5', monday],
      ['algebra', tuesday, '№ 5', ''],
      ['algebra', monday, '', ''],
    ),
    lineItems: csv(
      'sourcedId,classSourcedId,dueDate',
      ['li1', 'algebra', monday],
      ['li1', 'algebra', monday],
      ['li2', 'algebra', tuesday],
    ),
    results: csv(
      'lineItemSourcedId,studentSourcedId,score',
      ['li1', 'p1', '5'],
      ['li1', 'p1', '4'],
      ['li1', 'q1', '5'],
      ['li1', 't1', '5'],
      ['li9', 'p1', '5'],
      ['li1', 'p2', 'очень хорошо'],
    ),
  })
  expect(report.outcome).toBe('refused')
  expect(errorsOf(report)).toEqual([
    'timetable.csv:4 endTime 25:00 badTime',
    'timetable.csv:4 date 2026-02-30 badDate',
    'timetable.csv:5 endTime 08:30 badTime',
    'timetable.csv:5 period 0 badPeriod',
    `homework.csv:2 dueDate ${monday} badDue`,
    'homework.csv:4 text  emptyCell',
    'lineItems.csv:3 sourcedId li1 doubleId',
    'results.csv:7 score очень хорошо badMark',
    'timetable.csv:3 period 1 doubleLesson',
    'timetable.csv:6 classSourcedId nothing unknownGroup',
    `homework.csv:3 date ${tuesday} noLesson`,
    `lineItems.csv:4 dueDate ${tuesday} noLesson`,
    'results.csv:3 lineItemSourcedId li1 doubleMark',
    'results.csv:4 studentSourcedId q1 notInGroup',
    'results.csv:5 studentSourcedId t1 notInGroup',
    'results.csv:6 lineItemSourcedId li9 unknownLineItem',
  ])
  expect(printDiaryReport(report)).toContain('timetable.csv:6, classSourcedId = «nothing»: нет такого класса')
  expect(await rows()).toEqual({ lessons: [], homework: [], marks: [] })
})

test('[DIARY-21] a folder without these files, a missing column and a missing folder are said', async () => {
  const { load, database } = await school()
  expect(errorsOf(await load({ orgs: 'sourcedId,name,type\ns1,Школа № 1,school' }))[0]).toMatch(/noDiaryFiles$/)
  expect(errorsOf(await load({ ...week, timetable: 'classSourcedId,date\nalgebra,2026-11-23' }))).toEqual([
    'timetable.csv:1 period  missingColumn',
    'timetable.csv:1 startTime  missingColumn',
    'timetable.csv:1 endTime  missingColumn',
  ])
  expect((await importDiary(database, '/no/such/folder')).outcome).toBe('refused')
})

test('[DIARY-22] importing twice changes nothing; a dry run writes nothing', async () => {
  const { rows, load } = await school()
  expect((await load(week, { dryRun: true })).outcome).toBe('preview')
  expect((await rows()).lessons).toEqual([])
  await load(week)
  const first = await rows()
  expect((await load(week)).outcome).toBe('unchanged')
  expect(await rows()).toEqual(first)
})

test('[DIARY-23] changes follow the files; what they do not name stays; `tobedeleted` takes away', async () => {
  const { rows, load } = await school()
  await load(week)
  await load({
    homework: csv('classSourcedId,date,text', ['algebra', monday, '№ 5, 7']),
    lineItems: week.lineItems ?? '',
    results: csv(
      'status,lineItemSourcedId,studentSourcedId,score,textScore',
      ['', 'li1', 'p1', '', 'н'],
      ['tobedeleted', 'li1', 'p2', '', ''],
      ['', 'li1', 'p3', '3', ''],
    ),
  })
  const { homework: given, marks: entered } = await rows()
  expect(given.sort()).toEqual([`${monday}/1 № 5, 7 null`, `${nextMonday}/1 № 6 2026-12-02`])
  expect(entered.sort()).toEqual([`${monday}/1 p1 н`, `${monday}/1 p3 3`])
})

test('[DIARY-24] the timetable of the named days is the file’s; a lesson with entries, or held online, is kept and said', async () => {
  const { rows, load, database } = await school()
  const days = [1, 2, 3].map((period) => ['algebra', tuesday, period, `1${period}:00`, `1${period}:45`])
  await load({
    ...week,
    timetable: `${week.timetable}\n${timetable(...days)
      .split('\n')
      .slice(1)
      .join('\n')}`,
  })
  const third = (await database.orm.select().from(lessons)).find(({ period }) => period === 3)
  await database.orm.insert(onlineLessons).values({
    ...{ id: 'online', schoolId: 's', date: tuesday, journalLessonId: third?.id ?? '', title: 'Алгебра' },
    ...{ platform: 'sferum', creatorId: 't1', state: 'draft', createdAtMs: 1 },
  })
  const report = await load({
    timetable: timetable(
      ['algebra', '2026-11-22', 1, '08:30', '09:15'],
      ['algebra', tuesday, 2, '12:05', '12:50', 'Новая тема'],
    ),
  })
  expect((await rows()).lessons).toEqual([
    '2026-11-22/1 08:30',
    `${monday}/1 08:30 Степени`,
    `${tuesday}/2 12:05 Новая тема`,
    `${tuesday}/3 13:00`,
    `${nextMonday}/1 08:30 Одночлены`,
  ])
  expect(report.warnings.map(({ value, reason }) => `${value} ${reason}`)).toEqual([
    `${monday}, 1 lessonKept`,
    `${tuesday}, 3 lessonKept`,
  ])
})

test('[DIARY-24] a lesson of every week, without holidays, with a day that is otherwise', async () => {
  const { rows, load, database } = await school()
  await database.orm.update(schools).set({ holidays: [{ from: '2026-12-05', to: '2026-12-08', title: 'Каникулы' }] })
  const header = 'classSourcedId,date,period,startTime,endTime,until,status'
  const report = await load({
    timetable: csv(
      header,
      ['algebra', monday, 1, '08:30', '09:15', '2026-12-21', ''],
      ['algebra', nextMonday, 1, '', '', '', 'tobedeleted'],
      ['algebra', '2026-12-14', 1, '10:00', '10:45', '', ''],
    ),
  })
  expect(report.outcome).toBe('imported')
  expect((await rows()).lessons).toEqual([`${monday}/1 08:30`, '2026-12-14/1 10:00', '2026-12-21/1 08:30'])
  const wrong = await load({ timetable: csv(header, ['algebra', monday, 1, '08:30', '09:15', '2028-01-01', '']) })
  expect(errorsOf(wrong)).toEqual(['timetable.csv:2 until 2028-01-01 badRepeat'])
})

test('[DIARY-25] only schools that the files list are touched', async () => {
  const { rows, load } = await school()
  const files = {
    orgs: 'sourcedId,name,type\ns1,Школа № 1,school',
    timetable: timetable(['algebra', monday, 1, '08:30', '09:15'], ['other', monday, 1, '08:30', '09:15']),
  }
  expect(errorsOf(await load(files))).toEqual(['timetable.csv:3 classSourcedId other otherSchool'])
  expect((await rows()).lessons).toEqual([])
  expect((await load({ timetable: files.timetable })).schools).toEqual(['Школа № 1', 'Школа № 2'])
})

test('[DIARY-26] a large file tells how far it is', async () => {
  const { load } = await school()
  const days = Array.from({ length: 300 }, (_, at) => new Date(Date.UTC(2026, 8, 1 + at)).toISOString().slice(0, 10))
  const rows = days.flatMap((day) =>
    Array.from({ length: 8 }, (_, at) => ['algebra', day, at + 1, '08:30', '09:15', 'Тема '.repeat(20)]),
  )
  const steps: string[] = []
  const { counts } = await load(
    { timetable: timetable(...rows) },
    { onProgress: ({ step, done, total }) => steps.push(done >= total ? `${step} done` : step) },
  )
  expect(counts.lessons.added).toBe(2400)
  expect(steps.filter((step) => step.endsWith('done'))).toEqual(['read done', 'compare done', 'write done'])
  expect(steps.filter((step) => step === 'read').length).toBeGreaterThan(2)
})
