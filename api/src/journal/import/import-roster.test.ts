import { must } from '@zvonok/schema/core/must'
import { expect, test } from 'vitest'
import { importRoster } from './import-roster.ts'
import { csv, filesOf, folderOf, pupils, type TestSchool, userHeader } from './testing/roster-files.ts'
import { errorsOf, nowMs, testRoster, warningsOf } from './testing/test-roster.ts'

const school: TestSchool = {
  classes: [
    { id: 'h1', title: '7 Б', pupils: pupils('p', 6), teacher: 't1' },
    { id: 'g1', title: 'Физика, 7 Б', type: 'scheduled', pupils: pupils('p', 6), teacher: 't2' },
  ],
}

test('[ROSTER-30] importing twice changes nothing', async () => {
  const roster = await testRoster()
  const first = await roster.import(filesOf(school))
  expect(first).toMatchObject({ outcome: 'imported', counts: { people: { added: 8 }, classes: { added: 2 } } })
  expect(first.logins.map(({ login }) => login).sort()).toEqual([...pupils('p', 6), 't1', 't2'])
  const before = await roster.all()
  const second = await roster.import(filesOf(school))
  expect(second).toMatchObject({
    outcome: 'unchanged',
    logins: [],
    counts: { people: { added: 0, changed: 0, removed: 0 } },
  })
  expect(await roster.all()).toEqual(before)
})

test('[ROSTER-10] the same record keeps its person when names, logins and the birth date change', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const before = must(await roster.personOf('p1'), 'person')
  const files = filesOf(school)
  files.users = must(files.users, 'users').replace('p1,Имя-p1,Фамилия-p1', 'petya,Пётр,Смирнов')
  files.demographics = csv('userSourcedId,birthdate', ['p1', '2013-06-18'])
  expect((await roster.import(files)).outcome).toBe('imported')
  expect(await roster.personOf('p1')).toEqual({
    ...before,
    familyName: 'Смирнов',
    givenName: 'Пётр',
    birthDate: '2013-06-18',
  })
  expect((await roster.rows('users')).find(({ sourcedId }) => sourcedId === 'p1')?.login).toBe('petya')
  await roster.import({ ...files, demographics: '' })
  expect((await roster.personOf('p1'))?.birthDate).toBe('2013-06-18')
})

test('[ROSTER-10] logins may change places, and accounts follow their people', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const [one, two] = [must(await roster.personOf('p1'), 'p1').id, must(await roster.personOf('p2'), 'p2').id]
  const account = (id: string, person: string) => ({
    sql: `INSERT INTO ezhd_users (id, name, email, email_verified, created_at, updated_at, username, display_username, person_id)
          VALUES (?, ?, ?, 0, 0, 0, ?, ?, ?)`,
    args: [id, id, `${id}@x.invalid`, id, id, person],
  })
  await roster.database.client.batch([account('p1', one), account('p2', two)], 'write')
  const files = filesOf(school)
  files.users = must(files.users, 'users')
    .replace(',p1,Имя', ',x,Имя')
    .replace(',p2,Имя', ',p1,Имя')
    .replace(',x,Имя', ',p2,Имя')
  expect((await roster.import(files)).outcome).toBe('imported')
  const { rows } = await roster.database.client.execute('SELECT username, person_id FROM ezhd_users ORDER BY username')
  expect(rows.map((row) => [row.username, row.person_id])).toEqual([
    ['p1', two],
    ['p2', one],
  ])
})

test.each([
  [
    'the child’s side',
    {
      agents: { p1: 'm1,f1,t1' },
      others: [
        ['m1', 'parent'],
        ['f1', 'guardian'],
      ],
    },
  ],
  [
    'the guardian’s side',
    {
      others: [
        ['m1', 'parent', 'p1'],
        ['f1', 'relative', 'p1'],
        ['t1', 'teacher', 'p1'],
      ],
    },
  ],
] as const)('[ROSTER-11] guardians by agents on %s; a teacher is none', async (_, more) => {
  const roster = await testRoster()
  const report = await roster.import(filesOf({ ...school, ...more }))
  expect(await roster.guardians()).toEqual(['p1: f1 full', 'p1: m1 full'])
  expect(warningsOf(report).map((warning) => warning.split(' ').at(-1))).toEqual(['notGuardian'])
})

test('[ROSTER-11] an agent who is not in the files is passed over', async () => {
  const roster = await testRoster()
  const report = await roster.import(filesOf({ ...school, agents: { p1: 'm9' } }))
  expect(report.outcome).toBe('imported')
  expect(warningsOf(report)).toEqual(['users.csv:3 agentSourcedIds m9 unknownAgent'])
})

test('[ROSTER-12] what the office has set for a guardian stays', async () => {
  const roster = await testRoster()
  const family: TestSchool = {
    ...school,
    others: [
      ['m1', 'parent', 'p1'],
      ['f1', 'parent', 'p1'],
    ],
  }
  await roster.import(filesOf(family))
  const father = must(await roster.personOf('f1'), 'f1').id
  await roster.database.client.execute({
    sql: `UPDATE guardians SET access = 'none', by_office = 1 WHERE guardian_id = ?`,
    args: [father],
  })
  expect((await roster.import(filesOf(family))).outcome).toBe('unchanged')
  await roster.import(
    filesOf({
      ...school,
      others: [
        ['m1', 'parent'],
        ['f1', 'parent', 'p2'],
      ],
    }),
    { leavers: 1 },
  )
  expect(await roster.guardians()).toEqual(['p1: f1 none', 'p2: f1 full'])
})

test('[ROSTER-13] without a username: the mail address, else a name; what was given stays', async () => {
  const roster = await testRoster()
  const files = {
    ...filesOf({ classes: [] }),
    users: csv(
      'sourcedId,orgSourcedIds,role,username,givenName,familyName,email',
      ['a', 's1', 'teacher', '', 'Ольга', 'Щукина', 'Olga@School.example'],
      ['b', 's1', 'teacher', '', 'Вера', 'Щукина', 'olga@school.example'],
      ['c', 's1', 'teacher', '', 'Виктор', 'Щукин', ''],
      ['d', 's1', 'teacher', '', 'Владимир', 'Щукин', ''],
      ['e', 's1', 'teacher', 'shchukin.v2', 'Всеволод', 'Щукин', ''],
    ),
  }
  await roster.import(files)
  const logins = async () => (await roster.rows('users')).map(({ sourcedId, login }) => [sourcedId, login]).sort()
  const given = [
    ['a', 'olga@school.example'],
    ['b', 'shchukina.v'],
    ['c', 'shchukin.v'],
    ['d', 'shchukin.v3'],
    ['e', 'shchukin.v2'],
  ]
  expect(await logins()).toEqual(given)
  expect((await roster.import({ ...files, users: files.users.replace('Ольга', 'Оля') })).outcome).toBe('imported')
  expect(await logins()).toEqual(given)
})

test('[ROSTER-13] a login of a record outside the files is an error with its line', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const other = filesOf({ id: 's2', title: 'Школа № 2', classes: [{ id: 'x1', title: '1 А', pupils: ['q1', 'q2'] }] })
  other.users = must(other.users, 'users').replace(',q2,', ',P3,')
  const report = await roster.import(other)
  expect(errorsOf(report)).toEqual(['users.csv:3 username p3 loginTaken'])
})

test('[ROSTER-13] a leaver keeps the login for 30 days, then it may go to somebody else', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const left = must(await roster.personOf('p1'), 'p1')
  const files = filesOf({ classes: [{ id: 'h1', title: '7 Б', pupils: [...pupils('p', 5, 2), 'n1'], teacher: 't1' }] })
  await roster.import({ ...files }, { leavers: 2 })
  files.users = must(files.users, 'users').replace(',n1,Имя', ',p1,Имя')
  const days = (count: number) => ({ nowMs: nowMs + count * 24 * 60 * 60 * 1000 })
  expect(errorsOf(await roster.import(files, days(29)))).toEqual(['users.csv:8 username p1 loginTaken'])
  expect(await roster.import(files, days(31))).toMatchObject({ outcome: 'imported' })
  expect((await roster.rows('users')).filter(({ login }) => login === 'p1')).toMatchObject([{ sourcedId: 'n1' }])
  expect(await roster.personOf('p1')).toMatchObject({ id: left.id, active: false })
})

test('[ROSTER-14] the id of a leaver does not make a person with another name that leaver', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  await roster.import(filesOf({ classes: [{ id: 'h1', title: '7 Б', pupils: pupils('p', 5, 2), teacher: 't1' }] }), {
    leavers: 2,
  })
  const files = filesOf(school)
  files.users = must(files.users, 'users').replace('p1,Имя-p1,Фамилия-p1', 'other,Иван,Другой')
  expect(errorsOf(await roster.import(files))).toEqual(['users.csv:3 sourcedId p1 foreignId'])
  files.users = must(files.users, 'users').replace('other,Иван,Другой', 'p1,Имя-p1,Замужняя')
  expect(await roster.import(files)).toMatchObject({ outcome: 'imported' })
})

test('[ROSTER-14] ids that another school uses for other people and classes are errors', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const other = filesOf({ id: 's2', title: 'Школа № 2', classes: [{ id: 'h1', title: '1 А', pupils: ['p1', 'q2'] }] })
  other.users = must(other.users, 'users').replace('p1,Имя-p1,Фамилия-p1', 'ivan,Иван,Другой')
  expect(errorsOf(await roster.import(other))).toEqual([
    'users.csv:2 sourcedId p1 foreignId',
    'classes.csv:2 sourcedId h1 foreignId',
  ])
})

test('[ROSTER-14] the same teacher in two schools is one person with two roles', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  await roster.import(
    filesOf({ id: 's2', title: 'Школа № 2', classes: [{ id: 'x1', title: '1 А', pupils: ['q1'], teacher: 't2' }] }),
  )
  const teacher = must(await roster.personOf('t2'), 't2').id
  expect((await roster.rows('roles')).filter(({ personId }) => personId === teacher)).toHaveLength(2)
  // Leaving one of them is no leaving.
  await roster.import(filesOf({ classes: [must(school.classes[0], 'class')] }), { leavers: 1 })
  expect(await roster.personOf('t2')).toMatchObject({ active: true, leftAtMs: null })
  expect((await roster.rows('roles')).filter(({ personId }) => personId === teacher)).toHaveLength(1)
})

test('[ROSTER-15] a record under a new id with the login and the name of one that is gone is the same person', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const before = must(await roster.personOf('p1'), 'person')
  const files = filesOf(school)
  for (const name of ['users', 'enrollments']) files[name] = must(files[name], name).replace(/(^|,)p1,/gm, '$1n1,')
  files.users = must(files.users, 'users').replace('student,n1,', 'student,p1,')
  expect(await roster.import(files)).toMatchObject({ outcome: 'imported', leavers: { count: 0 } })
  expect(await roster.personOf('n1')).toEqual(before)
  expect((await roster.rows('users')).filter(({ personId }) => personId === before.id)).toHaveLength(1)
})

test('[ROSTER-16] 1.1: one role in all organisations, `metadata.zvonokRole` for head and psychologist, departments belong to their school', async () => {
  const roster = await testRoster()
  await roster.import({
    orgs: csv(
      'sourcedId,name,type,parentSourcedId',
      ['d', 'Район', 'district', ''],
      ['s1', 'Школа № 1', 'school', 'd'],
      ['s2', 'Школа № 2', 'school', 'd'],
      ['k', 'Кафедра', 'department', 's2'],
    ),
    users: csv(
      'sourcedId,orgSourcedIds,role,username,givenName,familyName,metadata.zvonokRole',
      ['a', 's1,k', 'teacher', 'a', 'А', 'А', ''],
      ['b', 's1', 'administrator', 'b', 'Б', 'Б', 'head'],
      ['c', 's1', 'administrator', 'c', 'В', 'В', ''],
      ['e', 's1', 'administrator', 'e', 'Г', 'Г', 'psychologist'],
      ['f', 'd', 'administrator', 'f', 'Д', 'Д', ''],
    ),
  })
  const titles = new Map((await roster.rows('schools')).map(({ id, title }) => [id, title]))
  const names = new Map((await roster.rows('people')).map(({ id, familyName }) => [id, familyName]))
  const roles = (await roster.rows('roles')).map(
    (row) => `${names.get(row.personId)} ${titles.get(row.schoolId)} ${row.role}`,
  )
  expect(roles.sort()).toEqual([
    'А Школа № 1 teacher',
    'А Школа № 2 teacher',
    'Б Школа № 1 head',
    'В Школа № 1 schoolAdmin',
    'Г Школа № 1 psychologist',
  ])
})

test('[ROSTER-16] users without a role have that of their classes; without any they are passed over', async () => {
  const roster = await testRoster()
  const files = filesOf(school)
  files.users = csv(
    'sourcedId,givenName,familyName',
    ...[...pupils('p', 6), 't1', 't2', 'nobody'].map((id) => [id, id, id]),
  )
  const report = await roster.import(files)
  expect(warningsOf(report)).toEqual(['users.csv:10 role  noRole'])
  const roles = (await roster.rows('roles')).map(({ role }) => role)
  expect([roles.filter((role) => role === 'pupil').length, roles.filter((role) => role === 'teacher').length]).toEqual([
    6, 2,
  ])
})

test('[ROSTER-17] a switched-off user has no access and stays in the class', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const files = filesOf(school)
  files.users = must(files.users, 'users').replace('p1,,,true', 'p1,,,false')
  expect(await roster.import(files)).toMatchObject({ outcome: 'refused', leavers: { count: 1 } })
  await roster.import(files, { leavers: 1 })
  expect(await roster.personOf('p1')).toMatchObject({ active: false, leftAtMs: null })
  expect(await roster.members('7 Б')).toContain('pupil p1')
  await roster.import(filesOf(school))
  expect(await roster.personOf('p1')).toMatchObject({ active: true })
})

test('[ROSTER-20] class teachers: primary ones, or all where primary is nowhere given', async () => {
  const roster = await testRoster()
  const enrollments = (...rows: string[][]) =>
    csv('classSourcedId,userSourcedId,role,primary', ...rows, ['h1', 'p1', 'student', ''])
  const files = {
    ...filesOf({
      classes: [{ id: 'h1', title: '7 Б', pupils: ['p1'] }],
      others: [
        ['t1', 'teacher'],
        ['t2', 'teacher'],
      ],
    }),
  }
  await roster.import({
    ...files,
    enrollments: enrollments(['h1', 't1', 'teacher', 'true'], ['h1', 't2', 'teacher', 'false']),
  })
  expect(await roster.members('7 Б')).toEqual(['classTeacher t1', 'pupil p1', 'teacher t2'])
  await roster.import({ ...files, enrollments: enrollments(['h1', 't1', 'teacher', ''], ['h1', 't2', 'teacher', '']) })
  expect(await roster.members('7 Б')).toEqual(['classTeacher t1', 'classTeacher t2', 'pupil p1'])
})

test('[ROSTER-21] subject groups give the class its teachers and subjects', async () => {
  const roster = await testRoster()
  const [a, b] = [pupils('a', 4), pupils('b', 4)]
  const files = filesOf({
    classes: [
      { id: 'ha', title: '7 А', pupils: a, teacher: 't1' },
      { id: 'hb', title: '7 Б', pupils: b, teacher: 't2' },
      { id: 'g1', title: 'Алгебра, 7 А', type: 'scheduled', pupils: a, teacher: 't1' },
      { id: 'g2', title: 'Олимпиада', type: 'scheduled', pupils: ['a1', 'b1'], teacher: 't3' },
      { id: 'g3', title: 'Музыка 7-Б', type: 'scheduled', pupils: [], teacher: 't4' },
      { id: 'g4', title: 'Музыка 17 Б', type: 'scheduled', pupils: [], teacher: 't5' },
    ],
  })
  await roster.import(files)
  expect(await roster.members('7 А')).toEqual([
    'classTeacher t1',
    ...a.map((id) => `pupil ${id}`),
    'teacher t1',
    'teacher t3',
  ])
  expect(await roster.members('7 Б')).toEqual([
    'classTeacher t2',
    ...b.map((id) => `pupil ${id}`),
    'teacher t3',
    'teacher t4',
  ])
  const titles = new Map((await roster.rows('classes')).map(({ id, title }) => [id, title]))
  const subjects = (await roster.rows('subjects')).map((row) => `${titles.get(row.classId)}: ${row.subject}`)
  expect(subjects.sort()).toEqual(['7 А: Алгебра', '7 А: Олимпиада', '7 Б: Музыка', '7 Б: Олимпиада'])
})

test('[ROSTER-21] the subject is that of the course', async () => {
  const roster = await testRoster()
  const files = filesOf(school)
  files.courses = csv('sourcedId,title', ['k1', 'Физика (углублённая)'])
  files.classes = csv(
    'sourcedId,title,classType,schoolSourcedId,courseSourcedId,grades',
    ['h1', '7 Б', 'homeroom', 's1', 'k9', '07'],
    ['g1', 'ФИЗ-7Б-1', 'scheduled', 's1', 'k1', ''],
  )
  const report = await roster.import(files)
  expect(warningsOf(report)).toEqual(['classes.csv:2 courseSourcedId k9 unknownCourse'])
  expect((await roster.rows('subjects')).map(({ subject }) => subject)).toEqual(['Физика (углублённая)'])
  expect((await roster.classOf('7 Б'))?.grade).toBe('7')
})

test('[ROSTER-22] who left early is not in the class; over the summer the class stays together', async () => {
  const roster = await testRoster()
  const files = filesOf(school)
  const ends = (p1: string, rest: string) =>
    csv(
      'classSourcedId,userSourcedId,role,primary,endDate',
      ['h1', 't1', 'teacher', 'true', rest],
      ['h1', 'p1', 'student', '', p1],
      ['h1', 'p2', 'student', '', rest],
    )
  await roster.import({ ...files, enrollments: ends('2026-10-05', '2027-05-31') })
  expect(await roster.members('7 Б')).toEqual(['classTeacher t1', 'pupil p2'])
  const july = Date.parse('2027-07-10T09:00:00Z')
  await roster.import({ ...files, enrollments: ends('2027-05-31', '2027-05-31') }, { nowMs: july })
  expect(await roster.members('7 Б')).toEqual(['classTeacher t1', 'pupil p1', 'pupil p2'])
})

test('[ROSTER-23] holidays are the gaps between terms; what the school has set stays', async () => {
  const roster = await testRoster()
  const terms = (...rows: string[][]) =>
    csv(
      'sourcedId,title,type,startDate,endDate',
      ['y', 'Год', 'schoolYear', '2026-09-01', '2027-05-31'],
      ...rows.map((row, at) => [`t${at}`, 'Четверть', 'term', ...row]),
    )
  const files = {
    ...filesOf(school),
    academicSessions: terms(['2026-11-02', '2026-12-30'], ['2026-09-01', '2026-10-25'], ['2027-01-11', '2027-03-26']),
  }
  await roster.import(files)
  const holidays = async () => (await roster.rows('schools'))[0]?.holidays.map(({ from, to }) => `${from} ${to}`)
  expect(await holidays()).toEqual(['2026-10-26 2026-11-01', '2026-12-31 2027-01-10'])
  await roster.database.client.execute({
    sql: 'UPDATE schools SET holidays = ?',
    args: [JSON.stringify([{ from: '2026-12-25', to: '2027-01-12', title: 'Ремонт' }])],
  })
  files.academicSessions = terms(
    ['2026-09-01', '2026-12-30'],
    ['2027-01-11', '2027-03-20'],
    ['2027-04-01', '2027-05-31'],
  )
  await roster.import(files)
  expect(await holidays()).toEqual(['2026-12-25 2027-01-12', '2027-03-21 2027-03-31'])
})

test('[ROSTER-31] other schools are not touched; a school without anybody in the files neither', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school))
  const before = await roster.all()
  const other = filesOf({ id: 's2', title: 'Школа № 2', classes: [{ id: 'x1', title: '7 Б', pupils: ['q1'] }] })
  other.orgs += '\ns1,,,Школа № 1,school'
  const report = await roster.import(other)
  expect(report).toMatchObject({ outcome: 'imported', schools: ['Школа № 2'], leavers: { count: 0 } })
  expect(warningsOf(report)).toEqual(['orgs.csv:3 sourcedId s1 emptySchool'])
  const after = await roster.all()
  for (const [name, rows] of Object.entries(before)) expect(after[name]).toEqual(expect.arrayContaining(rows))
})

test('[ROSTER-31] `schools` narrows the import, by id or title', async () => {
  const roster = await testRoster()
  const [one, two] = [
    filesOf(school),
    filesOf({ id: 's2', title: 'Школа № 2', classes: [{ id: 'x1', title: '7 Б', pupils: ['q1'] }] }),
  ]
  const both = Object.fromEntries(
    Object.entries(one).map(([name, text]) => [name, `${text}\n${two[name]?.split('\n').slice(1).join('\n')}`]),
  )
  expect(await roster.import(both, { schools: ['Школа № 2'] })).toMatchObject({
    outcome: 'imported',
    schools: ['Школа № 2'],
  })
  expect((await roster.rows('people')).map(({ familyName }) => familyName)).toEqual(['Фамилия-q1'])
  expect(errorsOf(await roster.import(both, { schools: ['Школа № 3'] }))).toEqual([
    'orgs.csv:0 name Школа № 3 unknownSchool',
  ])
  expect(await roster.import(both, { schools: ['s1', 's2'] })).toMatchObject({
    outcome: 'imported',
    leavers: { count: 0 },
  })
})

test('[ROSTER-31] a school of `init` takes over the files’ school, and its administrator stays', async () => {
  const roster = await testRoster()
  await roster.database.client.batch(
    [
      `INSERT INTO schools (id, title, time_zone, policy, holidays) VALUES ('school', 'Лицей', 'Asia/Omsk', '{}', '[]')`,
      `INSERT INTO people (id, family_name, given_name, active) VALUES ('boss', 'Админ', 'Первый', 1)`,
      `INSERT INTO roster_users (sourced_id, person_id, login, active) VALUES ('zvonok:boss', 'boss', 'boss', 1)`,
      `INSERT INTO school_roles (person_id, school_id, role) VALUES ('boss', 'school', 'schoolAdmin')`,
    ],
    'write',
  )
  expect(await roster.import(filesOf(school))).toMatchObject({ outcome: 'imported', leavers: { count: 0, of: 1 } })
  expect(await roster.rows('schools')).toMatchObject([
    { id: 'school', sourcedId: 's1', title: 'Школа № 1', timeZone: 'Asia/Omsk' },
  ])
  expect(await roster.rows('roles')).toContainEqual({ personId: 'boss', schoolId: 'school', role: 'schoolAdmin' })
  expect((await roster.rows('people')).find(({ id }) => id === 'boss')).toMatchObject({ active: true })
})

const manifest = (mode: string, ...names: string[]) =>
  csv('propertyName,value', ...names.map((name) => [`file.${name}`, mode]))

test('[ROSTER-35] a delta changes only what it names', async () => {
  const roster = await testRoster()
  await roster.import(filesOf({ ...school, others: [['m1', 'parent', 'p1']] }))
  const report = await roster.import(
    {
      manifest: manifest('delta', 'users', 'classes', 'enrollments'),
      users: csv(
        userHeader,
        ['p1', 'active', '2026-11-20', true, 's1', 'student', 'p1', 'Пётр', 'Смирнов', '', ''],
        ['p2', 'tobedeleted', '2026-11-20', '', '', '', '', '', '', '', ''].map(
          (cell, at) => cell || (at === 7 || at === 8 ? 'x' : ''),
        ),
        ['p9', 'active', '2026-11-20', true, 's1', 'student', 'p9', 'Новый', 'Ученик', '', 'm1'],
      ),
      classes: csv('sourcedId,status,title,classType,schoolSourcedId', ['h2', 'active', '8 А', 'homeroom', 's1']),
      enrollments: csv(
        'status,classSourcedId,userSourcedId,role,primary',
        ['active', 'h1', 'p9', 'student', ''],
        ['tobedeleted', 'h1', 'p3', 'student', ''],
        ['active', 'h2', 'p3', 'student', ''],
        ['tobedeleted', 'g1', 't2', 'teacher', ''],
      ),
    },
    { leavers: 1 },
  )
  expect(errorsOf(report)).toEqual([])
  expect(report).toMatchObject({ outcome: 'imported', leavers: { count: 1, of: 9 } })
  expect(await roster.personOf('p1')).toMatchObject({ familyName: 'Смирнов', active: true })
  expect(await roster.personOf('p2')).toMatchObject({ active: false, leftAtMs: nowMs })
  expect(await roster.members('7 Б')).toEqual([
    'classTeacher t1',
    'pupil p1',
    'pupil p4',
    'pupil p5',
    'pupil p6',
    'pupil p9',
  ])
  expect(await roster.members('8 А')).toEqual(['pupil p3'])
  expect(await roster.guardians()).toEqual(['p1: m1 full', 'p9: m1 full'])
})

test('[ROSTER-35] a delta alone on an empty database brings what it names; one for enrollments only finds its school', async () => {
  const roster = await testRoster()
  const files = filesOf(school)
  const all = await roster.import({ ...files, manifest: manifest('delta', 'orgs', 'users', 'classes', 'enrollments') })
  expect(all).toMatchObject({ outcome: 'imported', counts: { people: { added: 8 } } })
  const one = await roster.import({
    manifest: manifest('delta', 'enrollments'),
    enrollments: csv('status,classSourcedId,userSourcedId,role,primary', ['active', 'h1', 't2', 'teacher', 'true']),
  })
  expect(one).toMatchObject({ outcome: 'imported', schools: ['Школа № 1'] })
  expect(await roster.members('7 Б')).toEqual([
    'classTeacher t1',
    'classTeacher t2',
    ...pupils('p', 6).map((id) => `pupil ${id}`),
    'teacher t2',
  ])
})

test('[ROSTER-36] a dry run writes nothing and tells what will be asked for', async () => {
  const roster = await testRoster()
  expect(await roster.import(filesOf(school), { dryRun: true })).toMatchObject({
    outcome: 'preview',
    refusedBy: [],
    counts: { people: { added: 8 } },
    logins: [],
  })
  expect(await roster.rows('people')).toEqual([])
  await roster.import(filesOf(school))
  const without = filesOf({ classes: [{ ...must(school.classes[0], 'class'), pupils: pupils('p', 5) }] })
  expect(await roster.import(without, { dryRun: true })).toMatchObject({
    outcome: 'preview',
    refusedBy: ['leavers'],
    leavers: { count: 2 },
  })
})

test('[ROSTER-50] progress is told from reading to writing', async () => {
  const roster = await testRoster()
  const seen: string[] = []
  await importRoster(roster.database, await folderOf(filesOf(school)), {
    nowMs,
    onProgress: ({ step, done, total }) => done === total && seen.push(step),
  })
  expect(seen).toEqual(['read', 'compare', 'write'])
})
