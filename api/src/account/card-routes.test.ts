import { idUsers } from '@zvonok/schema/account/engine-tables'
import { consents, demoOutbox, learningProfiles } from '@zvonok/schema/account/tables'
import { classes, classMembers, guardians, people } from '@zvonok/schema/journal/tables'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { body, codeFor, goToId, linkBy, ownData, proveId } from '../testing/link.ts'
import { Browser, openSchool, password, type School } from '../testing/school.ts'

const phone = '+79000000005'
const newPassword = 'новый пароль'

async function classOf(pupils: number) {
  const school = await openSchool()
  const { orm } = school.database
  const teacher = await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher')
  await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher')
  const ids: string[] = []
  for (let n = 0; n < pupils; n++) {
    const name = String.fromCharCode('А'.charCodeAt(0) + n).repeat(2)
    ids.push(await school.addPerson(`pupil${n}`, name, 'Иван', 'pupil'))
  }
  const homeroom = { schoolId: school.schoolId, type: 'homeroom', active: true } as const
  await orm.insert(classes).values([
    { id: '7b', sourcedId: '7b', title: '7 Б', ...homeroom },
    { id: '7a', sourcedId: '7a', title: '7 А', ...homeroom },
  ])
  await orm
    .insert(classMembers)
    .values([
      { classId: '7b', personId: teacher, role: 'classTeacher' },
      ...ids.map((personId) => ({ classId: '7b', personId, role: 'pupil' as const })),
    ])
  const olga = new Browser(school)
  await olga.signIn('ivanova')
  return { school, olga, teacher, ids }
}

interface Card {
  personId: string
  login: string
  code: string
  url: string
  name: string
}

async function print(teacher: Browser, personIds: string[]): Promise<Card[]> {
  const { cards } = await body(await teacher.post('/api/journal/class-cards', { personIds }))
  return cards as Card[]
}

const useCard = (browser: Browser, { login, code }: Pick<Card, 'login' | 'code'>, words = newPassword) =>
  browser.post('/api/card/use', { login, code, password: words })

async function states(teacher: Browser): Promise<string[]> {
  const { classes } = (await body(await teacher.get('/api/journal/class-cards'))) as {
    classes: { title: string; pupils: { state: string }[] }[]
  }
  return classes.flatMap(({ title, pupils }) => pupils.map(({ state }) => `${title} ${state}`))
}

const profileOf = async (school: School, personId: string) =>
  (await school.database.orm.select().from(learningProfiles).where(eq(learningProfiles.personId, personId)))[0]

test('[ACCOUNT-17, DOOR-12] 28 pupils behind one address get in by cards, without a single SMS', async () => {
  const { school, olga, ids } = await classOf(28)
  expect(await states(olga)).toEqual(Array(28).fill('7 Б none'))
  const cards = await print(olga, ids)
  expect(new Set(cards.map(({ code }) => code)).size).toBe(28)
  expect(cards[0]?.url).toBe(`${school.settings.origin}/journal/card#pupil0.${cards[0]?.code}`)
  expect(await states(olga)).toEqual(Array(28).fill('7 Б card'))
  for (const [n, card] of cards.entries()) {
    const pupil = new Browser(school, '203.0.113.7')
    // Everybody mistypes once.
    expect((await pupil.post('/api/card/check', { login: card.login, code: '0000000000' })).status).toBe(400)
    const found = await body(await pupil.post('/api/card/check', { login: card.login, code: card.code }))
    expect(found).toMatchObject({ kind: 'entry', data: { family: card.name.split(' ')[0], given: 'Иван' } })
    expect((await useCard(pupil, card)).status).toBe(200)
    expect(await body(await pupil.get('/api/me'))).toMatchObject({ id: card.personId })
    expect(await body(await pupil.get('/api/journal/me'))).toMatchObject({
      person: { linked: true, withoutPhone: true },
    })
    if (n === 20) expect((await states(olga)).filter((state) => state === '7 Б linked')).toHaveLength(21)
  }
  expect(await states(olga)).toEqual(Array(28).fill('7 Б linked'))
  expect(await school.database.orm.select().from(demoOutbox)).toEqual([])
  // A consent before each profile, by the pupil.
  const given = await school.database.orm.select().from(consents)
  expect(given).toHaveLength(28)
  expect(given.every(({ personId, byPersonId, version }) => personId === byPersonId && version)).toBe(true)
}, 60_000)

test('[ACCOUNT-17] afterwards the journal with the chosen password is the way in', async () => {
  const { school, olga, ids } = await classOf(1)
  const [card] = await print(olga, ids)
  if (!card) throw new Error('no card')
  await useCard(new Browser(school), card)
  const pupil = new Browser(school)
  expect((await pupil.signIn('pupil0')).status).toBe(401)
  expect((await pupil.signIn('pupil0', newPassword)).status).toBe(200)
  expect((await pupil.post('/api/journal/enter')).status).toBe(200)
})

test('[ACCOUNT-17] a card works once, for fourteen days, for ten wrong tries, and until the next one is printed', async () => {
  const { school, olga, ids } = await classOf(4)
  const cards = await print(olga, ids)
  const [once, guessed, old, reprinted] = cards
  if (!once || !guessed || !old || !reprinted) throw new Error('no cards')
  const browser = new Browser(school)
  const code = async (answer: Promise<Response>) => (await body(await answer)).code
  await useCard(browser, once)
  expect(await code(useCard(browser, once))).toBe('account.codeExpired')
  for (let n = 0; n < 10; n++)
    expect(await code(useCard(browser, { ...guessed, code: `111111111${n}` }))).toBe('account.wrongCode')
  expect(await code(useCard(browser, guessed))).toBe('account.wrongCode')
  await print(olga, [reprinted.personId])
  expect(await code(useCard(browser, reprinted))).toBe('account.wrongCode')
  expect(await code(useCard(browser, { login: 'nobody', code: '1111111111' }))).toBe('account.wrongCode')
  // The card of one opens nothing for another.
  expect(await code(useCard(browser, { login: old.login, code: once.code }))).toBe('account.wrongCode')
  expect(await code(useCard(browser, old, 'short'))).toBe('account.weakPassword')
  school.clock.nowMs += 14 * 24 * 60 * 60 * 1000
  expect(await code(useCard(browser, old))).toBe('account.codeExpired')
})

test('[ACCOUNT-17] a card of who has left the roster, or has linked by phone meanwhile, opens nothing', async () => {
  const { school, olga, ids } = await classOf(2)
  const [left, linked] = await print(olga, ids)
  if (!left || !linked) throw new Error('no cards')
  await school.database.orm.update(people).set({ active: false }).where(eq(people.id, left.personId))
  expect((await body(await useCard(new Browser(school), left))).code).toBe('account.disabled')
  await linkBy(school, new Browser(school), linked.login, phone)
  expect((await body(await useCard(new Browser(school), linked))).code).toBe('account.codeExpired')
})

test('[DOOR-12] only the class teacher prints cards, and only for the own class', async () => {
  const { school, olga, ids } = await classOf(1)
  const stranger = await school.addPerson('zaitsev', 'Зайцев', 'Артём', 'pupil')
  await school.database.orm.insert(classMembers).values({ classId: '7a', personId: stranger, role: 'pupil' })
  expect((await olga.post('/api/journal/class-cards', { personIds: [stranger] })).status).toBe(404)
  expect((await olga.post('/api/journal/class-cards', { personIds: [...ids, stranger] })).status).toBe(404)
  for (const login of ['petrov', 'pupil0']) {
    const other = new Browser(school)
    await other.signIn(login)
    expect(await body(await other.get('/api/journal/class-cards'))).toEqual({ classes: [] })
    expect((await other.post('/api/journal/class-cards', { personIds: ids })).status).toBe(404)
  }
  expect((await new Browser(school).post('/api/journal/class-cards', { personIds: ids })).status).toBe(401)
})

test('[ACCOUNT-17] a recovery card ends all sessions at once; pupil and guardians see who made it', async () => {
  const { school, olga, ids } = await classOf(1)
  const mother = await school.addPerson('smirnova', 'Смирнова', 'Ирина', 'guardian')
  const [pupilId = ''] = ids
  await school.database.orm
    .insert(guardians)
    .values({ guardianId: mother, childId: pupilId, access: 'full', byOffice: false })
  const pupil = new Browser(school)
  await linkBy(school, pupil, 'pupil0', phone)
  await pupil.post('/api/journal/enter')
  const before = await profileOf(school, pupilId)
  const [card] = await print(olga, ids)
  if (!card) throw new Error('no card')
  expect((await pupil.get('/api/me')).status).toBe(401)
  expect(await body(await pupil.get('/api/journal/me'))).toEqual({ person: null })
  expect(school.ended).toContain(pupilId)
  const again = new Browser(school)
  expect((await useCard(again, card)).status).toBe(200)
  // The same profile on the same ID: a card opens what is the person's, it makes nothing new.
  expect(await profileOf(school, pupilId)).toEqual(before)
  const irina = new Browser(school)
  await irina.signIn('smirnova')
  for (const browser of [again, irina]) {
    const { events } = (await body(await browser.get('/api/journal/account'))) as { events: Record<string, unknown>[] }
    expect(events.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
      'cardUsed АА Иван',
      'cardMade Иванова Ольга',
      'linked АА Иван',
    ])
  }
})

test('[ACCOUNT-17] who came in by a card adds a phone later, with the password again, and keeps everything', async () => {
  const { school, olga, ids } = await classOf(1)
  const [card] = await print(olga, ids)
  if (!card) throw new Error('no card')
  const pupil = new Browser(school)
  await useCard(pupil, card)
  expect((await pupil.post('/api/journal/link/start')).status).toBe(409)
  expect((await pupil.post('/api/journal/link/add-phone', { password })).status).toBe(401)
  const { goTo } = await body(await pupil.post('/api/journal/link/add-phone', { password: newPassword }))
  await pupil.get(String(goTo))
  await pupil.get(await proveId(school, pupil, phone))
  expect((await pupil.post('/api/journal/link/complete', { ...ownData, confirmed: true })).status).toBe(200)
  const profile = await profileOf(school, card.personId)
  const [user] = await school.database.orm
    .select()
    .from(idUsers)
    .where(eq(idUsers.id, profile?.idUserId ?? ''))
  expect(user?.phoneNumber).toBe(phone)
  expect(await body(await pupil.get('/api/journal/me'))).toMatchObject({
    person: { linked: true, withoutPhone: false },
  })
  expect((await pupil.post('/api/journal/link/add-phone', { password: newPassword })).status).toBe(409)
})

test('[ACCOUNT-17] a pupil who linked by mail and turns fourteen adds a phone', async () => {
  const school = await openSchool()
  const id = await school.addPerson('belova', 'Белова', 'Мария', 'pupil')
  const belova = new Browser(school)
  await belova.signIn('belova')
  await goToId(belova)
  await belova.post('/api/id/address', { kind: 'email', address: 'belova@school.example' })
  const code = await codeFor(school, 'belova@school.example')
  await belova.get(String((await body(await belova.post('/api/id/code', { code }))).goTo))
  expect((await belova.post('/api/journal/link/complete', { ...ownData, confirmed: true })).status).toBe(200)
  expect(await body(await belova.get('/api/journal/me'))).toMatchObject({ person: { withoutPhone: true } })
  const { goTo } = await body(await belova.post('/api/journal/link/add-phone', { password }))
  await belova.get(String(goTo))
  await belova.get(await proveId(school, belova, phone))
  expect((await belova.post('/api/journal/link/complete', { ...ownData, confirmed: true })).status).toBe(200)
  const [user] = await school.database.orm
    .select()
    .from(idUsers)
    .where(eq(idUsers.id, (await profileOf(school, id))?.idUserId ?? ''))
  expect(user?.phoneNumber).toBe(phone)
  expect(await body(await belova.get('/api/journal/me'))).toMatchObject({
    person: { linked: true, withoutPhone: false },
  })
})

test('[ACCOUNT-11, ACCOUNT-17] no code of a card stands in a log line or in the database', async () => {
  const { school, olga, ids } = await classOf(1)
  const [card] = await print(olga, ids)
  if (!card) throw new Error('no card')
  await useCard(new Browser(school), { ...card, code: '0000000000' })
  const { rows } = await school.database.client.execute('SELECT * FROM entry_cards')
  expect(JSON.stringify(rows) + school.logged.join()).not.toContain(card.code)
})

test('[ACCOUNT-3] a card is no way around the check who is asked: the ID of somebody else stays theirs', async () => {
  const { school, olga, ids } = await classOf(2)
  const [first, second] = await print(olga, ids)
  if (!first || !second) throw new Error('no cards')
  const one = new Browser(school)
  await linkBy(school, one, first.login, phone)
  const two = new Browser(school)
  await useCard(two, second)
  const { goTo } = await body(await two.post('/api/journal/link/add-phone', { password: newPassword }))
  await two.get(String(goTo))
  // The pupils share a phone; the ID of the first one is not for the second.
  await two.get(await proveId(school, two, phone))
  expect((await two.post('/api/journal/link/complete', { ...ownData, confirmed: true })).status).toBe(409)
  expect(await body(await two.get('/api/journal/me'))).toMatchObject({ person: { linked: true, withoutPhone: true } })
})
