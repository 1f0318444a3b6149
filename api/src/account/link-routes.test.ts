import { consents, corrections, learningProfiles } from '@zvonok/schema/account/tables'
import { expect, test } from 'vitest'
import { body, codeFor, goToId, linkBy, ownData, proveId } from '../testing/link.ts'
import { Browser, openSchool, password } from '../testing/school.ts'

const phone = '+79000000001'
const other = '+79000000005'

async function schoolWithOlga() {
  const school = await openSchool()
  const olgaId = await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  return { school, olgaId, olga: new Browser(school) }
}

test('[ACCOUNT-3] variant 1: phone, password, code, the learning profile, own data, and into the messenger', async () => {
  const { school, olga, olgaId } = await schoolWithOlga()
  await olga.signIn('ivanova')
  const { goTo } = await body(await olga.post('/api/journal/link/start'))
  const toPages = await olga.get(String(goTo))
  expect(toPages.headers.get('location')).toBe(`${school.settings.origin}/id/sign-in`)
  expect(await body(await olga.get('/api/id/request'))).toMatchObject({ step: 'address' })

  const typed = { kind: 'phone', address: '8 (900) 000-00-01' }
  expect(await body(await olga.post('/api/id/address', typed))).toMatchObject({ step: 'password', address: phone })
  expect(await body(await olga.post('/api/id/password', { password }))).toMatchObject({ step: 'code', resendInS: 5 })
  expect(await body(await olga.get('/api/id/request'))).toMatchObject({ step: 'code', address: phone })
  const back = await body(await olga.post('/api/id/code', { code: await codeFor(school, phone) }))
  expect((await olga.get(String(back.goTo))).headers.get('location')).toBe(`${school.settings.origin}/journal/link`)

  const shown = await body(await olga.get('/api/journal/link'))
  expect(shown).toMatchObject({ choice: 'continue', data: { family: 'Иванова', given: 'Ольга' } })
  expect((await olga.post('/api/journal/link/complete', ownData)).status).toBe(200)
  expect(await body(await olga.get('/api/journal/me'))).toMatchObject({ person: { linked: true } })
  expect((await olga.post('/api/journal/enter')).status).toBe(200)
  expect(await body(await olga.get('/api/me'))).toMatchObject({ id: olgaId })
  expect(await school.database.orm.select().from(consents)).toMatchObject([{ personId: olgaId }])
  expect(await school.database.orm.select().from(learningProfiles)).toHaveLength(1)
})

test('[ACCOUNT-3] variants 2 and 3: an ID without a profile, and no ID at all', async () => {
  const school = await openSchool()
  await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher', { phone, password, profile: false })
  await school.addPerson('smirnov', 'Смирнов', 'Пётр', 'pupil')
  const [viktor, petya] = [new Browser(school), new Browser(school)]
  await viktor.signIn('petrov')
  await goToId(viktor)
  await viktor.get(await proveId(school, viktor, phone))
  expect(await body(await viktor.get('/api/journal/link'))).toMatchObject({ choice: 'create' })
  const viktorData = { ...ownData, family: 'Петров', given: 'Виктор', middle: 'Андреевич', birthDate: '1980-02-29' }
  expect((await viktor.post('/api/journal/link/complete', viktorData)).status).toBe(200)
  expect(await school.database.orm.select().from(corrections)).toMatchObject([
    { changes: { middle: 'Андреевич', birthDate: '1980-02-29' } },
  ])

  await petya.signIn('smirnov')
  await goToId(petya)
  const unknown = await petya.post('/api/id/address', { kind: 'phone', address: '+79000000003' })
  expect(await body(unknown)).toMatchObject({ step: 'password', purpose: 'signIn' })
  const proven = await petya.post('/api/id/code', { code: await codeFor(school, '+79000000003') })
  const { goTo, isNew } = await body(proven)
  expect(isNew).toBe(true)
  await petya.get(String(goTo))
  expect(await body(await petya.get('/api/journal/link'))).toMatchObject({ choice: 'create' })
  const petyaData = { ...ownData, family: 'Смирнов', given: 'Петр' }
  expect((await petya.post('/api/journal/link/complete', petyaData)).status).toBe(200)
})

test('[ACCOUNT-7] a taken ID and a linked person are refused without telling whose', async () => {
  const { school, olga } = await schoolWithOlga()
  const anna = await school.addPerson('kuznetsova', 'Кузнецова', 'Анна', 'pupil')
  await school.addPerson('x', 'Y', 'Y', 'pupil', { phone: other, password, profile: true, linkedPersonId: anna })
  await olga.signIn('ivanova')
  await goToId(olga)
  await olga.get(await proveId(school, olga, other))
  for (const answer of [await olga.get('/api/journal/link'), await olga.post('/api/journal/link/complete', ownData)]) {
    const text = await answer.text()
    expect([answer.status, JSON.parse(text)]).toEqual([409, { code: 'account.alreadyLinked' }])
  }
  const annas = new Browser(school)
  await annas.signIn('kuznetsova')
  expect((await annas.post('/api/journal/link/start')).status).toBe(409)
})

test('[ACCOUNT-7] a mother in two schools keeps one ID for both records', async () => {
  const school = await openSchool()
  await school.addPerson('mother1', 'Смирнова', 'Ирина', 'guardian', { phone, password, profile: true })
  await school.addPerson('mother2', 'Смирнова', 'Ирина', 'guardian')
  await school.addPerson('namesake', 'Смирнова', 'Ирина', 'pupil')
  const results = []
  for (const login of ['mother1', 'mother2', 'namesake'])
    results.push((await linkBy(school, new Browser(school), login, phone)).status)
  expect(results).toEqual([200, 200, 409])
})

test('[ACCOUNT-7] two browsers that link the same ID at the same time do not both get it', async () => {
  const school = await openSchool()
  const browsers = []
  for (const [login, family] of [
    ['a', 'Первый'],
    ['b', 'Второй'],
  ] as const) {
    await school.addPerson(login, family, 'Ученик', 'pupil')
    const browser = new Browser(school)
    await browser.signIn(login)
    await goToId(browser)
    await browser.get(await proveId(school, browser, '+79000000077'))
    browsers.push(browser)
  }
  const confirmed = { ...ownData, confirmed: true }
  const answers = await Promise.all(browsers.map((each) => each.post('/api/journal/link/complete', confirmed)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('[ACCOUNT-6] a swapped, foreign or repeated state gives nothing', async () => {
  const { school, olga } = await schoolWithOlga()
  await school.addPerson('mallory', 'Чужой', 'Человек', 'pupil', { phone: other, password, profile: true })
  const mallory = new Browser(school)
  await mallory.signIn('mallory')
  await goToId(mallory)
  const stolen = await proveId(school, mallory, other)

  await olga.signIn('ivanova')
  await goToId(olga)
  const failed = `${school.settings.origin}/journal/chats?problem=account.linkFailed`
  expect((await olga.get(stolen)).headers.get('location')).toBe(failed)
  const own = new URL(await proveId(school, olga, phone))
  const swapped = new URL(own)
  swapped.searchParams.set('state', new URL(stolen).searchParams.get('state') ?? '')
  expect((await olga.get(swapped.href)).headers.get('location')).toBe(failed)
  expect((await olga.get(own.href)).headers.get('location')).toBe(`${school.settings.origin}/journal/link`)
  expect((await olga.get(own.href)).headers.get('location')).toBe(failed)
  const expired = `${school.settings.origin}/journal/chats?problem=account.requestExpired`
  expect((await new Browser(school).get(own.href)).headers.get('location')).toBe(expired)
})

test('[ACCOUNT-6] own data: unknown fields, a future date of birth and endless names are refused', async () => {
  const { school, olga } = await schoolWithOlga()
  await olga.signIn('ivanova')
  await goToId(olga)
  await olga.get(await proveId(school, olga, phone))
  for (const wrong of [
    { personId: 'AAAAAAAAAAAAAAAA' },
    { role: 'head' },
    { birthDate: '2999-01-01' },
    { birthDate: '1.2.1980' },
    { family: '' },
    { given: 'Ы'.repeat(300) },
  ])
    expect((await olga.post('/api/journal/link/complete', { ...ownData, ...wrong })).status).toBe(400)
  const stranger = await olga.post('/api/journal/link/complete', { ...ownData, family: 'Петров', given: 'Пётр' })
  expect(await stranger.json()).toEqual({ code: 'account.otherName' })
  expect((await olga.post('/api/journal/link/complete', ownData)).status).toBe(200)
})

test('[ACCOUNT-10] thirty pupils behind one address link one after another without being stopped', async () => {
  const school = await openSchool()
  const answers = []
  for (let n = 10; n < 40; n++) {
    await school.addPerson(`p${n}`, 'Ученик', `Номер ${n}`, 'pupil')
    answers.push((await linkBy(school, new Browser(school, '203.0.113.9'), `p${n}`, `+790000001${n}`)).status)
  }
  expect(answers).toEqual(Array(30).fill(200))
})

test('[ACCOUNT-11] nothing of the private side of the ID is in any answer of the school or in a log line', async () => {
  const { school, olga } = await schoolWithOlga()
  const answers: string[] = []
  await olga.signIn('ivanova')
  await goToId(olga)
  const goTo = await proveId(school, olga, phone)
  const code = await codeFor(school, phone)
  await olga.get(goTo)
  for (const answer of [
    await olga.get('/api/journal/link'),
    await olga.post('/api/journal/link/complete', ownData),
    await olga.get('/api/journal/me'),
    await olga.post('/api/journal/enter'),
    await olga.get('/api/me'),
    await olga.get('/api/sessions'),
  ])
    answers.push(await answer.text(), JSON.stringify([...answer.headers]))
  const [profile] = await school.database.orm.select().from(learningProfiles)
  for (const secret of ['9000000001', '79000000001', String(profile?.idUserId), code]) {
    expect(answers.join('')).not.toContain(secret)
    expect(school.logged.join('')).not.toContain(secret)
  }
})
