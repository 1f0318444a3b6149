/**
 * The server against the reference of the schema: the same tries of the same people, one by one or all in one group, give the same answers
 * and end in the same chats.
 */

import type { ChatKind, ChatPermissions, Member, MemberRole } from '@zvonok/schema/chats/facts'
import { commands } from '@zvonok/schema/core/commands'
import { must } from '@zvonok/schema/core/must'
import { Refused } from '@zvonok/schema/core/refusal'
import type { PersonFacts } from '@zvonok/schema/journal/person-facts'
import { classes, classMembers, guardians, people, schoolRoles, schools } from '@zvonok/schema/journal/tables'
import { anyTry, argsIn, type Try } from '@zvonok/schema/testing/any-command'
import { Memory } from '@zvonok/schema/testing/memory'
import { idOf } from '@zvonok/schema/testing/people'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachSync, type SyncServer } from './attach.ts'
import { type Database, openDatabase } from './database.ts'

/** The school of the schema's tests as rows of the roster. */
async function enrol(database: Database, memory: Memory): Promise<void> {
  const { orm } = database
  for (const [id, policy] of memory.policies)
    await orm.insert(schools).values({ id, sourcedId: id, title: id, timeZone: 'Europe/Moscow', policy, holidays: [] })
  const everybody = [...memory.people().values()]
  for (const id of new Set(everybody.flatMap(({ pupilOf, teaches }) => [...pupilOf, ...teaches])))
    await orm
      .insert(classes)
      .values({ ...classRow, id, sourcedId: id, schoolId: idOf(id.startsWith('1') ? 'school1' : 'school2') })
  for (const person of everybody) await enrolOne(database, person)
}

const classRow = { title: '7 Б', grade: '7', type: 'homeroom', subject: null, active: true } as const

async function enrolOne({ orm }: Database, person: PersonFacts): Promise<void> {
  const { id, active } = person
  const name = { familyName: id, givenName: 'И', middleName: null, birthDate: null, leftAtMs: null }
  await orm.insert(people).values({ id, active, ...name })
  for (const role of person.roles) await orm.insert(schoolRoles).values({ personId: id, ...role })
  for (const classId of person.pupilOf) await orm.insert(classMembers).values({ classId, personId: id, role: 'pupil' })
  for (const classId of person.teaches) {
    const role = person.classTeacherOf.has(classId) ? 'classTeacher' : 'teacher'
    await orm.insert(classMembers).values({ classId, personId: id, role })
  }
  for (const [childId, access] of person.children)
    await orm.insert(guardians).values({ guardianId: id, childId, access, byOffice: true })
}

type MemberCell = [person: string, role: MemberRole, muted: number, byRoster: number, rosterRole: MemberRole | null]

/** The chats of the server, as the reference holds them. */
async function chatsOf(database: Database) {
  const { rows } = await database.client.execute(`
    SELECT c.id, c.kind, c.school_id, c.title, c.permissions, c.pinned,
      (SELECT json_group_array(json_array(person_id, role, muted, by_roster, roster_role)) FROM
        (SELECT * FROM chat_members WHERE chat_id = c.id AND left_at_ms IS NULL ORDER BY person_id)),
      (SELECT json_group_array(json_array(id, author, kind, body, json(extra))) FROM
        (SELECT * FROM messages WHERE chat_id = c.id ORDER BY seq)),
      (SELECT json_group_array(seq || ' ' || emoji || ' ' || person_id) FROM
        (SELECT * FROM reactions WHERE chat_id = c.id ORDER BY seq, emoji, person_id))
    FROM chats c ORDER BY c.id`)
  return rows.map((row) => {
    const [id, kind, schoolId, title, ...json] = Array.from(row) as string[]
    const [permissions, pinned, members, log, reactions] = json.map((text) => JSON.parse(text))
    return { id, kind, schoolId, title, permissions, pinned, members, log, reactions }
  })
}

/** Takes over the chats that the server made from the roster, so that both start from the same. */
async function adopt(database: Database, memory: Memory): Promise<void> {
  for (const chat of await chatsOf(database)) {
    const members = (chat.members as MemberCell[]).map(([id, role, muted, byRoster, rosterRole]): [string, Member] => [
      id,
      { role, muted: muted === 1, byRoster: byRoster === 1, ...(rosterRole && { rosterRole }) },
    ])
    memory.chats.set(chat.id as string, {
      kind: chat.kind as ChatKind,
      schoolId: chat.schoolId as string,
      title: chat.title as string,
      permissions: chat.permissions as ChatPermissions,
      pinned: [],
      members: new Map(members),
      former: new Map(),
      log: [],
      reactions: new Set(),
    })
  }
}

/** The reference's chats in the form of {@link chatsOf}. */
function remembered(memory: Memory) {
  const chats = [...memory.chats].map(
    ([id, { kind, schoolId, title, permissions, pinned, members, log, reactions }]) => ({
      id,
      kind,
      schoolId,
      title,
      permissions,
      pinned,
      members: [...members]
        .map(
          ([person, { role, muted, byRoster, rosterRole }]): MemberCell => [
            person,
            role,
            +muted,
            +byRoster,
            rosterRole ?? null,
          ],
        )
        .sort(byFirst),
      log: log.map((entry) => {
        if (entry === 0) return 0
        const [messageId, author, , messageKind, body, extra] = entry
        return [messageId, author, messageKind, body, extra ?? null]
      }),
      reactions: [...reactions].sort(),
    }),
  )
  return chats.sort((a, b) => (a.id < b.id ? -1 : 1))
}

const byFirst = ([a]: MemberCell, [b]: MemberCell): number => (a < b ? -1 : 1)

/** A tombstone keeps its id and author in the rows, not in the log. */
function asLog(chats: Awaited<ReturnType<typeof chatsOf>>) {
  return chats.map((chat) => ({
    ...chat,
    log: (chat.log as string[][]).map((row) => (row[2] === 'deleted' ? ['', '', ...row.slice(2)] : row)),
    reactions: [...(chat.reactions as string[])].sort(),
  }))
}

async function answerOf(sync: SyncServer, { actor, name, args, id }: Try): Promise<unknown> {
  try {
    return { allowed: true, result: await sync.runAs(idOf(actor), name, args, id) }
  } catch (error) {
    if (error instanceof Refused) return { allowed: false, code: error.code }
    throw error
  }
}

const nobody = { authenticate: async () => undefined, allowedOrigin: () => false, log: () => undefined }

test('[CORE-18] the server does what the reference does', async () => {
  const policy = fc.constantFrom('open' as const, 'off' as const)
  await fc.assert(
    fc.asyncProperty(
      policy,
      fc.boolean(),
      fc.array(anyTry, { maxLength: 60 }),
      async (staffToPupil, together, tries) => {
        const memory = new Memory()
        for (const [id, known] of memory.policies) memory.policies.set(id, { ...known, staffToPupil })
        const database = await openDatabase(':memory:')
        await enrol(database, memory)
        const sync = await attachSync({ database, limits: 'off', clock: () => memory.nowMs, ...nobody })
        await adopt(database, memory)
        const done = tries.map((each) => {
          const it = { ...each, args: argsIn(memory, each) }
          return { it, expected: memory.run(idOf(it.actor), must(commands.get(it.name), it.name), it.args, it.id) }
        })
        const answers: unknown[] = []
        if (together) answers.push(...(await Promise.all(done.map(({ it }) => answerOf(sync, it)))))
        else for (const { it } of done) answers.push(await answerOf(sync, it))
        expect(answers).toEqual(
          done.map(({ expected }) =>
            'result' in expected ? { ...expected, result: expected.result ?? null } : expected,
          ),
        )
        expect(asLog(await chatsOf(database))).toEqual(remembered(memory))
        await sync.close()
        database.close()
      },
    ),
    { numRuns: 40 },
  )
})
