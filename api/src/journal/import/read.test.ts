import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { importRoster } from './import-roster.ts'
import { printReport } from './print-report.ts'
import { makeZip } from './testing/make-zip.ts'
import { csv, filesOf, folderOf, pupils, userHeader } from './testing/roster-files.ts'
import { errorsOf, nowMs, testRoster, warningsOf } from './testing/test-roster.ts'

const small = () => filesOf({ classes: [{ id: 'c1', title: '7 Б', pupils: pupils('p', 3), teacher: 't1' }] })

test('[ROSTER-1] BOM, CRLF, any order and case of columns, extensions and quoted lists', async () => {
  const roster = await testRoster()
  const files = small()
  files.users = `\ufeffFAMILYNAME,ext_color,orgSourcedIds,metadata.hobby,Role,givenName,USERNAME,sourcedid,enabledUser\r\n${[
    'Иванова,red,s1,чтение,teacher,Ольга,Ivanova,t1,TRUE',
    '"Петров, младший",,"s1",,student,Пётр,p1,p1,true',
    'Сидоров,,s1,,student,Семён,p2,p2,true',
    'Яшин,,s1,,student,Яша,p3,p3,true',
  ].join('\r\n')}\r\n\r\n`
  const report = await roster.import(files)
  expect(report.outcome).toBe('imported')
  expect((await roster.personOf('p1'))?.familyName).toBe('Петров, младший')
  expect((await roster.rows('users')).find(({ sourcedId }) => sourcedId === 't1')?.login).toBe('ivanova')
  expect(warningsOf(report)).toEqual([])
})

test('[ROSTER-1] a spreadsheet’s semicolons and tabs are read', async () => {
  const semicolons = await testRoster()
  const files = small()
  files.classes = files.classes?.replaceAll(',', ';') ?? ''
  files.orgs = files.orgs?.replaceAll(',', '\t') ?? ''
  expect((await semicolons.import(files)).outcome).toBe('imported')
  expect(await semicolons.members('7 Б')).toEqual(['classTeacher t1', 'pupil p1', 'pupil p2', 'pupil p3'])
})

test('[ROSTER-1] files with a header only, or nothing at all, say that there is nobody', async () => {
  const roster = await testRoster()
  const report = await roster.import({ ...small(), courses: 'sourcedId,title', academicSessions: '', demographics: '' })
  expect(report.outcome).toBe('imported')
})

test('[ROSTER-2] the manifest decides which files count', async () => {
  const roster = await testRoster()
  const manifest = csv(
    'propertyName,value',
    ['oneroster.version', '1.1'],
    ['file.enrollments', 'absent'],
    ['file.demographics', 'bulk'],
    ['file.orgs', 'partly'],
  )
  const report = await roster.import({ ...small(), manifest })
  expect(errorsOf(report)).toEqual(['manifest.csv:4 value bulk missingFile', 'manifest.csv:5 value partly badMode'])
  expect(warningsOf(report)).toEqual(['manifest.csv:3 value absent ignoredFile'])
})

test('[ROSTER-3] every broken cell of every file is named in one run, and nothing is imported', async () => {
  const roster = await testRoster()
  const files = small()
  files.users = csv(
    userHeader,
    ['t1', '', '', 'maybe', 's1', 'teacher', 't1', 'Ольга', 'Иванова', '', ''],
    ['p1', 'gone', '', true, 's9', 'student', 'p1', '', 'Петров', '', ''],
    ['p2', '', '', true, 's1', 'boss', 'p2', 'Семён', 'Сидоров', '', ''],
    ['p2', '', '', true, 's1', 'student', 'p3', 'Семён', 'Сидоров', '', ''],
    ['p3', '', '', true, 's1', 'student', 'T1', 'Яша', 'Яшин', '', '', 'лишнее'],
  )
  files.classes = csv(
    'sourcedId,title,classType,schoolSourcedId',
    ['c1', '7 Б', 'lesson', 's1'],
    ['c2', '', 'homeroom', 's2'],
  )
  files.enrollments = csv(
    'classSourcedId,userSourcedId,role,primary,endDate',
    ['c1', 'nobody', 'student', '', ''],
    ['c7', 'p1', 'student', '', ''],
    ['c1', 'p1', 'pilot', 'perhaps', '2026-02-31'],
  )
  files.academicSessions = csv('sourcedId,title,startDate,endDate', ['y', 'Год', '2026-09-01', '2026-05-31'])
  const report = await roster.import(files)
  expect(report.outcome).toBe('refused')
  expect(errorsOf(report).sort()).toEqual(
    [
      'academicSessions.csv:2 endDate 2026-05-31 badDate',
      'classes.csv:2 classType lesson badClassType',
      'classes.csv:3 schoolSourcedId s2 unknownOrg',
      'classes.csv:3 title  emptyCell',
      'enrollments.csv:2 userSourcedId nobody unknownUser',
      'enrollments.csv:3 classSourcedId c7 unknownClass',
      'enrollments.csv:4 endDate 2026-02-31 badDate',
      'enrollments.csv:4 primary perhaps badBoolean',
      'enrollments.csv:4 role pilot badRole',
      'users.csv:2 enabledUser maybe badBoolean',
      'users.csv:3 givenName  emptyCell',
      'users.csv:3 orgSourcedIds s9 unknownOrg',
      'users.csv:3 status gone badStatus',
      'users.csv:4 role boss badRole',
      'users.csv:5 sourcedId p2 doubleId',
      'users.csv:6 username t1 doubleLogin',
      'users.csv:6  лишнее extraCells',
    ].sort(),
  )
  expect(await roster.rows('people')).toEqual([])
  expect(printReport(report)).toContain('users.csv:4, role = «boss»: неизвестная роль')
  expect(printReport(report, 'en')).toContain('users.csv:4, role = «boss»: unknown role')
})

test('[ROSTER-3] a missing column, another encoding and a broken quote are named without false errors after them', async () => {
  const roster = await testRoster()
  const files = small()
  files.orgs = csv('sourcedId,title,type', ['s1', 'Школа', 'school'])
  files.courses = 'sourcedId,title\nk1,"Алгебра\nk2,Физика'
  const folder = await folderOf(files)
  await writeFile(
    join(folder, 'demographics.csv'),
    Buffer.from('sourcedId,birthDate\n\xc8\xe2\xe0\xed,2013-01-02', 'latin1'),
  )
  const report = await importRoster(roster.database, folder, { nowMs })
  expect(errorsOf(report)).toEqual([
    'orgs.csv:1 name  missingColumn',
    'courses.csv:3   brokenCsv',
    'demographics.csv:2 sourcedId ���� notUtf8',
  ])
})

test('[ROSTER-3] a line number counts line breaks inside of cells and empty lines', async () => {
  const roster = await testRoster()
  const files = small()
  files.classes = 'sourcedId,title,classType,schoolSourcedId\nc1,"7\nБ",homeroom,s1\n\nc2,7 В,oops,s1'
  expect(errorsOf(await roster.import(files))).toEqual(['classes.csv:5 classType oops badClassType'])
})

test('[ROSTER-3] the printed list ends at 200 and says how many more', async () => {
  const roster = await testRoster()
  const files = small()
  files.enrollments = csv('classSourcedId,userSourcedId,role', ...pupils('x', 250).map((id) => ['c1', id, 'student']))
  const text = printReport(await roster.import(files))
  expect(text.split('\n').filter((line) => line.startsWith('  enrollments.csv'))).toHaveLength(200)
  expect(text).toContain('Ошибки: 250')
  expect(text).toContain('… и ещё 50')
})

test('[ROSTER-5] passwords are not read and it is said', async () => {
  const roster = await testRoster()
  const files = small()
  files.users = files.users?.replace(/$/gm, ',secret').replace(',secret', ',password') ?? ''
  const report = await roster.import(files)
  expect(warningsOf(report)).toEqual(['users.csv:0 password  ignoredPassword'])
  expect(JSON.stringify(await roster.all())).not.toContain('secret')
})

const zipped = (files: Record<string, string>, folder = '') =>
  Object.entries(files).map(([name, text]) => ({ name: `${folder}${name}.csv`, text }))

async function importZip(zip: Buffer) {
  const roster = await testRoster()
  const path = join(await folderOf({}), 'roster.zip')
  await writeFile(path, zip)
  return importRoster(roster.database, path, { nowMs })
}

test('[ROSTER-4] a zip archive is read, also with one folder in it and with foreign files', async () => {
  expect((await importZip(makeZip(zipped(small())))).outcome).toBe('imported')
  const foreign = [
    { name: '__MACOSX/school/users.csv', text: 'x' },
    { name: 'school/photo.png', text: 'x' },
  ]
  expect((await importZip(makeZip([...foreign, ...zipped(small(), 'school/')]))).outcome).toBe('imported')
})

test('[ROSTER-1] an unpacked archive with one folder in it is read', async () => {
  const roster = await testRoster()
  const report = await importRoster(roster.database, await folderOf(small(), 'export'), { nowMs })
  expect(report.outcome).toBe('imported')
})

test.each(['../users.csv', '/etc/users.csv', 'a/../../users.csv', 'c:/users.csv', '..\\users.csv'])(
  '[ROSTER-4] an archive with the name %s is refused',
  async (name) => {
    const report = await importZip(makeZip([...zipped(small()), { name, text: 'sourcedId\n' }]))
    expect(report.outcome).toBe('refused')
    expect(report.errors.map(({ reason }) => reason)).toEqual(['badZip'])
  },
)

test('[ROSTER-4] bombs, lies about the length, doubles, rubbish and empty archives are refused', async () => {
  const reasons = async (zip: Buffer) => (await importZip(zip)).errors.map(({ reason }) => reason)
  const files = zipped(small())
  const users = { name: 'users.csv', text: small().users ?? '' }
  expect(await reasons(makeZip([{ ...users, claimedBytes: 600_000_000 }]))).toEqual(['tooLarge'])
  const lie = files.map((entry) => (entry.name === 'users.csv' ? { ...entry, claimedBytes: 10 } : entry))
  expect(await reasons(makeZip(lie))).toEqual(['brokenCsv'])
  expect(await reasons(makeZip([...files, { ...users, name: 'more/users.csv' }]))).toEqual(['badZip'])
  expect(await reasons(makeZip(pupils('x', 1001).map((name) => ({ name, text: '' }))))).toEqual(['tooLarge'])
  expect(await reasons(makeZip([{ name: 'readme.txt', text: 'x' }]))).toEqual(['noFiles'])
  expect(await reasons(Buffer.from('sourcedId,name\n'))).toEqual(['badZip'])
})

test('[ROSTER-4] a path that is not there is named', async () => {
  const roster = await testRoster()
  const report = await importRoster(roster.database, '/nowhere/roster', { nowMs })
  expect(report.errors.map(({ reason }) => reason)).toEqual(['badSource'])
})

test('[ROSTER-6] sample files of Microsoft School Data Sync 2.1', async () => {
  const roster = await testRoster()
  const folder = fileURLToPath(new URL('./fixtures/school-data-sync-2.1', import.meta.url))
  const report = await importRoster(roster.database, folder, { nowMs })
  expect(report.outcome).toBe('imported')
  expect(warningsOf(report)).toEqual(['users.csv:0 password  ignoredPassword'])
  expect([...report.schools].sort()).toEqual(['College of Engineering', 'School of TwoDotOne'])
  expect(await roster.guardians()).toEqual(['114001: 114002 full', '114003: 114002 full', '114004: 114005 full'])
  expect(await roster.members('Biology 10')).toEqual(['pupil 114001', 'pupil 114003', 'pupil 114004', 'teacher 114007'])
  expect(await importRoster(roster.database, folder, { nowMs })).toMatchObject({ outcome: 'unchanged' })
})

test('[ROSTER-6] a dirty 1.2 export: wrong header names, empty header cells, a short last row, roles by user and school', async () => {
  const roster = await testRoster()
  const report = await roster.import({
    manifest: 'propertyName,value\r\noneroster.version,1.2\r\nfile.users,bulk\r\nfile.roles,bulk\r\nfile.orgs,bulk\r\n',
    orgs: 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\nd1,active,2026-05-01,Кафедра,department,,s404\r\n',
    users:
      'sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,middleName,agentSourcedIds,prefferedGivenName,primaryOrgSourcedId\r\n' +
      'u1,active,1/05/2026,TRUE,anna,Анна,Белова,,,,d1\r\nu2,,,TRUE,ivan,Иван,Белов,,u1,,d1\r\nu3,active,15/06/2026,TRUE,oleg,Олег,Зуев',
    roles:
      'sourcedId,status,dataLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,,\r\n' +
      'r1,active,2025-01-01,u1,primary,teacher,,,d1\r\nr2,active,,u1,secondary,guardian,,,d1\r\n' +
      'r3,active,,u2,primary,student,,,d1\r\nr4,active,,u3,primary,siteAdministrator,,,d1\r\n',
    userProfiles: 'sourcedId,status,dataLastModified,userSourcedId,roleType,,\r\nr1,active,,u1,primary\r\n',
  })
  expect(report).toMatchObject({ outcome: 'imported', version: '1.2', schools: ['Кафедра'] })
  expect(warningsOf(report)).toEqual(['users.csv:1 prefferedGivenName  unknownColumn'])
  expect((await roster.rows('roles')).map(({ role }) => role).sort()).toEqual([
    'guardian',
    'pupil',
    'schoolAdmin',
    'teacher',
  ])
  expect(await roster.guardians()).toEqual(['u2: u1 full'])
})
