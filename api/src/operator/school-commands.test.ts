import { schools } from '@zvonok/schema/journal/tables'
import { attachSync, type SyncServer } from '@zvonok/sync-server/attach'
import { type Database, openDatabase } from '@zvonok/sync-server/database'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { csv, folderOf } from '../journal/import/testing/roster-files.ts'
import { makeLog } from '../platform/log.ts'
import { keepMode, readMode } from '../platform/mode.ts'
import { readSettings } from '../platform/settings.ts'
import type { OpenSchool, Say } from './command.ts'
import { importDiaryCommand } from './import-diary.ts'
import { init } from './init.ts'
import { makeSchoolCommand } from './make-school.ts'

let database: Database
let sync: SyncServer
let lines: string[]
const say: Say = { line: (line) => lines.push(line), progress: () => undefined }

beforeEach(async () => {
  lines = []
  database = await openDatabase(':memory:')
  sync = await attachSync({
    database,
    authenticate: async () => undefined,
    allowedOrigin: () => false,
    limits: 'on',
    log: () => undefined,
  })
})
afterEach(async () => {
  await sync.close()
  database.close()
})

const school = (demo: boolean): OpenSchool => ({
  settings: readSettings({ ZVONOK_DEMO: demo ? '1' : '0' }),
  folder: ':memory:',
  database,
  log: makeLog(() => undefined),
  sync: async () => sync,
})

const answers = {
  school: 'Школа № 5',
  'time-zone': 'Asia/Omsk',
  family: 'Иванов',
  given: 'Пётр',
  login: 'Director',
}

test('[OPERATOR-7] init makes a real school with its time zone, once', async () => {
  await init.run(school(false), answers, say)
  expect(await database.orm.select({ title: schools.title, timeZone: schools.timeZone }).from(schools)).toEqual([
    { title: 'Школа № 5', timeZone: 'Asia/Omsk' },
  ])
  expect(await readMode(database)).toBe('real')
  expect(lines.join('\n')).toMatch(/\/journal\/invitation#[\w-]{43}$/m)
  await expect(init.run(school(false), answers, say)).rejects.toThrow(/Школа № 5/)
})

test.each([
  ['school', ''],
  ['time-zone', 'Europe/Mars'],
  ['login', 'два слова'],
])('[OPERATOR-7] init tells what is wrong with --%s and makes nothing', async (name, value) => {
  await expect(init.run(school(false), { ...answers, [name]: value }, say)).rejects.toThrow()
  expect(await database.orm.select().from(schools)).toEqual([])
  expect(await readMode(database)).toBeUndefined()
})

test('[OPERATOR-7] init does not turn a demo into a real school', async () => {
  await keepMode(database, 'demo')
  await expect(init.run(school(true), answers, say)).rejects.toThrow(/демо/)
})

test('[OPERATOR-8] make-school fills a demo, with the chats of its classes', async () => {
  await makeSchoolCommand.run(school(true), { classes: '2', pupils: '6' }, say)
  const { rows } = await database.client.execute(`SELECT count(*) FROM chats WHERE kind = 'class'`)
  expect(rows[0]?.[0]).toBe(2)
})

test('[OPERATOR-8] make-school refuses a real school', async () => {
  await expect(makeSchoolCommand.run(school(false), { classes: '2', pupils: '6' }, say)).rejects.toThrow(/демо/)
})

test('[OPERATOR-9] import-diary says what is wrong and changes nothing; right files are counted', async () => {
  await makeSchoolCommand.run(school(true), { classes: '1', pupils: '3' }, say)
  const { rows } = await database.client.execute(`SELECT sourced_id FROM classes WHERE type = 'scheduled' LIMIT 1`)
  const timetable = (group: string) =>
    folderOf({
      timetable: csv('classSourcedId,date,period,startTime,endTime', [group, '2026-11-24', 1, '08:30', '09:15']),
    })
  const source = await timetable('nothing')
  await expect(importDiaryCommand.run(school(true), { source }, say)).rejects.toThrow('Ничего не изменено.')
  expect(lines.at(-1)).toMatch(/timetable\.csv:2, classSourcedId = «nothing»: нет такого класса/)
  await importDiaryCommand.run(school(true), { source: await timetable(String(rows[0]?.[0])) }, say)
  expect(lines.at(-1)).toMatch(/уроки: \+1\nИмпорт выполнен\./)
})
