import { expect, test } from 'vitest'
import { body, linkBy, proveId } from '../testing/link.ts'
import { Browser, openSchool, password } from '../testing/school.ts'

const phone = '+79000000007'

async function toId(browser: Browser): Promise<void> {
  const answer = await browser.get('/api/enter')
  await browser.get(answer.headers.get('location') ?? '')
}

test('[ACCOUNT-8] «Войти» without the journal: phone, password, code, chats', async () => {
  const school = await openSchool()
  const id = await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian')
  await school.addPerson('x', 'X', 'X', 'pupil', { phone, password, profile: true, linkedPersonId: id })
  const irina = new Browser(school)
  await toId(irina)
  const chats = await irina.get(await proveId(school, irina, phone))
  expect(chats.headers.get('location')).toBe(`${school.settings.origin}/chats#entered`)
  expect(await body(await irina.get('/api/me'))).toMatchObject({ id })
})

test('[ACCOUNT-8] an ID without a linked person enters nothing', async () => {
  const school = await openSchool()
  const stranger = new Browser(school)
  await toId(stranger)
  const back = await stranger.get(await proveId(school, stranger, '+79990000000'))
  expect(back.headers.get('location')).toBe(`${school.settings.origin}/journal/chats?problem=account.notLinked`)
  expect((await stranger.get('/api/me')).status).toBe(401)
})

test('[ACCOUNT-8] who holds two profiles chooses one, and only an own one', async () => {
  const school = await openSchool()
  await school.addPerson('mother1', 'Смирнова', 'Ирина', 'guardian', { phone, password, profile: true })
  const second = await school.addPerson('mother2', 'Смирнова', 'Ирина', 'guardian')
  const foreign = await school.addPerson('volkov', 'Волков', 'Сергей', 'head')
  for (const login of ['mother1', 'mother2']) await linkBy(school, new Browser(school), login, phone)
  const irina = new Browser(school)
  await toId(irina)
  const choose = await irina.get(await proveId(school, irina, phone))
  expect(choose.headers.get('location')).toBe(`${school.settings.origin}/id/choose`)
  expect(((await body(await irina.get('/api/enter/people'))).people as unknown[]).length).toBe(2)
  expect((await irina.post('/api/enter/as', { personId: foreign })).status).toBe(404)
  expect((await irina.post('/api/enter/as', { personId: second })).status).toBe(200)
  expect(await body(await irina.get('/api/me'))).toMatchObject({ id: second })
  expect((await irina.post('/api/enter/as', { personId: second })).status).toBe(409)
})

test('[ACCOUNT-8] a way that another browser began does not end in this one', async () => {
  const school = await openSchool()
  const id = await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian')
  await school.addPerson('x', 'X', 'X', 'pupil', { phone, password, profile: true, linkedPersonId: id })
  const irina = new Browser(school)
  await toId(irina)
  const goTo = await proveId(school, irina, phone)
  const victim = new Browser(school)
  await toId(victim)
  const answer = await victim.get(goTo)
  expect(answer.headers.get('location')).toContain('problem=account.linkFailed')
  expect(victim.cookies.has('zvonok')).toBe(false)
})
