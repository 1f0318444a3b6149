import { people } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { Browser, openSchool } from '../testing/school.ts'

test('[DOOR-1] login and password open the journal; the answer says who it is', async () => {
  const school = await openSchool()
  const id = await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  const answer = await olga.signIn('Ivanova')
  expect(answer.status).toBe(200)
  const expected = { id, name: 'Иванова Ольга', role: 'teacher', linked: false }
  expect(await answer.json()).toMatchObject({ person: expected })
  expect(await (await olga.get('/api/journal/me')).json()).toMatchObject({ person: expected })
  expect((await olga.get('/api/me')).status).toBe(401)
})

test('[DOOR-2] a wrong password and an unknown login have one answer', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  for (const login of ['ivanova', 'nobody']) {
    const answer = await new Browser(school).signIn(login, 'wrong')
    expect([answer.status, await answer.json()]).toEqual([401, { code: 'journal.wrongLogin' }])
    expect(answer.headers.getSetCookie()).toEqual([])
  }
})

test('[DOOR-3] a guesser is stopped, the person elsewhere and the class behind one address are not', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const guesser = new Browser(school, '203.0.113.7')
  for (let n = 0; n < 10; n++) expect((await guesser.signIn('ivanova', `guess ${n}`)).status).toBe(401)
  const stopped = await guesser.signIn('ivanova')
  expect(stopped.status).toBe(429)
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await new Browser(school, '203.0.113.8').signIn('ivanova')).status).toBe(200)

  for (let n = 0; n < 30; n++) {
    await school.addPerson(`pupil${n}`, 'Ученик', `${n}`, 'pupil')
    const pupil = new Browser(school, '203.0.113.9')
    await pupil.signIn(`pupil${n}`, 'mistyped')
    await pupil.signIn(`pupil${n}`, 'mistyped again')
    expect((await pupil.signIn(`pupil${n}`)).status).toBe(200)
  }
})

test('[DOOR-4] who left the roster does not get in, and a journal that is open closes', async () => {
  const school = await openSchool()
  const id = await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  await school.database.orm.update(people).set({ active: false }).where(eq(people.id, id))
  expect(await (await olga.get('/api/journal/me')).json()).toEqual({ person: null })
  expect(await (await olga.signIn('ivanova')).json()).toEqual({ code: 'account.disabled' })
})

test('[DOOR-5] a new sign-in gets a new session and ends the one before', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  const first = new Browser(school)
  for (const [name, value] of olga.cookies) first.cookies.set(name, value)
  await olga.signIn('ivanova')
  expect(olga.cookies.get('journal')).not.toBe(first.cookies.get('journal'))
  expect(await (await first.get('/api/journal/me')).json()).toEqual({ person: null })
  await olga.post('/api/journal/sign-out')
  expect(await (await olga.get('/api/journal/me')).json()).toEqual({ person: null })
})

test('[DOOR-6] unknown fields, foreign origins and other sites are refused', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  const body = { login: 'ivanova', password: 'zvonok-demo' }
  expect((await olga.post('/api/journal/sign-in', { ...body, role: 'head' })).status).toBe(400)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    expect((await olga.post('/api/journal/sign-in', body, headers)).status).toBe(403)
  const form = { method: 'POST', body: 'login=ivanova&password=zvonok-demo' }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: school.settings.origin }
  expect((await olga.send('/api/journal/sign-in', { ...form, headers })).status).toBe(400)
  expect((await olga.post('/api/journal/sign-in', 'x'.repeat(100_000))).status).toBe(413)
})

test('[DOOR-7] no login, password or cookie stands in a log line', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const olga = new Browser(school)
  await olga.signIn('ivanova', 'some wrong words')
  await olga.signIn('ivanova')
  const lines = school.logged.join('')
  for (const secret of ['ivanova', 'some wrong words', 'zvonok-demo', ...olga.cookies.values()])
    expect(lines).not.toContain(secret)
})

test('[DOOR-8] entering the messenger needs a linked profile', async () => {
  const school = await openSchool()
  const phone = '+79000000008'
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const orlova = await school.addPerson('orlova', 'Орлова', 'Елена', 'teacher')
  await school.addPerson('x', 'X', 'X', 'pupil', {
    phone,
    password: 'zvonok-demo',
    profile: true,
    linkedPersonId: orlova,
  })
  const [olga, elena] = [new Browser(school), new Browser(school)]
  expect((await olga.post('/api/journal/enter')).status).toBe(401)
  await olga.signIn('ivanova')
  const refused = await olga.post('/api/journal/enter')
  expect([refused.status, await refused.json()]).toEqual([409, { code: 'account.notLinked' }])
  await elena.signIn('orlova')
  expect((await elena.post('/api/journal/enter')).status).toBe(200)
  const me = await (await elena.get('/api/me')).json()
  expect(me).toEqual({
    id: orlova,
    name: 'Орлова Елена',
    schools: [{ id: school.schoolId, name: 'Школа № 1', role: 'teacher' }],
  })
})
