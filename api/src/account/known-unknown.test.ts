import { verify } from '@node-rs/argon2'
import { expect, test, vi } from 'vitest'
import { body, codeFor, goToId } from '../testing/link.ts'
import { Browser, openSchool, password, type School } from '../testing/school.ts'

// The real argon2; only counted: that the work is the same says more than a clock does.
vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof import('@node-rs/argon2')>()
  return { ...real, verify: vi.fn(real.verify) }
})

const known = { phone: '+79000000001', email: 'known@school.example' }
const withoutPassword = { phone: '+79000000002', email: 'without@school.example' }
const unknown = { phone: '+79000000009', email: 'nobody@school.example' }
type Who = typeof known

/** An ID with a password, one that never set one, and nobody's number, each by phone and by mail. */
async function schoolWithIds() {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { ...known, password, profile: true })
  for (const kind of ['phone', 'email'] as const) {
    const browser = await atAddress(school, 'enter', kind, withoutPassword)
    expect((await giveCode(school, browser, kind, withoutPassword)).status).toBe(200)
  }
  return school
}

/** From the journal («Привязать…») or from the messenger («Войти») to the pages of the ID, and the address given there. */
async function atAddress(school: School, from: 'link' | 'enter', kind: keyof Who, who: Who, address = '127.0.0.1') {
  const browser = new Browser(school, address)
  await begin(browser, from)
  await browser.post('/api/id/address', { kind, address: who[kind] })
  return browser
}

async function begin(browser: Browser, from: 'link' | 'enter'): Promise<void> {
  if (from === 'enter') return void (await browser.get((await browser.get('/api/enter')).headers.get('location') ?? ''))
  await browser.signIn('ivanova')
  await goToId(browser)
}

const giveCode = async (school: School, browser: Browser, kind: keyof Who, who: Who) =>
  browser.post('/api/id/code', { code: await codeFor(school, who[kind]) })

const notThe = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** Everything that can be seen of an answer; the address is what the browser typed itself. */
async function seen(answer: Response, who: Who, kind: keyof Who) {
  const text = (await answer.text()).replaceAll(who[kind], 'ADDRESS')
  const headers = [...answer.headers].filter(([name]) => name !== 'content-length').sort()
  return { status: answer.status, headers, text }
}

/** Every step that can be taken without the right code, with all that is seen and the work that was done. */
async function walk(school: School, from: 'link' | 'enter', kind: keyof Who, who: Who) {
  const browser = new Browser(school)
  await begin(browser, from)
  const answers: unknown[] = []
  const step = async (path: string, json: object = {}) => {
    vi.mocked(verify).mockClear()
    const answer = path === '/api/id/request' ? await browser.get(path) : await browser.post(path, json)
    answers.push({ path, ...(await seen(answer, who, kind)), hashes: vi.mocked(verify).mock.calls.length })
  }
  await step('/api/id/address', { kind, address: who[kind] })
  await step('/api/id/request')
  const wrong = notThe(await codeFor(school, who[kind]))
  await step('/api/id/password', { password: 'not the password' })
  await step('/api/id/code', { code: wrong })
  await step('/api/id/code', { code: '12345' })
  await step('/api/id/resend')
  await step('/api/id/reset')
  await step('/api/id/request')
  await step('/api/id/new-password', { code: wrong, password: 'quite new words' })
  await step('/api/id/new-password', { code: wrong, password: 'short' })
  await step('/api/id/keep-password')
  await step('/api/id/continue')
  await step('/api/id/back')
  await step('/api/id/address', { kind, address: who[kind] })
  for (let n = 0; n < 12; n++) await step('/api/id/password', { password: `guess ${n}` })
  return answers
}

for (const from of ['link', 'enter'] as const)
  for (const kind of ['phone', 'email'] as const)
    test(`[ACCOUNT-23] ${from}, ${kind}: until the code is right, answers and work are the same for known and unknown`, async () => {
      const school = await schoolWithIds()
      school.clock.nowMs += 60_000
      const ofKnown = await walk(school, from, kind, known)
      expect(await walk(school, from, kind, unknown)).toEqual(ofKnown)
      expect(await walk(school, from, kind, withoutPassword)).toEqual(ofKnown)
      expect(ofKnown.filter((each) => (each as { hashes: number }).hashes === 1)).toHaveLength(10)
      expect(JSON.stringify(ofKnown)).toContain('account.wrongPassword')
    })

test('[ACCOUNT-23] the right code tells its owner that a password is missing, and stays good for the next tries', async () => {
  const school = await schoolWithIds()
  const olga = await atAddress(school, 'link', 'phone', known)
  const missing = await giveCode(school, olga, 'phone', known)
  expect([missing.status, (await body(missing)).code]).toEqual([401, 'account.wrongPassword'])
  expect(olga.cookies.has('id')).toBe(false)
  expect((await olga.post('/api/id/password', { password: 'not the password' })).status).toBe(401)
  expect(await body(await olga.post('/api/id/password', { password }))).toMatchObject({ step: 'code' })
  expect(await body(await giveCode(school, olga, 'phone', known))).toMatchObject({ isNew: false })
})

test('[ACCOUNT-23] one code serves phone, password and code; a right password sends another only when it is of no use', async () => {
  const school = await schoolWithIds()
  const olga = await atAddress(school, 'link', 'phone', known)
  const first = await codeFor(school, known.phone)
  school.clock.nowMs += 9 * 60_000
  await olga.post('/api/id/password', { password })
  expect(await codeFor(school, known.phone)).toBe(first)
  await olga.post('/api/id/back')
  school.clock.nowMs += 2 * 60_000
  await olga.post('/api/id/address', { kind: 'phone', address: known.phone })
  expect((await giveCode(school, olga, 'phone', known)).status).toBe(401)
  await olga.post('/api/id/password', { password })
  expect((await olga.post('/api/id/code', { code: first })).status).toBe(400)
  expect((await giveCode(school, olga, 'phone', known)).status).toBe(200)
})

test('[ACCOUNT-23, ACCOUNT-21] a number without a password is not opened by a code alone; who is new may set a password first', async () => {
  const school = await schoolWithIds()
  const again = await atAddress(school, 'enter', 'phone', withoutPassword)
  expect((await giveCode(school, again, 'phone', withoutPassword)).status).toBe(401)
  const fresh = await atAddress(school, 'enter', 'phone', unknown)
  await fresh.post('/api/id/reset')
  const code = await codeFor(school, unknown.phone)
  expect((await fresh.post('/api/id/new-password', { code, password: 'quite new words' })).status).toBe(200)
  await fresh.post('/api/id/password', { password: 'quite new words' })
  expect((await giveCode(school, fresh, 'phone', unknown)).status).toBe(200)
})

test('[ACCOUNT-4, ACCOUNT-23] wrong passwords at one number leave the others of a class behind the same address alone', async () => {
  const school = await schoolWithIds()
  const guesser = await atAddress(school, 'enter', 'phone', unknown, '192.168.0.1')
  for (let n = 0; n < 30; n++) await guesser.post('/api/id/password', { password: `guess ${n}` })
  expect((await guesser.post('/api/id/password', { password })).status).toBe(429)
  const olga = await atAddress(school, 'enter', 'phone', known, '192.168.0.1')
  expect((await olga.post('/api/id/password', { password })).status).toBe(200)
  expect((await giveCode(school, olga, 'phone', known)).status).toBe(200)
})
