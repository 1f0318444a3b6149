import { newId } from '@zvonok/schema/core/ids'
import { defaultPolicy } from '@zvonok/schema/journal/person-facts'
import { guardians, schoolRoles, schools } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { body, goToId, linkBy, ownData, proveId } from '../testing/link.ts'
import { Browser, openSchool, password, type School } from '../testing/school.ts'

const phone = '+79000000005'

async function withOffice() {
  const school = await openSchool()
  await school.addPerson('admin', 'Главная', 'Анна', 'schoolAdmin')
  const id = { phone, password, profile: true }
  const pupilId = await school.addPerson('sokolov', 'Соколов', 'Илья', 'pupil', id)
  await school.addPerson('volkov', 'Волков', 'Сергей', 'head')
  const office = new Browser(school)
  await office.signIn('admin')
  return { school, office, pupilId }
}

/** Somebody of another school, also with a role there. */
async function inOtherSchool(
  school: School,
  personId: string,
  role: 'pupil' | 'teacher' | 'schoolAdmin',
  alsoHere = false,
) {
  await school.database.orm
    .insert(schools)
    .values({ id: 'two', title: 'Школа № 2', timeZone: 'Europe/Moscow', policy: defaultPolicy, holidays: [] })
    .onConflictDoNothing()
  if (!alsoHere) await school.database.orm.delete(schoolRoles).where(eq(schoolRoles.personId, personId))
  await school.database.orm.insert(schoolRoles).values({ personId, schoolId: 'two', role })
}

test('[ADMIN-1] the office sees how many of each role have an account', async () => {
  const { school, office } = await withOffice()
  await linkBy(school, new Browser(school), 'sokolov', phone)
  const { schools: shown } = (await body(await office.get('/api/admin'))) as { schools: { counts: unknown[] }[] }
  expect(shown).toMatchObject([{ name: 'Школа № 1' }])
  expect(shown[0]?.counts).toEqual(
    expect.arrayContaining([
      { role: 'pupil', all: 1, linked: 1 },
      { role: 'schoolAdmin', all: 1, linked: 0 },
    ]),
  )
})

test('[ADMIN-2] corrections stand there beside what the school has, until they are done', async () => {
  const { school, office } = await withOffice()
  const pupil = new Browser(school)
  await pupil.signIn('sokolov')
  await goToId(pupil)
  await pupil.get(await proveId(school, pupil, phone))
  await pupil.post('/api/journal/link/complete', {
    ...ownData,
    family: 'Соколов',
    given: 'Илия',
    birthDate: '2010-04-05',
  })
  const list = async () =>
    ((await body(await office.get('/api/admin'))) as { corrections: { id: string; changes: unknown }[] }).corrections
  const [correction] = await list()
  expect(correction).toMatchObject({
    family: 'Соколов',
    given: 'Илья',
    changes: { given: 'Илия', birthDate: '2010-04-05' },
  })
  expect((await office.post('/api/admin/corrections/done', { id: correction?.id })).status).toBe(200)
  expect(await list()).toEqual([])
  expect((await office.post('/api/admin/corrections/done', { id: 'x' })).status).toBe(404)
})

test('[ADMIN-3] «Отвязать» ends link, sessions and sockets, and it is written down who did it', async () => {
  const { school, office, pupilId } = await withOffice()
  const pupil = new Browser(school)
  await linkBy(school, pupil, 'sokolov', phone)
  await pupil.post('/api/journal/enter')
  const found = await body(await office.get(`/api/admin/people?q=${encodeURIComponent('сок ил')}`))
  const consent = expect.objectContaining({ how: 'self', version: '2026-11', atMs: school.clock.nowMs })
  expect(found).toEqual({
    people: [{ id: pupilId, name: 'Соколов Илья', login: 'sokolov', linked: true, children: [], consent }],
  })
  expect((await office.post('/api/admin/unlink', { personId: pupilId })).status).toBe(200)
  expect((await pupil.get('/api/me')).status).toBe(401)
  expect(school.ended).toContain(pupilId)
  expect((await pupil.post('/api/journal/enter')).status).toBe(409)
  expect((await office.post('/api/admin/unlink', { personId: pupilId })).status).toBe(409)
  for (const [browser, path] of [
    [office, '/api/admin'],
    [pupil, '/api/journal/account'],
  ] as const)
    expect(await body(await browser.get(path))).toMatchObject({
      events: [{ kind: 'unlinked', person: 'Соколов Илья', by: 'Главная Анна' }, { kind: 'linked' }],
    })
  // The number is free again, for this or another person.
  expect((await linkBy(school, new Browser(school), 'sokolov', phone)).status).toBe(200)
})

test('[ADMIN-4] the office hands out cards to anybody of the own school', async () => {
  const { school, office } = await withOffice()
  const teacher = await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher')
  const { cards } = (await body(await office.post('/api/admin/cards', { personIds: [teacher] }))) as {
    cards: { code: string }[]
  }
  const browser = new Browser(school)
  const used = await browser.post('/api/card/use', { login: 'petrov', code: cards[0]?.code, password: 'новый пароль' })
  expect(used.status).toBe(200)
  expect(await body(await browser.get('/api/me'))).toMatchObject({ id: teacher })
})

test('[ADMIN-5] for everybody else, and for people of other schools, the office does not exist', async () => {
  const { school, office, pupilId } = await withOffice()
  const strange = await school.addPerson('medvedev', 'Медведев', 'Олег', 'pupil')
  await inOtherSchool(school, strange, 'pupil')
  const both = await school.addPerson('director', 'Директор', 'Двух', 'teacher')
  await inOtherSchool(school, both, 'schoolAdmin', true)
  for (const personId of [strange, both]) {
    expect((await office.post('/api/admin/unlink', { personId })).status).toBe(404)
    expect((await office.post('/api/admin/withdraw-consent', { personId })).status).toBe(404)
    expect((await office.post('/api/admin/cards', { personIds: [personId] })).status).toBe(404)
  }
  expect(await body(await office.get(`/api/admin/people?q=${encodeURIComponent('Медведев')}`))).toEqual({ people: [] })
  expect((await new Browser(school).get('/api/admin')).status).toBe(401)
  for (const login of ['volkov', 'sokolov']) {
    const browser = new Browser(school)
    await browser.signIn(login)
    expect((await browser.get('/api/admin')).status).toBe(404)
    expect((await browser.post('/api/admin/unlink', { personId: pupilId })).status).toBe(404)
  }
})

const facts = { version: 'v1', storage: 'ok', line: 'live', syncedAtMs: 1_790_000_000_000 }

test('[ACCOUNT-19] «Код поддержки» tells the office of the school how it stands, for a quarter of an hour', async () => {
  const { school, office } = await withOffice()
  const pupil = new Browser(school)
  await linkBy(school, pupil, 'sokolov', phone)
  const { code } = await body(await pupil.post('/api/support', facts, { 'user-agent': 'Android Chrome/140' }))
  expect(code).toMatch(/^\d{8}$/)
  const read = () => office.post('/api/admin/support', { code: String(code).replace(/(....)/, '$1 ') })
  expect(await body(await read())).toEqual({
    name: 'Соколов Илья',
    facts: {
      role: 'pupil',
      link: 'linked',
      idStep: 'done',
      device: 'Chrome, Android',
      version: 'v1',
      storage: 'ok',
      line: 'live',
      syncedAt: '2026-09-21T14:13:20.000Z',
    },
  })
  school.clock.nowMs += 15 * 60_000
  expect((await read()).status).toBe(404)
})

test('[ACCOUNT-19] before anybody has signed in it tells the step at the ID; content finds no place in it', async () => {
  const { school, office } = await withOffice()
  const browser = new Browser(school)
  await browser.get((await browser.get('/api/enter')).headers.get('location') ?? '')
  await browser.post('/api/id/address', { kind: 'phone', address: phone })
  const { code } = await body(await browser.post('/api/support', { ...facts, syncedAtMs: null }))
  const answer = await body(await office.post('/api/admin/support', { code }))
  expect(answer).toMatchObject({ name: '', facts: { role: 'none', link: 'none', idStep: 'password' } })
  expect(JSON.stringify(answer)).not.toContain('9000000005')
  for (const bad of [
    { ...facts, text: 'привет' },
    { ...facts, version: 'привет всем' },
    { ...facts, storage: 'x' },
  ])
    expect((await browser.post('/api/support', bad)).status).toBe(400)
})

test('[ACCOUNT-19] the office of another school does not read it', async () => {
  const { school, office } = await withOffice()
  const strange = await school.addPerson('medvedev', 'Медведев', 'Олег', 'pupil')
  const pupil = new Browser(school)
  await pupil.signIn('medvedev')
  await inOtherSchool(school, strange, 'pupil')
  const { code } = await body(await pupil.post('/api/support', facts))
  expect((await office.post('/api/admin/support', { code })).status).toBe(404)
})

test('[ADMIN-6] a guardian whom the office lets see nothing sees nothing of the child, at once', async () => {
  const { school, office, pupilId } = await withOffice()
  const guardianId = await school.addPerson('sokolova', 'Соколова', 'Анна', 'guardian')
  const { orm } = school.database
  await orm.insert(guardians).values({ guardianId, childId: pupilId, access: 'full', byOffice: false })
  await linkBy(school, new Browser(school), 'sokolov', phone)
  const mother = new Browser(school)
  await mother.signIn('sokolova')
  const seen = async () => (await body(await mother.get('/api/journal/account'))).events
  expect(await seen()).toMatchObject([{ kind: 'linked' }])
  const set = (access: string, childId = pupilId) =>
    office.post('/api/admin/guardian-access', { guardianId, childId, access })
  expect((await set('none')).status).toBe(200)
  expect(await seen()).toMatchObject([{ kind: 'guardianAccess', by: 'Главная Анна' }])
  expect(school.ended).toContain('roster')
  expect(school.news).toEqual([{ people: [guardianId], of: 'diary' }])
  expect(await orm.select().from(guardians)).toMatchObject([{ access: 'none', byOffice: true }])
  const { people: found } = await body(await office.get('/api/admin/people?q=соколова'))
  expect(found).toMatchObject([{ children: [{ id: pupilId, name: 'Соколов Илья', access: 'none' }] }])
  expect((await set('everything')).status).toBe(400)
  expect((await set('full', guardianId)).status).toBe(404)
  await inOtherSchool(school, pupilId, 'pupil')
  expect((await set('full')).status).toBe(404)
})

test('[ADMIN-7] the rules of the school: shown whole, changed at once and by its office only, written down', async () => {
  const { school, office } = await withOffice()
  type Shown = { schools: { id: string; policy: object; holidays: object[] }[]; events: { kind: string; by: string }[] }
  const shown = async () => (await body(await office.get('/api/admin'))) as Shown
  const quiet = { from: '19:00', to: '08:00', sundays: true, holidays: true, family: true }
  expect((await shown()).schools).toMatchObject([{ policy: { ...defaultPolicy, quiet }, holidays: [] }])
  const policy = {
    ...{ pupilToPupil: 'school', staffToPupil: 'off', groupsByPupils: false, groupsByGuardians: true },
    quiet: { from: '21:30', to: '07:00', sundays: false, holidays: false, family: false },
  }
  const { schoolId } = school
  school.ended.splice(0)
  expect((await office.post('/api/admin/policy', { schoolId, policy })).status).toBe(200)
  expect(school.ended).toEqual(['roster'])
  const now = await shown()
  expect(now.schools[0]?.policy).toEqual(policy)
  expect(now.events[0]).toMatchObject({ kind: 'policyChanged', by: 'Главная Анна' })
  for (const wrong of [
    { ...policy, quiet: { ...policy.quiet, from: '24:00' } },
    { ...policy, quiet: { ...policy.quiet, to: '7:00' } },
    { ...policy, staffToPupil: 'maybe' },
    { ...policy, more: true },
  ])
    expect((await office.post('/api/admin/policy', { schoolId, policy: wrong })).status).toBe(400)
  expect((await office.post('/api/admin/policy', { schoolId: newId(), policy })).status).toBe(404)
  const head = new Browser(school)
  await head.signIn('volkov')
  expect((await head.post('/api/admin/policy', { schoolId, policy })).status).toBe(404)
  expect((await shown()).schools[0]?.policy).toEqual(policy)
})
