import { idCodes } from '@zvonok/schema/account/id-tables'
import { rosterUsers, schoolRoles } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { body, codeFor, goToId, ownData } from '../testing/link.ts'
import { Browser, openSchool, password, type School } from '../testing/school.ts'
import { embeddedClientId } from './vkid-client.ts'

const phone = '+79000000001'
const minuteMs = 60_000

async function atCode(change = {}) {
  const school = await openSchool(change)
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  return { school, olga: await browserAtCode(school) }
}

async function browserAtCode(school: School) {
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  await goToId(olga)
  await olga.post('/api/id/address', { kind: 'phone', address: phone })
  await olga.post('/api/id/password', { password })
  return olga
}

const refused = async (answer: Response) => [answer.status, (await body(answer)).code]
const notThe = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('[ACCOUNT-4] five wrong codes void the right one; a new one works', async () => {
  const { school, olga } = await atCode()
  const code = await codeFor(school, phone)
  for (let n = 0; n < 5; n++)
    expect(await refused(await olga.post('/api/id/code', { code: notThe(code) }))).toEqual([400, 'account.wrongCode'])
  expect(await refused(await olga.post('/api/id/code', { code }))).toEqual([400, 'account.codeExpired'])
  school.clock.nowMs += 6000
  expect((await olga.post('/api/id/resend')).status).toBe(200)
  expect((await olga.post('/api/id/code', { code: await codeFor(school, phone) })).status).toBe(200)
})

test('[ACCOUNT-4] a code ends after ten minutes and after its use', async () => {
  const { school, olga } = await atCode()
  school.clock.nowMs += 10 * minuteMs + 1
  const code = await codeFor(school, phone)
  expect(await refused(await olga.post('/api/id/code', { code }))).toEqual([400, 'account.codeExpired'])
  await olga.post('/api/id/resend')
  const fresh = await codeFor(school, phone)
  expect((await olga.post('/api/id/code', { code: fresh })).status).toBe(200)
  expect(await refused(await olga.post('/api/id/code', { code: fresh }))).toEqual([409, 'account.requestExpired'])
})

test('[ACCOUNT-4] a code of another request, and an older one of the same, do not work', async () => {
  const { school, olga } = await atCode()
  const older = await codeFor(school, phone)
  const elsewhere = await browserAtCode(school)
  const foreign = await codeFor(school, phone)
  expect((await olga.post('/api/id/code', { code: foreign })).status).toBe(foreign === older ? 200 : 400)
  school.clock.nowMs += 6000
  await elsewhere.post('/api/id/resend')
  const newest = await codeFor(school, phone)
  expect((await elsewhere.post('/api/id/code', { code: foreign })).status).toBe(foreign === newest ? 200 : 400)
  expect((await elsewhere.post('/api/id/code', { code: newest })).status).toBe(200)
})

test('[ACCOUNT-4] codes are kept hashed, with six digits, and their number is limited', async () => {
  const { school, olga } = await atCode()
  const code = await codeFor(school, phone)
  expect(code).toMatch(/^\d{6}$/)
  expect(JSON.stringify(await school.database.orm.select().from(idCodes))).not.toContain(code)
  const tooEarly = await olga.post('/api/id/resend')
  expect(await refused(tooEarly)).toEqual([429, 'core.tooMany'])
  expect(tooEarly.headers.get('retry-after')).toBe('5')
})

test('[ACCOUNT-4] going back and forth sends no second code; another number gets its own at once', async () => {
  const { school, olga } = await atCode()
  const code = await codeFor(school, phone)
  await olga.post('/api/id/back')
  await olga.post('/api/id/address', { kind: 'phone', address: '+79000000055' })
  const other = await codeFor(school, '+79000000055')
  expect(other).toMatch(/^\d{6}$/)
  await olga.post('/api/id/back')
  await olga.post('/api/id/address', { kind: 'phone', address: phone })
  expect((await olga.post('/api/id/password', { password })).status).toBe(200)
  expect(await codeFor(school, phone)).toBe(code)
  expect(await refused(await olga.post('/api/id/code', { code: other }))).toEqual([400, 'account.wrongCode'])
  expect((await olga.post('/api/id/code', { code })).status).toBe(200)
})

test('[ACCOUNT-4] a thousand guesses at one number fail, with new codes all the time', async () => {
  const { school, olga } = await atCode()
  const statuses = new Set<number>()
  let code = await codeFor(school, phone)
  for (let n = 0; n < 1000; n++) {
    statuses.add((await olga.post('/api/id/code', { code: notThe(code) })).status)
    school.clock.nowMs += 1200
    if (n % 5 === 4 && (await olga.post('/api/id/resend')).status === 200) code = await codeFor(school, phone)
  }
  expect([...statuses].sort()).toEqual([400, 429])
  expect((await olga.post('/api/id/code', { code })).status).toBe(429)
}, 30_000)

test('[ACCOUNT-3] a wrong ID password is told, tries are limited, typing it again works', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  await goToId(olga)
  await olga.post('/api/id/address', { kind: 'phone', address: phone })
  expect(await refused(await olga.post('/api/id/password', { password: 'wrong' }))).toEqual([
    401,
    'account.wrongPassword',
  ])
  expect((await olga.post('/api/id/password', { password })).status).toBe(200)
  await olga.post('/api/id/back')
  await olga.post('/api/id/address', { kind: 'phone', address: phone })
  for (let n = 0; n < 9; n++) await olga.post('/api/id/password', { password: `wrong ${n}` })
  expect((await olga.post('/api/id/password', { password })).status).toBe(429)
})

test('[ACCOUNT-3] addresses: letters, short numbers, other countries and strange mail are told at once', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  await goToId(olga)
  for (const [kind, address] of [
    ['phone', '8900OOO0001'],
    ['phone', '+7900000000'],
    ['phone', '+441632960001'],
    ['email', 'belova@'],
    ['email', 'x@id.invalid'],
  ])
    expect(await refused(await olga.post('/api/id/address', { kind, address }))).toEqual([400, 'account.badAddress'])
  expect((await olga.post('/api/id/address', { kind: 'phone', address: phone, userId: '1' })).status).toBe(400)
})

test('[ACCOUNT-22] a mail address of another school is told at once, to who comes from a school', async () => {
  const school = await openSchool()
  const { orm } = school.database
  await school.addPerson('belova', 'Белова', 'Мария', 'pupil')
  const nina = await school.addPerson('lebedeva', 'Лебедева', 'Нина', 'teacher')
  await orm.update(schoolRoles).set({ schoolId: 'school-2' }).where(eq(schoolRoles.personId, nina))
  const row = { personId: nina, phone: null, active: true }
  await orm.insert(rosterUsers).values([
    { sourcedId: '1', login: 'lebedeva', email: 'Lebedeva@School-2.example', ...row },
    { sourcedId: '2', login: 'lebedeva2', email: 'lebedeva@mail.ru', ...row },
  ])
  const at = (browser: Browser, address: string) => browser.post('/api/id/address', { kind: 'email', address })
  const belova = new Browser(school)
  await belova.signIn('belova')
  await goToId(belova)
  expect(await refused(await at(belova, 'belova@school-2.example'))).toEqual([400, 'account.otherSchool'])
  for (const own of ['belova@school.example', 'belova@mail.ru', 'belova@sub.school-2.example'])
    expect(await body(await at(belova, own))).toMatchObject({ step: 'password', address: own })
  const teacher = new Browser(school)
  await teacher.signIn('lebedeva')
  await goToId(teacher)
  expect((await at(teacher, 'lebedeva@school-2.example')).status).toBe(200)
})

test('[ACCOUNT-3] steps out of order and without a request lead nowhere', async () => {
  const { school, olga } = await atCode()
  expect((await new Browser(school).get('/api/id/request')).status).toBe(409)
  expect((await new Browser(school).post('/api/id/code', { code: await codeFor(school, phone) })).status).toBe(409)
  expect((await olga.post('/api/id/continue')).status).toBe(409)
  expect((await olga.post('/api/id/password', { password })).status).toBe(409)
  expect((await olga.post('/api/id/new-password', { code: '000000', password: 'new words' })).status).toBe(409)
})

test('[ACCOUNT-3] after the code a reload or a lost answer goes on', async () => {
  const { school, olga } = await atCode()
  await olga.post('/api/id/code', { code: await codeFor(school, phone) })
  expect(await body(await olga.get('/api/id/request'))).toMatchObject({ step: 'done' })
  const { goTo } = await body(await olga.post('/api/id/continue'))
  await olga.get(String(goTo))
  expect((await olga.post('/api/journal/link/complete', ownData)).status).toBe(200)
})

test('[ACCOUNT-12] a forgotten password is set by a code; the old one and open sessions of the ID end', async () => {
  const { school, olga } = await atCode()
  await olga.post('/api/id/code', { code: await codeFor(school, phone) })
  const before = olga.cookies.get('id') ?? ''
  school.clock.nowMs += 6000
  await goToId(olga)
  await olga.post('/api/id/address', { kind: 'phone', address: phone })
  expect(await body(await olga.post('/api/id/reset'))).toMatchObject({ step: 'password', purpose: 'reset' })
  const code = await codeFor(school, phone)
  expect(await refused(await olga.post('/api/id/new-password', { code, password: 'short' }))).toEqual([
    400,
    'account.weakPassword',
  ])
  expect((await olga.post('/api/id/new-password', { code, password: 'quite new words' })).status).toBe(200)
  expect((await olga.post('/api/id/password', { password })).status).toBe(401)
  const other = new Browser(school)
  other.cookies.set('id', before)
  const query = `client_id=${embeddedClientId}&response_type=code&state=s&code_challenge_method=S256&prompt=none`
  const challenge = 'a'.repeat(43)
  const redirect = encodeURIComponent(`${school.settings.origin}/api/journal/link/callback`)
  const silent = await other.get(`/id/authorize?${query}&code_challenge=${challenge}&redirect_uri=${redirect}`)
  expect(silent.headers.get('location')).toContain('error=login_required')
  expect((await olga.post('/api/id/password', { password: 'quite new words' })).status).toBe(200)
  expect(await codeFor(school, phone)).not.toBe(code)
})

test('[ACCOUNT-3] a child signs up by mail', async () => {
  const school = await openSchool()
  await school.addPerson('belova', 'Белова', 'Мария', 'pupil')
  const maria = new Browser(school)
  await maria.signIn('belova')
  await goToId(maria)
  const mail = 'belova@school.example'
  await maria.post('/api/id/address', { kind: 'email', address: ' Belova@School.example ' })
  const { goTo } = await body(await maria.post('/api/id/code', { code: await codeFor(school, mail) }))
  await maria.get(String(goTo))
  const data = { ...ownData, family: 'Белова', given: 'Мария' }
  expect((await maria.post('/api/journal/link/complete', data)).status).toBe(200)
})

test('[ACCOUNT-4] without a gateway codes are not pretended to be sent', async () => {
  const school = await openSchool({ demo: false })
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  await goToId(olga)
  const answer = await olga.post('/api/id/address', { kind: 'phone', address: phone })
  expect(await refused(answer)).toEqual([503, 'core.unavailable'])
  expect((await olga.get('/dev/outbox')).status).toBe(404)
})
