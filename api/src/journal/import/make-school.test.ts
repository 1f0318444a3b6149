import { expect, test } from 'vitest'
import { verifyPassword } from '../../account/password.ts'
import { makeSchool } from './make-school.ts'
import { nowMs, testRoster } from './testing/test-roster.ts'

const made = { classes: 12, pupils: 240, password: 'zvonok-demo', nowMs }

test('[ROSTER-51] a made school has classes of equal size, guardians, teachers and subjects; the same again changes nothing', async () => {
  const roster = await testRoster()
  const report = await makeSchool(roster.database, made)
  expect(report).toMatchObject({ outcome: 'imported', errorCount: 0, warningCount: 0 })
  const members = await roster.members('1 А')
  expect(members.filter((row) => row.startsWith('pupil'))).toHaveLength(20)
  expect(members.filter((row) => row.startsWith('classTeacher'))).toHaveLength(1)
  expect(await roster.rows('guardians')).toHaveLength(240)
  const logins = (await roster.rows('users')).map(({ login }) => login)
  expect(logins).toEqual(expect.arrayContaining(['p00001', 'p00240', 'g00001', 't001', 'head']))
  expect(await makeSchool(roster.database, made)).toMatchObject({ outcome: 'unchanged' })
})

test('[ROSTER-51] everybody signs in with the password; `linked` gives everybody a linked learning profile', async () => {
  const roster = await testRoster()
  await makeSchool(roster.database, { ...made, pupils: 24, linked: true })
  const { rows } = await roster.database.client.execute(
    `SELECT u.username, a.password, l.person_id FROM ezhd_users u JOIN ezhd_accounts a ON a.user_id = u.id
     LEFT JOIN learning_profiles l ON l.person_id = u.person_id WHERE u.username IN ('p00001', 't001')`,
  )
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(row.person_id).not.toBeNull()
    expect(await verifyPassword(String(row.password), 'zvonok-demo')).toBe(true)
  }
})
