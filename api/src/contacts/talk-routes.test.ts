import { callPeople, calls } from '@zvonok/schema/calls/tables'
import type { Talks } from '@zvonok/schema/contacts/talk'
import { directChatId, newId, type PersonId } from '@zvonok/schema/core/ids'
import { defaultPolicy } from '@zvonok/schema/journal/person-facts'
import { guardians, schools } from '@zvonok/schema/journal/tables'
import { attachSync, type SyncServer } from '@zvonok/sync-server/attach'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSession, sessionCookie } from '../account/sessions.ts'
import { Browser, openSchool, type School } from '../testing/school.ts'

let school: School
let sync: SyncServer
let volkov: PersonId
let psychologist: PersonId
let petya: PersonId
let masha: PersonId
let irina: PersonId
let gleb: PersonId
beforeEach(async () => {
  school = await openSchool()
  volkov = await school.addPerson('volkov', 'Волков', 'Сергей', 'head')
  psychologist = await school.addPerson('psy', 'Лунина', 'Вера', 'psychologist')
  petya = await school.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil')
  masha = await school.addPerson('belova', 'Белова', 'Мария', 'pupil')
  irina = await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian')
  gleb = await school.addPerson('gleb', 'Смирнов', 'Глеб', 'guardian')
  await school.database.orm.insert(guardians).values([
    { guardianId: irina, childId: petya, access: 'full', byOffice: false },
    { guardianId: gleb, childId: petya, access: 'none', byOffice: true },
  ])
  sync = await attachSync({
    database: school.database,
    authenticate: async () => undefined,
    allowedOrigin: () => true,
    limits: 'off',
    log: () => undefined,
  })
})
afterEach(() => sync.close())

async function browserOf(person: PersonId): Promise<Browser> {
  const browser = new Browser(school)
  const { token } = await createSession(school.database, person, 'Chrome', school.clock.nowMs)
  browser.cookies.set(sessionCookie, token)
  return browser
}

const seenBy = async (person: PersonId): Promise<Talks> =>
  (await (await browserOf(person)).get('/api/talks')).json() as Promise<Talks>

/** Of the only child of Irina: kind, with whom, whether missed. */
const ofPetya = async () =>
  (await seenBy(irina)).children.flatMap(({ talks }) =>
    talks.map((talk) => [talk.kind, talk.with.map(({ name }) => name).join(', '), talk.missed]),
  )

async function write(from: PersonId, to: PersonId, text = 'Тайна'): Promise<void> {
  await sync.runAs(from, 'chats.openDirect', { personId: to })
  await sync.runAs(from, 'messages.send', { chatId: directChatId(from, to), text })
}

async function called(startedAtMs: number, states: Record<PersonId, 'in' | 'left' | 'missed' | 'invited'>) {
  const id = newId()
  const rest = {
    schoolId: school.schoolId,
    lessonId: null,
    title: 'Разговор',
    video: false,
    endedAtMs: startedAtMs + 60_000,
  }
  const [startedBy = ''] = Object.keys(states)
  const settings = { waitingRoom: false, joinMuted: false, unmute: 'all', screen: 'all', mode: 'talk' } as const
  await school.database.orm
    .insert(calls)
    .values({ ...rest, id, kind: 'link', chats: [id], startedBy, startedAtMs, settings })
  const people = Object.entries(states).map(([personId, state]) => ({ callId: id, personId, state }))
  await school.database.orm
    .insert(callPeople)
    .values(people.map((each) => ({ ...each, role: 'member' as const, sinceMs: startedAtMs, speaks: false })))
}

test('[CONTACTS-9] guardians see with whom and when, and no text; chats of several pupils are none of them', async () => {
  await write(volkov, petya)
  const group = { title: 'Олимпиада', people: [petya, masha], permissions: {} }
  const { chatId } = (await sync.runAs(volkov, 'chats.createGroup', group)) as { chatId: string }
  await sync.runAs(volkov, 'messages.send', { chatId, text: 'Всем' })
  const seen = await seenBy(irina)
  expect(seen).toMatchObject({ children: [{ id: petya, name: 'Смирнов Пётр' }], own: [], pupils: [] })
  expect(await ofPetya()).toEqual([['direct', 'Волков Сергей', false]])
  expect(seen.children[0]?.talks[0]).toMatchObject({
    untilMs: expect.any(Number),
    with: [{ id: volkov, role: 'head' }],
  })
  expect(JSON.stringify(seen)).not.toContain('Тайна')
  await sync.runAs(volkov, 'chats.exclude', { chatId, personId: masha })
  expect((await ofPetya()).map(([kind]) => kind)).toEqual(['group', 'direct'])
  expect((await seenBy(petya)).own.map(({ kind }) => kind)).toEqual(['group', 'direct'])
  for (const person of [gleb, masha, volkov])
    expect(await seenBy(person)).toEqual({ children: [], own: [], pupils: [] })
  expect((await new Browser(school).get('/api/talks')).status).toBe(401)
})

test('[CONTACTS-9] calls are judged by who was in them, and those that nobody answered by who was called', async () => {
  const atMs = school.clock.nowMs
  await called(atMs - 4000, { [volkov]: 'left', [petya]: 'left' })
  await called(atMs - 3000, { [volkov]: 'left', [petya]: 'left', [masha]: 'left' })
  await called(atMs - 2000, { [volkov]: 'left', [petya]: 'left', [masha]: 'missed' })
  await called(atMs - 1000, { [volkov]: 'left', [petya]: 'missed' })
  await called(atMs, { [volkov]: 'left', [petya]: 'invited' })
  expect(await ofPetya()).toEqual([
    ['call', 'Волков Сергей', true],
    ['call', 'Волков Сергей', false],
    ['call', 'Волков Сергей', false],
  ])
})

test('[CONTACTS-9] the school may leave it open, then nobody is shown anything', async () => {
  await write(volkov, petya)
  const set = (staffToPupil: 'open' | 'off') =>
    school.database.orm
      .update(schools)
      .set({ policy: { ...defaultPolicy, staffToPupil } })
      .where(eq(schools.id, school.schoolId))
  await set('open')
  expect(await ofPetya()).toEqual([])
  await set('off')
  expect(await ofPetya()).toHaveLength(1)
})

test('[CONTACTS-10] a psychologist hides, which is written down; the pupil sees that; other staff is never hidden', async () => {
  await write(psychologist, petya)
  await write(volkov, petya)
  const browser = await browserOf(psychologist)
  expect((await seenBy(psychologist)).pupils).toMatchObject([{ id: petya, hidden: false, talks: [{ kind: 'direct' }] }])
  expect((await browser.post('/api/talks/hide', { pupilId: petya, hidden: true })).status).toBe(200)
  expect(await ofPetya()).toEqual([['direct', 'Волков Сергей', false]])
  expect((await seenBy(petya)).own.map(({ hidden }) => hidden).sort()).toEqual([false, true])
  expect((await seenBy(psychologist)).pupils).toMatchObject([{ hidden: true }])
  await school.addPerson('admin', 'Главная', 'Анна', 'schoolAdmin')
  const office = new Browser(school)
  await office.signIn('admin')
  const { events } = (await (await office.get('/api/admin')).json()) as { events: object[] }
  expect(events[0]).toMatchObject({ kind: 'talksHidden', person: 'Лунина Вера', by: 'Лунина Вера' })
  expect(JSON.stringify(events[0])).not.toContain('Смирнов')
  expect(school.logged.join()).toContain('contacts.talksHidden')
  expect((await browser.post('/api/talks/hide', { pupilId: petya, hidden: false })).status).toBe(200)
  expect(await ofPetya()).toHaveLength(2)
})

test('[CONTACTS-10] nobody else hides anything, and not of anybody', async () => {
  const hide = async (person: PersonId, pupilId: PersonId) =>
    (await (await browserOf(person)).post('/api/talks/hide', { pupilId, hidden: true })).status
  for (const person of [volkov, petya, irina]) expect(await hide(person, petya)).toBe(404)
  expect(await hide(psychologist, irina)).toBe(404)
  expect(await hide(psychologist, newId())).toBe(404)
})
