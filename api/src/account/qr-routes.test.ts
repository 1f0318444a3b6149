import { expect, test } from 'vitest'
import { body } from '../testing/link.ts'
import { Browser, openSchool, password } from '../testing/school.ts'

async function schoolWithPicture() {
  const school = await openSchool()
  const id = await school.addPerson('orlova', 'Орлова', 'Елена', 'teacher')
  await school.addPerson('x', 'X', 'X', 'pupil', { phone: '+79000000008', password, profile: true, linkedPersonId: id })
  const desktop = new Browser(school)
  await desktop.signIn('orlova')
  const show = async () => String((await body(await desktop.post('/api/journal/qr'))).url).split('#')[1] ?? ''
  return { school, id, desktop, phone: new Browser(school, '203.0.113.7'), show }
}

test('[ACCOUNT-14] a phone scans, its two digits are typed in the browser, and only this phone gets in', async () => {
  const { school, id, desktop, phone, show } = await schoolWithPicture()
  const token = await show()
  expect(await body(await desktop.get('/api/journal/qr'))).toMatchObject({ state: 'shown' })
  const { digits } = await body(await phone.post('/api/phone/scan', { token }))
  expect(digits).toMatch(/^\d\d$/)
  expect(await body(await desktop.get('/api/journal/qr'))).toMatchObject({ state: 'scanned' })
  expect((await phone.post('/api/phone/enter')).status).toBe(409)
  expect((await desktop.post('/api/journal/qr/confirm', { digits })).status).toBe(200)
  expect((await new Browser(school).post('/api/phone/enter')).status).toBe(409)
  expect(await body(await phone.get('/api/phone'))).toMatchObject({ state: 'confirmed' })
  expect((await phone.post('/api/phone/enter')).status).toBe(200)
  expect(await body(await phone.get('/api/me'))).toMatchObject({ id })
  expect((await phone.post('/api/phone/enter')).status).toBe(409)
})

test('[ACCOUNT-14] wrong digits refuse the phone for good', async () => {
  const { desktop, phone, show } = await schoolWithPicture()
  const { digits } = await body(await phone.post('/api/phone/scan', { token: await show() }))
  const wrong = digits === '00' ? '01' : '00'
  expect((await desktop.post('/api/journal/qr/confirm', { digits: wrong })).status).toBe(400)
  expect((await desktop.post('/api/journal/qr/confirm', { digits })).status).toBe(400)
  expect(await body(await phone.get('/api/phone'))).toMatchObject({ state: 'refused' })
  expect((await phone.post('/api/phone/enter')).status).toBe(409)
})

test('[ACCOUNT-14] a picture ends after a minute, at its first scan, and when a newer one is shown', async () => {
  const { school, phone, show } = await schoolWithPicture()
  const old = await show()
  const token = await show()
  expect((await phone.post('/api/phone/scan', { token: old })).status).toBe(409)
  expect((await phone.post('/api/phone/scan', { token })).status).toBe(200)
  expect((await new Browser(school).post('/api/phone/scan', { token })).status).toBe(409)
  const late = await show()
  school.clock.nowMs += 60_001
  expect((await phone.post('/api/phone/scan', { token: late })).status).toBe(409)
})

test('[ACCOUNT-14] without a linked profile there is no picture', async () => {
  const { school } = await schoolWithPicture()
  await school.addPerson('petrov', 'Петров', 'Виктор', 'teacher')
  const viktor = new Browser(school)
  await viktor.signIn('petrov')
  expect(await (await viktor.post('/api/journal/qr')).json()).toEqual({ code: 'account.notLinked' })
})
