import { learningProfiles, sessions } from '@zvonok/schema/account/tables'
import { expect, test } from 'vitest'
import { body, codeFor, goToId, linkBy, ownData, proveId } from '../testing/link.ts'
import { Browser, openSchool, password } from '../testing/school.ts'
import { embeddedClientId } from './vkid-client.ts'

const phone = '+79000000001'
const status = async (answer: Promise<Response>) => (await answer).status

test('[ACCOUNT-4, ACCOUNT-10] thirty pupils behind one address link within five minutes while a thousand guesses from anywhere fail', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  for (let n = 0; n < 30; n++) await school.addPerson(`pupil${n}`, 'Ученик', `Номер ${n}`, 'pupil')
  const beginMs = school.clock.nowMs
  const right = new Set<number>()
  const guesser = async (n: number) => {
    const browser = new Browser(school, `10.0.${n % 250}.${Math.floor(n / 250) + 1}`)
    await browser.get((await browser.get('/api/enter')).headers.get('location') ?? '')
    await browser.post('/api/id/address', { kind: 'phone', address: phone })
    for (let guess = 0; guess < 34; guess++) {
      const answer = await browser.post('/api/id/password', { password: `guess ${n} ${guess}` })
      right.add(answer.status)
    }
  }
  for (let n = 0; n < 30; n++) {
    await guesser(n)
    school.clock.nowMs += 9000
    const pupil = new Browser(school, '192.168.0.1')
    const number = `+790000001${String(n).padStart(2, '0')}`
    expect((await linkBy(school, pupil, `pupil${n}`, number)).status).toBe(200)
  }
  expect([...right].sort()).toEqual([401, 429])
  expect(school.clock.nowMs - beginMs).toBeLessThan(5 * 60_000)
}, 60_000)

test('[ACCOUNT-4] guesses of a code from a hundred browsers share the tries of the number', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  const answers = new Map<number, number>()
  for (let n = 0; n < 20; n++) {
    const browser = new Browser(school, `10.1.0.${n}`)
    await browser.get((await browser.get('/api/enter')).headers.get('location') ?? '')
    await browser.post('/api/id/address', { kind: 'phone', address: phone })
    await browser.post('/api/id/password', { password })
    const code = await codeFor(school, phone)
    for (let guess = 0; guess < 5; guess++) {
      const wrong = String((Number(code) + 1 + guess) % 1_000_000).padStart(6, '0')
      const answer = await status(browser.post('/api/id/code', { code: wrong }))
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
    }
  }
  expect(answers.get(400)).toBe(20)
  expect(answers.get(429)).toBe(80)
})

test('[ACCOUNT-1, DOOR-5] session fixation: cookies that somebody planted are never the ones that become valid', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  const victim = new Browser(school)
  const attacker = new Browser(school)
  await attacker.get((await attacker.get('/api/enter')).headers.get('location') ?? '')
  await attacker.signIn('nobody')
  for (const name of ['zvonok', 'journal', 'id', 'id-request', 'enter-flow', 'qr-phone'])
    victim.cookies.set(name, attacker.cookies.get(name) ?? 'planted')
  const planted = new Map(victim.cookies)
  await linkBy(school, victim, 'ivanova', phone)
  await victim.post('/api/journal/enter')
  expect(await status(victim.get('/api/me'))).toBe(200)
  for (const name of ['zvonok', 'journal', 'id', 'id-request'])
    expect(victim.cookies.get(name)).not.toBe(planted.get(name))
  const thief = new Browser(school)
  for (const [name, value] of planted) thief.cookies.set(name, value)
  expect(await status(thief.get('/api/me'))).toBe(401)
  expect(await (await thief.get('/api/journal/me')).json()).toEqual({ person: null })
  expect(await status(thief.get('/api/enter/people'))).toBe(409)
  expect(await school.database.orm.select().from(sessions)).toHaveLength(1)
})

test('[ACCOUNT-6, DOOR-6] mass assignment: no field makes somebody another person, another role or linked', async () => {
  const school = await openSchool()
  const olga = await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  await school.addPerson('mallory', 'Чужой', 'Человек', 'pupil')
  const mallory = new Browser(school)
  await mallory.signIn('mallory')
  await goToId(mallory)
  await mallory.get(await proveId(school, mallory, '+79000000066'))
  const more = [{ personId: olga }, { role: 'schoolAdmin' }, { idUserId: '1' }, { linked: true }, { schools: [] }]
  for (const field of more) {
    expect(await status(mallory.post('/api/journal/link/complete', { ...ownData, ...field }))).toBe(400)
    expect(await status(mallory.post('/api/journal/sign-in', { login: 'mallory', password, ...field }))).toBe(400)
    expect(await status(mallory.post('/api/id/address', { kind: 'phone', address: phone, ...field }))).toBe(400)
  }
  expect(await school.database.orm.select().from(learningProfiles)).toEqual([])
})

test('[ACCOUNT-5] open redirect: whatever is asked for, a browser is only ever sent to our own pages', async () => {
  const school = await openSchool()
  const browser = new Browser(school)
  const evil = ['https://evil.example', '//evil.example', '/\\evil.example', `${school.settings.origin}@evil.example/`]
  for (const to of evil) {
    const query = ['redirect_uri', 'return', 'next', 'goTo', 'state', 'problem'].map(
      (name) => `${name}=${encodeURIComponent(to)}`,
    )
    const asked = `client_id=${embeddedClientId}&response_type=code&code_challenge_method=S256&code_challenge=${'a'.repeat(43)}`
    for (const path of ['/api/enter', '/api/enter/callback', '/api/journal/link/callback', '/id/authorize']) {
      const location = (await browser.get(`${path}?${asked}&${query.join('&')}`)).headers.get('location') ?? ''
      expect(new URL(location, school.settings.origin).origin, `${path} ${to}`).toBe(school.settings.origin)
    }
  }
})

test('[ACCOUNT-3, DOOR-2] answers for known and unknown numbers, logins and cards are alike', async () => {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  const browser = new Browser(school)
  const answers = async (login: string) => [
    await body(await browser.post('/api/journal/sign-in', { login, password: 'wrong words' })),
    await body(await browser.post('/api/card/check', { login, code: '1234567890' })),
  ]
  expect(await answers('ivanova')).toEqual(await answers('nobody'))
})
