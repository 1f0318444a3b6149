import { sessions } from '@zvonok/schema/account/tables'
import { people } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { body } from '../testing/link.ts'
import { Browser, openSchool, password } from '../testing/school.ts'
import { authenticate, sessionMs } from './sessions.ts'

async function schoolWithElena(change = {}) {
  const school = await openSchool(change)
  const id = await school.addPerson('orlova', 'Орлова', 'Елена', 'teacher')
  await school.addPerson('x', 'X', 'X', 'pupil', {
    phone: '+79000000008',
    password,
    profile: true,
    linkedPersonId: id,
  })
  const enter = async () => {
    const browser = new Browser(school)
    await browser.signIn('orlova')
    await browser.post('/api/journal/enter')
    return browser
  }
  return { school, id, enter }
}

const cookieOf = (browser: Browser, name = 'zvonok') => `${name}=${browser.cookies.get(name)}`

test('[ACCOUNT-1] the cookie holds a random token, the database only its hash; entering anew changes it', async () => {
  const { school, enter } = await schoolWithElena()
  const elena = await enter()
  const first = cookieOf(elena)
  expect(JSON.stringify(await school.database.orm.select().from(sessions))).not.toContain(first.split('=')[1])
  await elena.post('/api/journal/enter')
  expect(cookieOf(elena)).not.toBe(first)
  expect(await authenticate(school.database, school.settings)(first)).toBeUndefined()
  expect(school.ended).toHaveLength(1)
})

test('[ACCOUNT-1] behind TLS cookies are `__Host-`, secure and hidden from scripts', async () => {
  const { school } = await schoolWithElena({ secure: true })
  const elena = new Browser(school)
  const answers = [await elena.signIn('orlova'), await elena.post('/api/journal/enter')]
  for (const answer of answers)
    for (const line of answer.headers.getSetCookie()) {
      expect(line).toMatch(/^__Host-/)
      for (const attribute of [/; Secure/, /; HttpOnly/, /; SameSite=Lax/, /; Path=\//]) expect(line).toMatch(attribute)
      expect(line).not.toMatch(/domain/i)
    }
  const actor = await authenticate(school.database, school.settings)(cookieOf(elena, '__Host-zvonok'))
  expect(actor).toBeDefined()
})

test('[ACCOUNT-2] a session lasts ninety days from its last use and ends with the person leaving', async () => {
  const { school, id, enter } = await schoolWithElena()
  const elena = await enter()
  const now = () => school.clock.nowMs
  const who = authenticate(school.database, school.settings, now)
  school.clock.nowMs += sessionMs - 1000
  expect(await who(cookieOf(elena))).toMatchObject({ personId: id, expiresAtMs: now() + sessionMs })
  school.clock.nowMs += sessionMs - 1000
  expect((await elena.get('/api/me')).status).toBe(200)
  await school.database.orm.update(people).set({ active: false }).where(eq(people.id, id))
  expect(await who(cookieOf(elena))).toBeUndefined()
  await school.database.orm.update(people).set({ active: true }).where(eq(people.id, id))
  school.clock.nowMs += sessionMs + 1
  expect(await who(cookieOf(elena))).toBeUndefined()
  for (const nothing of [undefined, '', 'zvonok=', 'zvonok=wrong', 'other=1'])
    expect(await who(nothing)).toBeUndefined()
})

test('[ACCOUNT-13] signing out ends the session and its sockets', async () => {
  const { school, enter } = await schoolWithElena()
  const elena = await enter()
  const [row] = await school.database.orm.select().from(sessions)
  expect((await elena.post('/api/sign-out')).status).toBe(200)
  expect(school.ended).toEqual([row?.id])
  expect(elena.cookies.has('zvonok')).toBe(false)
  expect((await elena.get('/api/me')).status).toBe(401)
  expect((await elena.post('/api/sign-out')).status).toBe(200)
})

test('[ACCOUNT-13] own sessions are listed with their device; one or all can be ended, nobody else’s', async () => {
  const { school, id, enter } = await schoolWithElena()
  const [here, there] = [await enter(), await enter()]
  const { sessions: rows } = (await body(await here.get('/api/sessions'))) as {
    sessions: { id: string; current: boolean }[]
  }
  expect(rows.map(({ current }) => current).sort()).toEqual([false, true])
  const other = rows.find(({ current }) => !current)
  const stranger = await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher')
  expect(stranger).not.toBe(id)
  expect((await here.post('/api/sessions/end', { id: 'AAAAAAAAAAAAAAAA' })).status).toBe(404)
  expect((await here.post('/api/sessions/end', { id: other?.id })).status).toBe(200)
  expect(school.ended).toEqual([other?.id])
  expect((await there.get('/api/me')).status).toBe(401)

  const third = await enter()
  await here.post('/api/sessions/end-all')
  for (const browser of [here, third]) {
    expect((await browser.get('/api/me')).status).toBe(401)
    expect(await (await browser.get('/api/journal/me')).json()).toEqual({ person: null })
  }
  expect(school.ended.at(-1)).toBe(id)
})

test('[ACCOUNT-9] the outbox is for this machine only', async () => {
  const { school } = await schoolWithElena()
  const local = new Browser(school)
  expect(await (await local.get('/dev/outbox?to=nobody')).json()).toEqual([])
  expect((await local.get('/dev/outbox')).headers.get('content-type')).toContain('text/html')
  expect((await new Browser(school, '203.0.113.7').get('/dev/outbox')).status).toBe(404)
  expect((await local.get('/dev/outbox', { host: 'school.example' })).status).toBe(404)
  expect((await local.get('/dev/outbox', { 'x-forwarded-for': '127.0.0.1' })).status).toBe(404)
  const real = await openSchool({ demo: false })
  expect((await new Browser(real).get('/dev/outbox')).status).toBe(404)
})
