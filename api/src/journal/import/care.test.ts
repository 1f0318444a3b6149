import { must } from '@zvonok/schema/core/must'
import { attachSync, type SyncServer } from '@zvonok/sync-server/attach'
import { expect, test } from 'vitest'
import { printReport } from './print-report.ts'
import { filesOf, pupils, type TestClass, type TestSchool } from './testing/roster-files.ts'
import { nowMs, type TestRoster, testRoster } from './testing/test-roster.ts'
import { undoImport } from './undo.ts'

/** Two classes of 50 pupils and 100 parents: 202 people. */
const school = (without: readonly string[] = []): TestSchool => {
  const here = (ids: string[]) => ids.filter((id) => !without.includes(id))
  return {
    classes: [
      { id: 'h1', title: '7 А', pupils: here(pupils('a', 50)), teacher: 't1' },
      { id: 'h2', title: '7 Б', pupils: here(pupils('b', 50)), teacher: 't2' },
    ],
    others: [...pupils('a', 50), ...pupils('b', 50)].map((id) => [`m-${id}`, 'parent', id] as const),
  }
}

test('[ROSTER-32] up to 3 % leave without a question', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school()))
  const report = await roster.import(filesOf(school(pupils('a', 6))))
  expect(report).toMatchObject({ outcome: 'imported', leavers: { count: 6, of: 202, needsConfirmation: false } })
})

test('[ROSTER-32] more leave only when the number is repeated exactly', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school()))
  const before = await roster.all()
  const files = filesOf(school(pupils('a', 7)))
  for (const options of [{}, { leavers: 6 }, { leavers: 8 }, { leavers: 100 }]) {
    const report = await roster.import(files, options)
    expect(report).toMatchObject({ outcome: 'refused', refusedBy: ['leavers'], leavers: { count: 7, of: 202 } })
    expect(printReport(report)).toContain('--leavers 7')
  }
  expect(await roster.all()).toEqual(before)
  expect(await roster.import(files, { leavers: 7 })).toMatchObject({ outcome: 'imported' })
})

test('[ROSTER-32] more than 10 people stop an import of a large school too', async () => {
  const roster = await testRoster()
  const large = (count: number) => filesOf({ classes: [{ id: 'h1', title: '1 А', pupils: pupils('p', count) }] })
  await roster.import(large(1000))
  expect(await roster.import(large(989))).toMatchObject({ outcome: 'refused', leavers: { count: 11 } })
  expect(await roster.import(large(990))).toMatchObject({ outcome: 'imported', leavers: { count: 10 } })
})

test('[ROSTER-33] leavers have the time of leaving and no roles, classes or children', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school()))
  await roster.import(filesOf(school(['a1'])))
  const left = must(await roster.personOf('a1'), 'a1')
  expect(left).toMatchObject({ active: false, leftAtMs: nowMs })
  const rows = [...(await roster.rows('roles')), ...(await roster.rows('members'))]
  expect(rows.filter(({ personId }) => personId === left.id)).toEqual([])
  expect((await roster.rows('users')).find(({ sourcedId }) => sourcedId === 'a1')).toMatchObject({
    active: false,
    personId: left.id,
  })
  expect(await roster.guardians()).not.toContain('a1: m-a1 full')
  await roster.import(filesOf(school()))
  expect(await roster.personOf('a1')).toEqual({ ...left, active: true, leftAtMs: null })
})

test('[ROSTER-34] an undone import is as if it had not been, and can be made again', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school()))
  const before = await roster.all()
  const files = filesOf({
    classes: [
      { id: 'n1', title: '8 А', pupils: [...pupils('a', 40), 'new1'], teacher: 't2' },
      { id: 'h2', title: '7 В', pupils: pupils('b', 45), teacher: 't1' },
    ],
    others: [['m-a1', 'parent', 'a1,b1']],
  })
  files.users = must(files.users, 'users').replace('b2,Имя-b2', 'b2b,Имя')
  expect(await roster.import(files, { leavers: 114, cohorts: true })).toMatchObject({ outcome: 'imported' })
  const after = await roster.all()
  const newcomer = must(await roster.personOf('new1'), 'new1')

  expect(await undoImport(roster.database, nowMs)).toEqual({ outcome: 'undone', importedAtMs: nowMs })
  const restored = await roster.all()
  const left = { ...newcomer, active: false, leftAtMs: nowMs }
  expect(restored).toEqual({
    ...before,
    people: [...must(before.people, 'people'), JSON.stringify(left)].sort(),
    users: [
      ...must(before.users, 'users'),
      must(
        restored.users?.find((row) => row.includes('"new1"')),
        'user',
      ),
    ].sort(),
  })
  expect(await undoImport(roster.database, nowMs)).toEqual({ outcome: 'nothing' })

  await roster.import(files, { leavers: 114, cohorts: true })
  expect(await roster.all()).toEqual(after)
})

test('[ROSTER-34] the first import can be undone and made again, with the same people and classes', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school()))
  const after = await roster.all()
  await undoImport(roster.database, nowMs)
  expect((await roster.rows('people')).filter(({ active }) => active)).toEqual([])
  for (const name of ['roles', 'members', 'guardians'] as const) expect(await roster.rows(name)).toEqual([])
  await roster.import(filesOf(school()))
  expect(await roster.all()).toEqual(after)
})

test('[ROSTER-34] what the office has set after the import stays', async () => {
  const roster = await testRoster()
  await roster.import(filesOf(school()))
  await roster.import(filesOf({ ...school(), others: [...must(school().others, 'others'), ['f', 'parent', 'a1']] }))
  const father = must(await roster.personOf('f'), 'f').id
  await roster.database.client.execute({
    sql: `UPDATE guardians SET access = 'none', by_office = 1 WHERE guardian_id = ?`,
    args: [father],
  })
  await undoImport(roster.database, nowMs)
  expect((await roster.guardians()).filter((row) => row.startsWith('a1:'))).toEqual(['a1: f none', 'a1: m-a1 full'])
})

test('[ROSTER-34] nothing to undo', async () => {
  const roster = await testRoster()
  expect(await undoImport(roster.database)).toEqual({ outcome: 'nothing' })
})

const sync = (roster: TestRoster): Promise<SyncServer> =>
  attachSync({
    database: roster.database,
    authenticate: async () => undefined,
    allowedOrigin: () => false,
    limits: 'on',
    log: () => {},
  })

/** Titles of class chats by id, of those that are open. */
async function classChats(roster: TestRoster): Promise<Map<string, string>> {
  const { rows } = await roster.database.client.execute(
    `SELECT id, title FROM chats WHERE kind = 'class' AND closed_at_ms IS NULL ORDER BY title`,
  )
  return new Map(rows.map((row) => [String(row.title), String(row.id)]))
}

const year = (classes: readonly (readonly [id: string, title: string, who: readonly string[]])[]) =>
  filesOf({ classes: classes.map(([id, title, who]): TestClass => ({ id, title, pupils: who })) })

test('[ROSTER-40] [ROSTER-41] [ROSTER-42] [ROSTER-43] over 1 September chats stay with their pupils', async () => {
  const roster = await testRoster()
  const [six, seven, eightA, eightB, nine, eleven] = ['s', 'v', 'a', 'b', 'n', 'e'].map((letter) =>
    pupils(letter, 20),
  ) as [string[], string[], string[], string[], string[], string[]]
  await roster.import(
    year([
      ['6B', '6 Б', six],
      ['7B', '7 Б', seven],
      ['8A', '8 А', eightA],
      ['8B', '8 Б', eightB.slice(0, 12)],
      ['9A', '9 А', nine],
      ['11A', '11 А', eleven],
    ]),
  )
  const server = await sync(roster)
  const before = await classChats(roster)
  expect([...before.keys()]).toEqual(['11 А класс', '6 Б класс', '7 Б класс', '8 А класс', '8 Б класс', '9 А класс'])

  const next = year([
    ['6B', '6 Б', pupils('new', 20)],
    ['7B', '7 Б', six],
    ['8B', '8 Б', seven.slice(0, 18)],
    ['9A', '9 А', [...eightA, ...eightB.slice(0, 12)]],
    ['10A', '10 А', nine.slice(0, 12)],
    ['10B', '10 Б', nine.slice(12)],
  ])
  const asked = await roster.import(next, { leavers: 22 })
  expect(asked).toMatchObject({ outcome: 'refused', refusedBy: ['cohorts'], leavers: { count: 22 } })
  expect(
    printReport(asked)
      .split('\n')
      .filter((line) => /→|новы|вливается|больше нет|--cohorts/.test(line)),
  ).toEqual([
    '  6 Б → 7 Б (20 из 20), чат класса сохраняется',
    '  7 Б → 8 Б (18 из 20), чат класса сохраняется',
    '  8 А → 9 А (20 из 20), чат класса сохраняется',
    '  9 А → 10 А (12 из 20), чат класса сохраняется',
    '  10 Б: новый класс, 8 из 8 учились в 9 А',
    '  8 Б вливается в 9 А (12 из 12), чат класса закрывается',
    '  11 А: класса больше нет (20), чат класса закрывается',
    '  новые классы: 6 Б',
    'Если с классами всё верно, повторите с --cohorts.',
  ])
  expect(await roster.import(next, { leavers: 22, cohorts: true })).toMatchObject({ outcome: 'imported' })
  await server.rosterChanged()
  const after = await classChats(roster)
  expect([...after.keys()]).toEqual(['10 А класс', '10 Б класс', '6 Б класс', '7 Б класс', '8 Б класс', '9 А класс'])
  expect(after.get('7 Б класс')).toBe(before.get('6 Б класс'))
  expect(after.get('8 Б класс')).toBe(before.get('7 Б класс'))
  expect(after.get('9 А класс')).toBe(before.get('8 А класс'))
  expect(after.get('10 А класс')).toBe(before.get('9 А класс'))
  expect([...before.values()]).not.toContain(after.get('6 Б класс'))
  expect([...before.values()]).not.toContain(after.get('10 Б класс'))
  expect(await roster.import(next)).toMatchObject({ outcome: 'unchanged' })

  await undoImport(roster.database, nowMs)
  await server.rosterChanged()
  expect(await classChats(roster)).toEqual(before)
  await server.close()
})

test('[ROSTER-42] a class that ended never comes back under its id', async () => {
  const roster = await testRoster()
  await roster.import(
    year([
      ['10A', '10 А', pupils('a', 10)],
      ['5A', '5 А', pupils('b', 10)],
    ]),
  )
  const ended = must(await roster.classOf('10 А'), '10 А').id
  const rest = year([['5A', '5 А', pupils('b', 10)]])
  await roster.import(rest, { leavers: 10, cohorts: true })
  await roster.import(
    year([
      ['10A', '10 А', pupils('c', 10)],
      ['5A', '5 А', pupils('b', 10)],
    ]),
  )
  expect((await roster.classOf('10 А'))?.id).not.toBe(ended)
})
