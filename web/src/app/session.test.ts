import { expect, test, vi } from 'vitest'
import { forgetPerson, rememberPerson } from '../platform/last-person.ts'
import { oweSignOut } from '../platform/owed-sign-out.ts'
import { fakeDevice } from '../testing/fake-device.ts'
import { anna, ilya } from '../testing/school.ts'
import { openSession } from './session.ts'

const open = (personId: string) => fakeDevice({ me: { ...anna, id: personId } }).device
/** Resolves when the session has the state. */
const until = (session: ReturnType<typeof openSession>, state: string) =>
  vi.waitFor(() => expect(session().state).toBe(state))
const personOf = (session: ReturnType<typeof openSession>) => {
  const now = session()
  return now.state === 'open' ? now.device.personId : undefined
}

test('[FRAME-1] without a line the last person’s copy opens', async () => {
  rememberPerson({ personId: anna.id, name: 'Кузнецова Анна' })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
  const session = openSession(async (id) => open(id))
  await until(session, 'open')
  expect(personOf(session)).toBe(anna.id)
})

test('[FRAME-1] who is signed in gets their own copy, not the last person’s', async () => {
  rememberPerson({ personId: anna.id, name: 'Кузнецова Анна' })
  vi.stubGlobal('fetch', async () => Response.json({ id: ilya.id, name: 'Соколов Илья' }))
  const session = openSession(async (id) => open(id))
  await vi.waitFor(() => expect(personOf(session)).toBe(ilya.id))
})

test('[FRAME-1] who has just signed in never sees the copy of the one before', async () => {
  rememberPerson({ personId: anna.id, name: 'Кузнецова Анна' })
  location.hash = '#entered'
  vi.stubGlobal('fetch', async () => Response.json({ id: ilya.id, name: 'Соколов Илья' }))
  const opened: string[] = []
  const session = openSession(async (id) => {
    opened.push(id)
    return open(id)
  })
  await until(session, 'open')
  expect(opened).toEqual([ilya.id])
  expect(location.hash).toBe('')
})

test('[FRAME-1] nobody known and nobody signed in: the way in is shown', async () => {
  forgetPerson()
  vi.stubGlobal('fetch', async () => new Response(null, { status: 401 }))
  await until(
    openSession(async (id) => open(id)),
    'signedOut',
  )
})

test('[ACCOUNT-13] who signed out without a line stays out, and the server hears of it at the next contact', async () => {
  forgetPerson()
  oweSignOut()
  const asked: string[] = []
  let line = false
  vi.stubGlobal('fetch', async (address: string) => {
    if (!line) throw new TypeError('no line')
    asked.push(address)
    return new Response(null, { status: address === '/api/sign-out' ? 200 : 401 })
  })
  const start = () => openSession(async (id) => open(id))
  await until(start(), 'offline')
  line = true
  await until(start(), 'signedOut')
  await until(start(), 'signedOut')
  expect(asked).toEqual(['/api/sign-out', '/api/me', '/api/me'])
})

test('[ACCOUNT-13] a sign-out that is owed does not end the session of who signs in meanwhile', async () => {
  oweSignOut()
  location.hash = '#entered'
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    return Response.json({ id: ilya.id, name: 'Соколов Илья' })
  })
  await until(
    openSession(async (id) => open(id)),
    'open',
  )
  expect(asked).toEqual(['/api/me'])
})

test('[FRAME-19] who is signed in is asked by the page, and by the session only after that', async () => {
  forgetPerson()
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    return new Response(null, { status: 401 })
  })
  window.early = { me: Promise.resolve(Response.json({ id: anna.id, name: 'Кузнецова Анна' })) }
  const session = openSession(async (id) => open(id))
  await vi.waitFor(() => expect(personOf(session)).toBe(anna.id))
  expect(asked).toEqual([])
  forgetPerson()
  await until(
    openSession(async (id) => open(id)),
    'signedOut',
  )
  expect(asked).toEqual(['/api/me'])
})
