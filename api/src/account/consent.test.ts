import { consents, learningProfiles } from '@zvonok/schema/account/tables'
import { classes, classMembers, guardians, people } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { body, goToId, linkBy, ownData, proveId } from '../testing/link.ts'
import { Browser, openSchool } from '../testing/school.ts'

const phone = '+79000000003'

/** Пётр, twelve years old, his parents (the office has taken the father's access), and the class teacher of 7 Б. */
async function schoolWithPetya() {
  const school = await openSchool()
  const { orm } = school.database
  const [petya, irina, oleg, olga] = [
    await school.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil'),
    await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian'),
    await school.addPerson('smirnov.o', 'Смирнов', 'Олег', 'guardian'),
    await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher'),
  ]
  await school.addPerson('admin', 'Главная', 'Анна', 'schoolAdmin')
  await orm
    .update(people)
    .set({ birthDate: yearsBefore(school.clock.nowMs, 12) })
    .where(eq(people.id, petya))
  await orm.insert(guardians).values([
    { guardianId: irina, childId: petya, access: 'full', byOffice: false },
    { guardianId: oleg, childId: petya, access: 'none', byOffice: true },
  ])
  const row = { schoolId: school.schoolId, sourcedId: '7b', title: '7 Б', active: true }
  await orm.insert(classes).values({ id: '7b', grade: '7', type: 'homeroom', subject: null, ...row })
  await orm.insert(classMembers).values([
    { classId: '7b', personId: petya, role: 'pupil' },
    { classId: '7b', personId: olga, role: 'classTeacher' },
  ])
  const as = async (login: string) => {
    const browser = new Browser(school)
    await browser.signIn(login)
    return browser
  }
  const profiles = () => orm.select().from(learningProfiles)
  return { school, petya, irina, as, profiles }
}

const yearsBefore = (nowMs: number, years: number): string => {
  const date = new Date(nowMs)
  date.setUTCFullYear(date.getUTCFullYear() - years)
  return date.toISOString().slice(0, 10)
}
const code = async (answer: Promise<Response>) => (await body(await answer)).code

test('[ACCOUNT-18] for a child under fourteen no profile is made, and no code sent, before somebody has consented', async () => {
  const { school, as, profiles } = await schoolWithPetya()
  const child = await as('smirnov')
  expect(await code(child.post('/api/journal/link/start'))).toBe('account.consentMissing')
  const teacher = await as('ivanova')
  const { classes: own } = (await body(await teacher.get('/api/journal/class-cards'))) as {
    classes: { pupils: { id: string; needsConsent: boolean }[] }[]
  }
  const [pupil] = own[0]?.pupils ?? []
  expect(pupil?.needsConsent).toBe(true)
  const { cards } = (await body(await teacher.post('/api/journal/class-cards', { personIds: [pupil?.id] }))) as {
    cards: { login: string; code: string }[]
  }
  const card = { login: cards[0]?.login, code: cards[0]?.code }
  expect(await code(new Browser(school).post('/api/card/check', card))).toBe('account.consentMissing')
  const used = new Browser(school).post('/api/card/use', { ...card, password: 'пароль Петра' })
  expect(await code(used)).toBe('account.consentMissing')
  expect(await profiles()).toEqual([])
  // The card is not spent: it works as soon as the class teacher has the paper.
  const kept = await teacher.post('/api/journal/class-cards/consents', { personIds: [pupil?.id] })
  expect(kept.status).toBe(200)
  expect((await new Browser(school).post('/api/card/use', { ...card, password: 'пароль Петра' })).status).toBe(200)
})

test('[ACCOUNT-18] a guardian consents in the journal, then the child links; the row says who, how and to which text', async () => {
  const { school, petya, irina, as } = await schoolWithPetya()
  const mother = await as('smirnova')
  expect(await body(await mother.get('/api/journal/me'))).toMatchObject({ person: { hasToConsent: true } })
  expect(await body(await mother.get('/api/journal/account'))).toMatchObject({
    missing: [{ personId: petya, name: 'Смирнов Пётр' }],
  })
  for (const login of ['smirnov.o', 'ivanova', 'smirnov'])
    expect((await (await as(login)).post('/api/journal/account/consent', { personId: petya })).status).toBe(404)
  expect((await mother.post('/api/journal/account/consent', { personId: petya })).status).toBe(200)
  expect(await body(await mother.get('/api/journal/me'))).toMatchObject({ person: { hasToConsent: false } })
  expect((await linkBy(school, new Browser(school), 'smirnov', phone)).status).toBe(200)
  const rows = await school.database.orm.select().from(consents)
  expect(rows).toEqual([
    {
      personId: petya,
      byPersonId: irina,
      how: 'guardian',
      version: '2026-11',
      atMs: school.clock.nowMs,
      withdrawnAtMs: null,
    },
  ])
  expect(await body(await mother.get('/api/journal/account'))).toMatchObject({
    consents: [{ name: 'Смирнов Пётр', by: 'Смирнова Ирина', how: 'guardian' }],
  })
})

test('[ACCOUNT-18] a withdrawn consent is asked for anew; that the child consents itself is not enough', async () => {
  const { school, petya, as } = await schoolWithPetya()
  const mother = await as('smirnova')
  await mother.post('/api/journal/account/consent', { personId: petya })
  const child = await as('smirnov')
  await goToId(child)
  await child.get(await proveId(school, child, phone))
  school.clock.nowMs += 1000
  expect((await mother.post('/api/journal/account/withdraw', { personId: petya })).status).toBe(200)
  const linked = child.post('/api/journal/link/complete', { ...ownData, confirmed: true })
  expect(await code(linked)).toBe('account.consentMissing')
  expect(await school.database.orm.select().from(consents)).toMatchObject([{ withdrawnAtMs: school.clock.nowMs }])
})

test('[ACCOUNT-18] where the school knows no date of birth, the one that is typed counts', async () => {
  const { school, petya, as, profiles } = await schoolWithPetya()
  const child = await as('smirnov')
  await school.database.orm.update(people).set({ birthDate: null }).where(eq(people.id, petya))
  await goToId(child)
  await child.get(await proveId(school, child, phone))
  const typed = (years: number) => ({ ...ownData, confirmed: true, birthDate: yearsBefore(school.clock.nowMs, years) })
  expect(await code(child.post('/api/journal/link/complete', typed(13)))).toBe('account.consentMissing')
  expect(await profiles()).toEqual([])
  expect((await child.post('/api/journal/link/complete', typed(14))).status).toBe(200)
})

test('[ACCOUNT-18, ADMIN-4] the office prints cards for pupils, parents and staff in one go and writes paper consents down', async () => {
  const { school, petya, irina, as } = await schoolWithPetya()
  const office = await as('admin')
  const group = async (which: string, classId = '7b') => {
    const { people: found } = await body(await office.get(`/api/admin/group?group=${which}&classId=${classId}`))
    return found as { id: string; name: string; state: string; needsConsent: boolean }[]
  }
  expect(await group('pupils')).toEqual([{ id: petya, name: 'Смирнов Пётр', state: 'none', needsConsent: true }])
  expect(await group('guardians')).toMatchObject([{ id: irina, needsConsent: false }])
  expect((await group('staff', '')).map(({ name }) => name)).toEqual(['Главная Анна', 'Иванова Ольга'])
  expect(await group('pupils', 'other')).toEqual([])
  expect((await office.post('/api/admin/consents', { personIds: [petya, irina] })).status).toBe(200)
  expect(await school.database.orm.select().from(consents)).toMatchObject([{ personId: petya, how: 'school' }])
  expect(await group('pupils')).toMatchObject([{ needsConsent: false }])
  const personIds = [...(await group('guardians')), ...(await group('staff', ''))].map(({ id }) => id)
  const { cards } = await body(await office.post('/api/admin/cards', { personIds }))
  expect(cards).toMatchObject([{ name: 'Смирнова Ирина' }, { name: 'Главная Анна' }, { name: 'Иванова Ольга' }])
  expect(await group('guardians')).toMatchObject([{ state: 'card' }])
  expect((await (await as('ivanova')).get('/api/admin/group?group=pupils&classId=7b')).status).toBe(404)
})

test('[ACCOUNT-18, ADMIN-3] a withdrawal on paper, written down by the office, closes the profile at once and keeps the consent with both names', async () => {
  const { school, petya, irina, as, profiles } = await schoolWithPetya()
  const mother = await as('smirnova')
  await mother.post('/api/journal/account/consent', { personId: petya })
  const child = new Browser(school)
  expect((await linkBy(school, child, 'smirnov', phone)).status).toBe(200)
  await child.post('/api/journal/enter')
  const office = await as('admin')
  const find = async () => (await body(await office.get('/api/admin/people?q=smirnov'))).people as { id: string }[]
  const consent = { how: 'guardian', by: 'Смирнова Ирина', version: '2026-11', atMs: school.clock.nowMs }
  expect((await find()).find(({ id }) => id === petya)).toMatchObject({ consent })
  for (const login of ['ivanova', 'smirnova', 'smirnov']) {
    const answer = (await as(login)).post('/api/admin/withdraw-consent', { personId: petya })
    expect((await answer).status).toBe(404)
  }
  school.clock.nowMs += 1000
  expect((await office.post('/api/admin/withdraw-consent', { personId: petya })).status).toBe(200)
  expect((await child.get('/api/me')).status).toBe(401)
  expect(school.ended).toContain(petya)
  expect(await profiles()).toEqual([])
  expect(await school.database.orm.select().from(consents)).toMatchObject([
    { personId: petya, byPersonId: irina, version: '2026-11', withdrawnAtMs: school.clock.nowMs },
  ])
  for (const answer of [await mother.get('/api/journal/account'), await office.get('/api/admin')])
    expect(await body(answer)).toMatchObject({
      events: [{ kind: 'consentWithdrawnOnPaper', person: 'Смирнов Пётр', by: 'Главная Анна' }, { kind: 'linked' }],
    })
  expect((await find()).find(({ id }) => id === petya)).toMatchObject({ consent: null, linked: false })
  expect(await code((await as('smirnov')).post('/api/journal/link/start'))).toBe('account.consentMissing')
  expect((await office.post('/api/admin/withdraw-consent', { personId: petya })).status).toBe(409)
})
