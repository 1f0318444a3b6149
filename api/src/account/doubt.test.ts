import { expect, test } from 'vitest'
import { body, codeFor, goToId, linkBy, proveId } from '../testing/link.ts'
import { Browser, openSchool, password, type School } from '../testing/school.ts'

const phone = '+79000000007'
const newPassword = 'words of the new owner'

/** A mother who has linked her phone and is in the messenger. */
async function schoolWithIrina() {
  const school = await openSchool()
  const id = await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian', { phone, password, profile: false })
  const irina = new Browser(school)
  await linkBy(school, irina, 'smirnova', phone)
  await irina.post('/api/journal/enter')
  return { school, id, irina }
}

async function toId(browser: Browser): Promise<void> {
  const answer = await browser.get('/api/enter')
  await browser.get(answer.headers.get('location') ?? '')
}

/** «Забыли пароль?» by nothing but the phone, then in with the new password. @returns where the browser stands then */
async function resetAndEnter(school: School, browser: Browser): Promise<string> {
  await toId(browser)
  await browser.post('/api/id/address', { kind: 'phone', address: phone })
  await browser.post('/api/id/reset')
  const code = await codeFor(school, phone)
  await browser.post('/api/id/new-password', { code, password: newPassword })
  const back = await browser.get(await proveId(school, browser, phone, newPassword))
  return new URL(back.headers.get('location') ?? '', school.settings.origin).pathname
}

const status = async (answer: Promise<Response>) => (await answer).status

test('[ACCOUNT-21] a number that got a new owner opens no old account', async () => {
  const { school, irina } = await schoolWithIrina()
  await school.addPerson('mallory', 'Чужой', 'Человек', 'guardian')
  const mallory = new Browser(school)
  expect(await resetAndEnter(school, mallory)).toBe('/id/prove')
  expect(await status(mallory.get('/api/me'))).toBe(401)
  expect(await status(mallory.get('/api/enter/people'))).toBe(409)
  const wrong = [
    { login: 'smirnova', password: newPassword },
    { login: 'nobody', password },
    // An account of the own does not open that of somebody else, and tells nothing of it.
    { login: 'mallory', password },
  ]
  for (const json of wrong)
    expect(await body(await mallory.post('/api/enter/prove', json))).toEqual({ code: 'journal.wrongLogin' })
  await toId(mallory)
  const again = await mallory.get(await proveId(school, mallory, phone, newPassword))
  expect(again.headers.get('location')).toMatch(/\/id\/prove$/)
  // Nor may the new owner link the number to an own journal: the office unlinks first.
  await mallory.signIn('mallory')
  await goToId(mallory)
  await mallory.get(await proveId(school, mallory, phone, newPassword))
  expect(await body(await mallory.get('/api/journal/link'))).toEqual({ code: 'account.alreadyLinked' })
  // The mother is signed out, sees what happened, and goes on through the journal.
  expect(await status(irina.get('/api/me'))).toBe(401)
  const { events } = await body(await irina.get('/api/journal/account'))
  expect(events).toMatchObject([{ kind: 'idPasswordReset' }, { kind: 'linked' }])
  expect(await status(irina.post('/api/journal/enter'))).toBe(200)
})

test('[ACCOUNT-21] the journal login is asked for once, then the ID is enough again', async () => {
  const { school, id } = await schoolWithIrina()
  const phoneOfIrina = new Browser(school)
  expect(await resetAndEnter(school, phoneOfIrina)).toBe('/id/prove')
  expect(await status(phoneOfIrina.post('/api/enter/prove', { login: 'SMIRNOVA', password }))).toBe(200)
  expect(await body(await phoneOfIrina.get('/api/me'))).toMatchObject({ id })
  const other = new Browser(school)
  await toId(other)
  const chats = await other.get(await proveId(school, other, phone, newPassword))
  expect(chats.headers.get('location')).toMatch(/\/chats#entered$/)
})

test('[ACCOUNT-21] who has the journal open in the same browser is not asked', async () => {
  const { school, irina } = await schoolWithIrina()
  expect(await resetAndEnter(school, irina)).toBe('/chats')
  expect(await status(irina.get('/api/me'))).toBe(200)
})

test('[ACCOUNT-21] guesses of the journal login are limited there as at the journal itself', async () => {
  const { school } = await schoolWithIrina()
  const mallory = new Browser(school)
  await resetAndEnter(school, mallory)
  const statuses = []
  for (let n = 0; n < 12; n++)
    statuses.push(await status(mallory.post('/api/enter/prove', { login: 'smirnova', password: `guess ${n}` })))
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  expect((await mallory.signIn('smirnova')).status).toBe(429)
  const elsewhere = new Browser(school)
  expect(await status(elsewhere.post('/api/enter/prove', { login: 'smirnova', password }))).toBe(409)
})
