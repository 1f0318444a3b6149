import { consents, demoOutbox } from '@zvonok/schema/account/tables'
import { guardians } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { resetPassword } from '../operator/reset-password.ts'
import { body, goToId, linkBy, proveId } from '../testing/link.ts'
import { Browser, openSchool, password, type School } from '../testing/school.ts'

const phone = '+79000000005'
const other = '+79000000006'

interface Care {
  consents: { personId: string; version: string; atMs: number; name: string }[]
  events: { kind: string; person: string; by: string | null }[]
}

const careOf = async (browser: Browser): Promise<Care> =>
  (await body(await browser.get('/api/journal/account'))) as unknown as Care

/** The operator's command; returns the new password. */
async function reset(school: School, login: string): Promise<string> {
  const lines: string[] = []
  const sync = { endPerson: (id: string) => school.ended.push(id) }
  await resetPassword.run(
    { database: school.database, sync: async () => sync } as unknown as Parameters<typeof resetPassword.run>[0],
    { login },
    { line: (line) => lines.push(line), progress: () => undefined },
  )
  return lines.join().split(': ').at(-1) ?? ''
}

test('[ACCOUNT-15] both sides are told when an ID gets a further person', async () => {
  const school = await openSchool()
  await school.addPerson('teacher', 'Смирнова', 'Ирина', 'teacher', { phone, password, profile: false })
  await school.addPerson('mother', 'Смирнова', 'Ирина', 'guardian')
  const first = new Browser(school)
  await linkBy(school, first, 'teacher', phone)
  const sent = await school.database.orm.select().from(demoOutbox)
  expect(sent.filter(({ code }) => code === '')).toEqual([])
  const second = new Browser(school)
  expect((await linkBy(school, second, 'mother', phone)).status).toBe(200)
  expect((await careOf(second)).events.map(({ kind }) => kind)).toEqual(['linked'])
  expect((await careOf(first)).events.map(({ kind }) => kind)).toEqual(['idShared', 'linked'])
  const notices = (await school.database.orm.select().from(demoOutbox)).filter(({ code }) => code === '')
  expect(notices).toMatchObject([{ to: phone }])
  expect(notices[0]?.text).not.toMatch(/Смирнова|Ирина/)
  expect(school.logged.join()).not.toContain('9000000005')
})

test('[ACCOUNT-16] after somebody else set the journal password, only the ID opens the messenger', async () => {
  const school = await openSchool()
  await school.addPerson('pupil', 'Соколов', 'Илья', 'pupil', { phone, password, profile: true })
  await linkBy(school, new Browser(school), 'pupil', phone)
  const words = await reset(school, 'pupil')
  const thief = new Browser(school)
  await thief.signIn('pupil', words)
  expect(await body(await thief.get('/api/journal/me'))).toMatchObject({ person: { linked: false, mustProve: true } })
  expect((await body(await thief.post('/api/journal/enter'))).code).toBe('account.notLinked')
  expect((await body(await thief.post('/api/journal/qr'))).code).toBe('account.notLinked')
  // Another ID is not taken instead.
  await goToId(thief)
  const returned = await thief.get(await proveId(school, thief, other))
  expect(returned.headers.get('location')).toContain('problem=account.alreadyLinked')
  expect((await thief.post('/api/journal/enter')).status).toBe(409)
  // The own one opens the door again.
  const pupil = new Browser(school)
  await pupil.signIn('pupil', words)
  await goToId(pupil)
  const back = await pupil.get(await proveId(school, pupil, phone))
  expect(back.headers.get('location')).toMatch(/\/journal\/chats$/)
  expect((await pupil.post('/api/journal/enter')).status).toBe(200)
  expect((await careOf(pupil)).events[0]).toMatchObject({ kind: 'passwordReset', by: null })
})

test('[ACCOUNT-18] a consent is kept with version and date; its withdrawal ends the profile and all sessions', async () => {
  const school = await openSchool()
  const id = await school.addPerson('pupil', 'Соколов', 'Илья', 'pupil')
  const pupil = new Browser(school)
  await linkBy(school, pupil, 'pupil', phone)
  await pupil.post('/api/journal/enter')
  expect((await careOf(pupil)).consents).toMatchObject([{ personId: id, version: '2026-11', atMs: school.clock.nowMs }])
  school.clock.nowMs += 1000
  expect((await pupil.post('/api/journal/account/withdraw', { personId: id })).status).toBe(200)
  expect((await pupil.get('/api/me')).status).toBe(401)
  expect(school.ended).toContain(id)
  expect(await careOf(pupil)).toMatchObject({
    consents: [],
    events: [{ kind: 'consentWithdrawn' }, { kind: 'linked' }],
  })
  const kept = await school.database.orm.select().from(consents).where(eq(consents.personId, id))
  expect(kept).toMatchObject([{ byPersonId: id, version: '2026-11', withdrawnAtMs: school.clock.nowMs }])
  expect(await body(await pupil.get('/api/journal/me'))).toMatchObject({ person: { linked: false } })
})

test('[ACCOUNT-18] a guardian withdraws for the own child, unless the office says none; nobody for others', async () => {
  const school = await openSchool()
  const child = await school.addPerson('pupil', 'Смирнов', 'Пётр', 'pupil')
  const mother = await school.addPerson('mother', 'Смирнова', 'Ирина', 'guardian')
  const father = await school.addPerson('father', 'Смирнов', 'Олег', 'guardian')
  await school.addPerson('mallory', 'Чужая', 'Мать', 'guardian')
  await school.database.orm.insert(guardians).values([
    { guardianId: mother, childId: child, access: 'full', byOffice: false },
    { guardianId: father, childId: child, access: 'none', byOffice: true },
  ])
  await linkBy(school, new Browser(school), 'pupil', phone)
  for (const login of ['father', 'mallory']) {
    const browser = new Browser(school)
    await browser.signIn(login)
    expect((await careOf(browser)).events).toEqual([])
    expect((await browser.post('/api/journal/account/withdraw', { personId: child })).status).toBe(404)
  }
  const irina = new Browser(school)
  await irina.signIn('mother')
  expect((await careOf(irina)).consents).toMatchObject([{ name: 'Смирнов Пётр' }])
  expect((await irina.post('/api/journal/account/withdraw', { personId: child })).status).toBe(200)
  expect((await careOf(irina)).events[0]).toMatchObject({ kind: 'consentWithdrawn', by: 'Смирнова Ирина' })
})

test('[ACCOUNT-20] «Продолжить как …»: who is signed in at the ID goes on with one press into the messenger', async () => {
  const school = await openSchool()
  await school.addPerson('pupil', 'Соколов', 'Илья', 'pupil')
  const browser = new Browser(school)
  await linkBy(school, browser, 'pupil', phone)
  const enterId = async () => browser.get((await browser.get('/api/enter')).headers.get('location') ?? '')
  await enterId()
  expect(await body(await browser.get('/api/id/request'))).toMatchObject({ continueAs: '+7 *** ***-**-05' })
  const { goTo } = await body(await browser.post('/api/id/continue-as'))
  expect((await browser.get(String(goTo))).headers.get('location')).toMatch(/\/chats#entered$/)
  expect((await browser.get('/api/me')).status).toBe(200)
})

test('[ACCOUNT-20] linking always asks for phone, password and code; signing out gives the ID up too', async () => {
  const school = await openSchool()
  await school.addPerson('pupil', 'Соколов', 'Илья', 'pupil', { phone, password, profile: true })
  await school.addPerson('other', 'Зайцев', 'Артём', 'pupil')
  const browser = new Browser(school)
  await linkBy(school, browser, 'pupil', phone)
  const enterId = async () => browser.get((await browser.get('/api/enter')).headers.get('location') ?? '')
  await browser.post('/api/sign-out')
  await enterId()
  expect(await body(await browser.get('/api/id/request'))).toMatchObject({ continueAs: null })
  expect((await browser.post('/api/id/continue-as')).status).toBe(409)
  // A colleague's ID session in the same browser is not linked by accident.
  await browser.get(await proveId(school, browser, phone))
  await browser.signIn('other')
  await goToId(browser)
  expect(await body(await browser.get('/api/id/request'))).toMatchObject({ continueAs: null })
  expect((await browser.post('/api/id/continue-as')).status).toBe(409)
  await browser.signIn('pupil', password)
  await browser.post('/api/journal/sign-out')
  await enterId()
  expect(await body(await browser.get('/api/id/request'))).toMatchObject({ continueAs: null })
})
