import { attachSync } from '@zvonok/sync-server/attach'
import { openDatabase } from '@zvonok/sync-server/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyPassword } from '../../account/password.ts'
import { demoAccounts, demoPassword } from './demo-accounts.ts'
import { demoChats } from './demo-chats.ts'
import { fillDemo } from './fill-demo.ts'

/** A Tuesday, the second lesson in Moscow. */
const nowMs = Date.parse('2026-11-24T06:40:00Z')

const database = await openDatabase(':memory:')
const sync = await attachSync({
  database,
  authenticate: async () => undefined,
  allowedOrigin: () => false,
  limits: 'on',
  log: () => {},
})
beforeAll(async () => {
  expect(await fillDemo(database, sync, nowMs)).toBe(true)
})
afterAll(() => sync.close())

const select = async (sql: string) => (await database.client.execute(sql)).rows

test('[ROSTER-52] two schools, and 25 pupils in 7 А and 7 Б', async () => {
  const rows = await select(
    `SELECT s.title || ': ' || c.title AS class, count(*) AS pupils, s.time_zone AS zone FROM classes c
     JOIN schools s ON s.id = c.school_id JOIN class_members m ON m.class_id = c.id AND m.role = 'pupil'
     WHERE c.type = 'homeroom' GROUP BY c.id ORDER BY 1`,
  )
  expect(rows.map((row) => [row.class, row.pupils, row.zone])).toEqual([
    ['Школа № 1: 7 А', 25, 'Europe/Moscow'],
    ['Школа № 1: 7 Б', 25, 'Europe/Moscow'],
    ['Школа № 2: 7 Б', 18, 'Europe/Moscow'],
  ])
})

test('[ROSTER-52] every named person signs in to the journal and has the ID that the contract says', async () => {
  for (const { login, id } of demoAccounts) {
    const [row] = await select(
      `SELECT a.password, p.given_name, (SELECT i.phone_number FROM learning_profiles l JOIN id_users i ON i.id = l.id_user_id
         WHERE l.person_id = u.person_id) AS linked
       FROM ezhd_users u JOIN ezhd_accounts a ON a.user_id = u.id JOIN people p ON p.id = u.person_id AND p.active = 1
       WHERE u.username = '${login}'`,
    )
    expect(await verifyPassword(String(row?.password), demoPassword), login).toBe(true)
    expect(row?.linked, login).toBe(id?.linked ? id.phone : null)
    if (!id) continue
    const [account] = await select(
      `SELECT a.password, (SELECT count(*) FROM learning_profiles l WHERE l.id_user_id = u.id) AS profiles
       FROM id_users u JOIN id_accounts a ON a.user_id = u.id WHERE u.phone_number = '${id.phone}'`,
    )
    expect(account?.profiles, login).toBe(id.profile ? 1 : 0)
    expect(await verifyPassword(String(account?.password), demoPassword), login).toBe(true)
  }
})

test('[ROSTER-52] the roles of the contract', async () => {
  const rows = await select(
    `SELECT u.login, group_concat(DISTINCT r.role) AS roles, group_concat(DISTINCT m.role || ' ' || c.title) AS classes
     FROM roster_users u JOIN school_roles r ON r.person_id = u.person_id
     LEFT JOIN class_members m ON m.person_id = u.person_id AND m.role <> 'teacher'
     LEFT JOIN classes c ON c.id = m.class_id AND c.type = 'homeroom' GROUP BY u.login`,
  )
  const of = (login: string) => rows.find((row) => row.login === login)
  expect(of('ivanova')).toMatchObject({ roles: 'teacher', classes: 'classTeacher 7 Б' })
  expect(of('lebedeva')).toMatchObject({ roles: 'teacher', classes: 'classTeacher 7 Б' })
  expect(of('volkov')).toMatchObject({ roles: 'head' })
  expect(of('admin')).toMatchObject({ roles: 'schoolAdmin' })
  expect(of('smirnova')).toMatchObject({ roles: 'guardian' })
  expect(of('zaitsev')).toMatchObject({ roles: 'pupil', classes: 'pupil 7 А' })
  const [belova] = await select(
    `SELECT p.birth_date FROM people p JOIN roster_users u ON u.person_id = p.id WHERE u.login = 'belova'`,
  )
  expect(belova?.birth_date).toBe('2014-10-12')
})

test('[ROSTER-52] all conversations are there, in the past, in school hours, in order, written by members', async () => {
  const rows = await select('SELECT chat_id, seq, at_ms FROM messages ORDER BY chat_id, seq')
  expect(rows).toHaveLength(demoChats.reduce((sum, { messages }) => sum + messages.length, 0))
  for (const [index, { at_ms: atMs, chat_id: chat }] of rows.entries()) {
    const hour = new Date(Number(atMs) + 3 * 3_600_000).getUTCHours()
    expect(Number(atMs)).toBeLessThan(nowMs)
    expect(hour >= 7 && hour < 21).toBe(true)
    const before = rows[index - 1]
    if (before && before.chat_id === chat) expect(Number(atMs)).toBeGreaterThan(Number(before.at_ms))
  }
  const strangers = await select(
    `SELECT m.id FROM messages m LEFT JOIN chat_members c ON c.chat_id = m.chat_id AND c.person_id = m.author
     WHERE c.person_id IS NULL`,
  )
  expect(strangers).toEqual([])
})

test('[ROSTER-52] no teacher and no class is in two lessons at once; marks only of lessons that are over', async () => {
  const twice = await select(
    `SELECT l.date, l.period, m.person_id, count(DISTINCT c.title) AS n FROM lessons l JOIN classes c ON c.id = l.class_id
     JOIN class_members m ON m.class_id = c.id GROUP BY 1, 2, 3 HAVING n > 1`,
  )
  expect(twice).toEqual([])
  const [last] = await select('SELECT max(l.date || l.ends_at) AS at FROM marks m JOIN lessons l ON l.id = m.lesson_id')
  expect(last?.at).toBe('2026-11-2409:15')
  const [week] = await select(`SELECT count(*) AS n FROM lessons WHERE date BETWEEN '2026-11-23' AND '2026-11-28'`)
  expect(week?.n).toBeGreaterThan(60)
})

test('[ROSTER-52] once per data folder, and after an interruption it goes on', async () => {
  const count = async () =>
    await select(
      'SELECT (SELECT count(*) FROM messages) AS m, (SELECT count(*) FROM lessons) AS l, (SELECT count(*) FROM people) AS p',
    )
  const before = await count()
  expect(await fillDemo(database, sync, nowMs)).toBe(false)
  await database.client.execute(`DELETE FROM meta WHERE key = 'demoFilled'`)
  expect(await fillDemo(database, sync, nowMs)).toBe(true)
  expect(await count()).toEqual(before)
})
