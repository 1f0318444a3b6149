import { comeBack, leaveChat, setMember } from '@zvonok/schema/chats/commands'
import { sendMessage } from '@zvonok/schema/messages/commands'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attachSync } from './attach.ts'
import { openDatabase } from './database.ts'
import { TestRoster } from './testing/school.ts'
import { removeServer, startServer, type TestServer } from './testing/server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

/** Person → role, by name, of those who are members now. */
async function membersOf(chatId: string): Promise<Record<string, string>> {
  const rows = await server.select(
    `SELECT p.family_name, m.role FROM chat_members m JOIN people p ON p.id = m.person_id
     WHERE m.chat_id = ? AND m.left_at_ms IS NULL ORDER BY 1`,
    [chatId],
  )
  return Object.fromEntries(rows) as Record<string, string>
}

const everything = () => server.select('SELECT * FROM chats ORDER BY id')

describe('[SYNC-80] the roster makes four kinds of chats', () => {
  test('with these members and admins', async () => {
    expect(await membersOf(await server.chat('class'))).toEqual({
      olga: 'admin',
      petr: 'member',
      petya: 'member',
      masha: 'member',
    })
    expect(await membersOf(await server.chat('parents'))).toEqual({ olga: 'admin', irina: 'member' })
    expect(await membersOf(await server.chat('teachers'))).toEqual({ olga: 'member', petr: 'member', head: 'admin' })
    const all = { olga: 'member', petr: 'member', petya: 'member', masha: 'member', irina: 'member', head: 'admin' }
    expect(await membersOf(await server.chat('announcements'))).toEqual(all)
    const titles = await server.select('SELECT title FROM chats WHERE school_id = ? ORDER BY title', [
      server.school.school,
    ])
    expect(titles.flat()).toEqual(['7 Б класс', '7 Б родители', 'Объявления школы', 'Учителя'])
  })

  test('a mother without access is no member; subject groups have no chats', async () => {
    const { roster, school, classId, masha } = server.school
    const aunt = await roster.person('aunt', [[school, 'guardian']])
    await roster.guardian(aunt, masha, 'none')
    const father = await roster.person('father', [[school, 'guardian']])
    await roster.guardian(father, masha, 'noContact')
    const group = await roster.class(school, 'Алгебра, 7 Б', 'scheduled')
    await roster.member(group, masha, 'pupil')
    await server.sync.rosterChanged()
    expect(await membersOf(await server.chat('parents'))).toEqual({ olga: 'admin', irina: 'member', father: 'member' })
    expect(await server.select('SELECT count(*) FROM chats WHERE class_id = ?', [group])).toEqual([[0]])
    expect(await server.select('SELECT count(*) FROM chats WHERE class_id = ?', [classId])).toEqual([[2]])
  })

  test('where a school has no homeroom class, its subject groups have chats', async () => {
    const { roster } = server.school
    const college = await roster.school('college')
    const group = await roster.class(college, 'Физика', 'scheduled')
    const ivan = await roster.person('ivan', [[college, 'pupil']])
    await roster.member(group, ivan, 'pupil')
    await server.sync.rosterChanged()
    const titles = await server.select('SELECT title FROM chats WHERE class_id = ? ORDER BY 1', [group])
    expect(titles.flat()).toEqual(['Физика класс', 'Физика родители'].slice(0, titles.length))
    expect(titles.length).toBeGreaterThan(0)
  })
})

test('[SYNC-81] the same roster again changes nothing, also after a restart', async () => {
  const before = await everything()
  await server.sync.rosterChanged()
  expect(await everything()).toEqual(before)
  await server.restart()
  expect(await everything()).toEqual(before)
})

describe('[SYNC-82] members follow the roster', () => {
  test('who joins gets the chats, who leaves loses them, at once', async () => {
    const { roster, school, classId, petya } = server.school
    const oleg = await roster.person('oleg', [[school, 'pupil']])
    await server.sync.rosterChanged()
    const newcomer = await server.connect(oleg)
    const leaver = await server.connect(petya)
    const chatId = await server.chat('class')
    const doc = await server.openLog(chatId)
    await leaver.follow(doc)
    await roster.member(classId, oleg, 'pupil')
    await roster.notMember(classId, petya)
    await server.sync.rosterChanged()
    expect(await newcomer.next('head')).toMatchObject({
      head: { id: chatId, title: '7 Б класс' },
      mine: { role: 'member' },
    })
    expect(await leaver.next('closed')).toMatchObject({ doc, code: 4403 })
    expect(await leaver.next('removed', (frame) => frame.chatId === chatId)).toBeTruthy()
    expect(Object.keys(await membersOf(chatId)).sort()).toEqual(['masha', 'oleg', 'olga', 'petr'])
  })

  test('who left by hand is not put back, but may come back', async () => {
    const { petya } = server.school
    const chatId = await server.chat('class')
    const client = await server.connect(petya)
    await client.run(leaveChat, { chatId })
    await server.sync.rosterChanged()
    await server.restart()
    expect(await membersOf(chatId)).not.toHaveProperty('petya')
    const again = await server.connect(petya)
    await again.run(comeBack, { chatId })
    expect(await membersOf(chatId)).toHaveProperty('petya')
    await server.sync.rosterChanged()
    expect(await membersOf(chatId)).toHaveProperty('petya')
  })

  test('who left by hand, left the class and joins it again is put back', async () => {
    const { petya, roster, classId } = server.school
    const chatId = await server.chat('class')
    await (await server.connect(petya)).run(leaveChat, { chatId })
    await roster.notMember(classId, petya)
    await server.sync.rosterChanged()
    await roster.member(classId, petya, 'pupil')
    await server.sync.rosterChanged()
    expect(await membersOf(chatId)).toHaveProperty('petya')
  })
})

describe('[SYNC-83] a change of office moves the admin role', () => {
  test('from one class teacher to the other; an admin made by hand stays', async () => {
    const { roster, classId, olga, petr, masha } = server.school
    const chatId = await server.chat('class')
    await (await server.connect(olga)).run(setMember, { chatId, personId: masha, role: 'admin' })
    await roster.notMember(classId, olga)
    await roster.notMember(classId, petr)
    await roster.member(classId, olga, 'teacher')
    await roster.member(classId, petr, 'classTeacher')
    await server.sync.rosterChanged()
    expect(await membersOf(chatId)).toEqual({ olga: 'member', petr: 'admin', masha: 'admin', petya: 'member' })
    expect(await membersOf(await server.chat('parents'))).toEqual({ petr: 'admin', irina: 'member' })
  })

  test('two offices: the stronger counts', async () => {
    const { roster, school, olga } = server.school
    await roster.role(olga, school, 'head')
    await server.sync.rosterChanged()
    expect(await membersOf(await server.chat('announcements'))).toMatchObject({ olga: 'admin' })
  })
})

describe('[SYNC-84] a chat follows its cohort', () => {
  test('over 1 September: renamed, with its history', async () => {
    const { roster, classId, olga } = server.school
    const chatId = await server.chat('class')
    const client = await server.connect(olga)
    await client.run(sendMessage, { chatId, text: 'До осени' })
    await client.next('head')
    await roster.updateClass(classId, { title: '8 Б' })
    await server.sync.rosterChanged()
    expect((await client.next('head', ({ head }) => head.id === chatId)).head).toMatchObject({ title: '8 Б класс' })
    expect(await server.select('SELECT title, seq FROM chats WHERE id = ?', [chatId])).toEqual([['8 Б класс', 1]])
  })

  test('graduates read on for 60 days, nobody writes; an undone import opens it again', async () => {
    const { roster, classId, petya } = server.school
    const chatId = await server.chat('class')
    const client = await server.connect(petya)
    await roster.updateClass(classId, { active: false })
    await server.sync.rosterChanged()
    expect((await client.next('head', ({ head }) => head.id === chatId)).head).toMatchObject({ closed: true })
    await expect(client.run(sendMessage, { chatId, text: 'Прощайте' })).rejects.toThrow('chats.closed')
    client.send({ type: 'open', chatId })
    await client.next('page')
    await roster.updateClass(classId, { active: true })
    await server.sync.rosterChanged()
    expect(
      (await client.next('head', ({ head }) => head.id === chatId && head.closed === false)).head.change,
    ).toBeGreaterThan(0)
    await client.run(sendMessage, { chatId, text: 'Мы снова здесь' })
    await roster.updateClass(classId, { active: false })
    await server.sync.rosterChanged()
    server.aheadMs = 61 * 24 * 3_600_000
    await server.sync.rosterChanged()
    expect(await membersOf(chatId)).toEqual({})
  })
})

describe('[SYNC-85] who left the roster is out', () => {
  test('of sockets, roster chats and groups; undoing brings back', async () => {
    const { roster, petr, olga } = server.school
    const client = await server.connect(olga)
    const leaver = await server.connect(petr)
    const result = await server.sync.runAs(olga, 'chats.createGroup', {
      title: 'Совет',
      people: [petr],
      permissions: {},
    })
    const { chatId } = result as { chatId: string }
    await roster.active(petr, false)
    await server.sync.rosterChanged()
    expect(await leaver.closed).toBe(4403)
    expect(await membersOf(chatId)).toEqual({ olga: 'admin' })
    expect(await membersOf(await server.chat('teachers'))).not.toHaveProperty('petr')
    expect((await client.next('heads')).me.id).toBe(olga)
    await roster.active(petr, true)
    await server.sync.rosterChanged()
    expect(await membersOf(chatId)).toEqual({ olga: 'admin', petr: 'member' })
    expect(await membersOf(await server.chat('teachers'))).toHaveProperty('petr')
  })
})

describe('[CHATS-21] the last admin of a group leaves the roster', () => {
  const log = (chatId: string) =>
    server.select('SELECT author, kind, body, extra FROM messages WHERE chat_id = ?', [chatId])
  async function groupOf(admin: string, people: string[]): Promise<string> {
    const made = await server.sync.runAs(admin, 'chats.createGroup', { title: 'Поход', people, permissions: {} })
    return (made as { chatId: string }).chatId
  }
  async function leave(person: string): Promise<void> {
    await server.school.roster.active(person, false)
    await server.sync.rosterChanged()
  }

  test('who of the staff is in it longest follows, and a line says so', async () => {
    const { olga, petr, head, petya } = server.school
    const chatId = await groupOf(olga, [petya, petr, head])
    await leave(olga)
    expect(await membersOf(chatId)).toEqual({ petya: 'member', petr: 'admin', head: 'member' })
    expect((await log(chatId)).at(-1)).toEqual(['', 'notice', 'appointed', JSON.stringify({ who: [petr] })])
  })

  test('else who is in it longest at all; while an admin is there nothing happens; the last one leaves nobody', async () => {
    const { petya, masha, irina, olga } = server.school
    const chatId = await groupOf(petya, [masha])
    await leave(petya)
    expect(await membersOf(chatId)).toEqual({ masha: 'admin' })
    await leave(masha)
    expect(await membersOf(chatId)).toEqual({})
    const other = await groupOf(olga, [irina])
    const before = await log(other)
    await leave(irina)
    expect(await membersOf(other)).toEqual({ olga: 'admin' })
    expect(await log(other)).toEqual(before)
  })
})

test('[SYNC-86] works without sockets, on an open folder', async () => {
  const database = await openDatabase(':memory:')
  const roster = new TestRoster(database)
  const school = await roster.school('school')
  await roster.person('head', [[school, 'head']])
  const quiet = { authenticate: async () => undefined, allowedOrigin: () => false, log: () => undefined }
  const sync = await attachSync({ database, limits: 'on', ...quiet })
  const { rows } = await database.client.execute(`SELECT title FROM chats ORDER BY title`)
  expect(rows.map((row) => row[0])).toEqual(['Объявления школы', 'Учителя'])
  await sync.close()
  database.close()
})
