import { idGrants } from '@zvonok/schema/account/id-tables'
import { expect, test } from 'vitest'
import { body, codeFor } from '../testing/link.ts'
import { Browser, openSchool, password } from '../testing/school.ts'
import { challengeOf } from './grants.ts'
import { embeddedClientId, linkReturnPath } from './vkid-client.ts'

const phone = '+79000000001'
const verifier = 'v'.repeat(43)

async function schoolWithId() {
  const school = await openSchool()
  await school.addPerson('ivanova', 'Иванова', 'Ольга', 'teacher', { phone, password, profile: true })
  const redirectUri = school.settings.origin + linkReturnPath
  const asked = {
    response_type: 'code',
    client_id: embeddedClientId,
    redirect_uri: redirectUri,
    state: 'a state',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 's256',
    scope: 'phone',
  }
  const browser = new Browser(school)
  const authorize = (change: Record<string, string> = {}) =>
    browser.get(`/id/authorize?${new URLSearchParams({ ...asked, ...change })}`)
  /** As VK's SDK does it: most in the query, the secret part in the form. */
  const post = (path: string, query: Record<string, string>, form: Record<string, string> = {}) =>
    browser.send(`/id/oauth2/${path}?${new URLSearchParams(query)}`, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  async function signIn(): Promise<URL> {
    await authorize()
    await browser.post('/api/id/address', { kind: 'phone', address: phone })
    await browser.post('/api/id/password', { password })
    const { goTo } = await body(await browser.post('/api/id/code', { code: await codeFor(school, phone) }))
    return new URL(String(goTo))
  }
  const exchange = (back: URL, change: Record<string, string> = {}) =>
    post(
      'auth',
      {
        grant_type: 'authorization_code',
        client_id: embeddedClientId,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        state: 'a state',
        device_id: back.searchParams.get('device_id') ?? '',
        ...change,
      },
      { code: back.searchParams.get('code') ?? '' },
    )
  return { school, browser, authorize, post, signIn, exchange }
}

test('[ACCOUNT-5] code, tokens, user info, public info, refresh and logout as VK ID has them', async () => {
  const { school, post, signIn, exchange } = await schoolWithId()
  const back = await signIn()
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 'a state', type: 'code_v2', expires_in: '600' })
  const tokens = await body(await exchange(back))
  expect(tokens).toMatchObject({
    token_type: 'Bearer',
    expires_in: 3600,
    state: 'a state',
    user_id: expect.any(Number),
  })
  const access_token = String(tokens.access_token)
  expect(await body(await post('user_info', { client_id: embeddedClientId }, { access_token }))).toMatchObject({
    user: { user_id: String(tokens.user_id), phone },
  })
  const masked = await body(
    await post('public_info', { client_id: embeddedClientId }, { id_token: String(tokens.id_token) }),
  )
  expect(masked).toMatchObject({ user: { phone: '+7 *** *** ** 01' } })
  const device_id = back.searchParams.get('device_id') ?? ''
  const renewal = { grant_type: 'refresh_token', client_id: embeddedClientId, device_id }
  const renewed = await body(await post('auth', renewal, { refresh_token: String(tokens.refresh_token) }))
  expect(renewed.access_token).not.toBe(access_token)
  expect(await body(await post('logout', {}, { access_token: String(renewed.access_token) }))).toEqual({ response: 1 })
  expect((await post('user_info', {}, { access_token })).status).toBe(400)
  expect(JSON.stringify(await school.database.orm.select().from(idGrants))).not.toContain(access_token)
})

test('[ACCOUNT-5] a code works once; showing it again ends what came from it', async () => {
  const { post, signIn, exchange } = await schoolWithId()
  const back = await signIn()
  const { access_token } = await body(await exchange(back))
  expect(await body(await exchange(back))).toMatchObject({ error: 'invalid_grant' })
  expect((await post('user_info', {}, { access_token: String(access_token) })).status).toBe(400)
})

test('[ACCOUNT-5] a refresh token that was used before ends the family', async () => {
  const { post, signIn, exchange } = await schoolWithId()
  const back = await signIn()
  const { refresh_token } = await body(await exchange(back))
  const device_id = back.searchParams.get('device_id') ?? ''
  const renewal = { grant_type: 'refresh_token', client_id: embeddedClientId, device_id }
  const again = () => post('auth', renewal, { refresh_token: String(refresh_token) })
  const { access_token } = await body(await again())
  expect((await again()).status).toBe(400)
  expect((await post('user_info', {}, { access_token: String(access_token) })).status).toBe(400)
})

test('[ACCOUNT-5] a code is bound to client, address, device, challenge and ten minutes', async () => {
  const { school, signIn, exchange } = await schoolWithId()
  for (const change of [
    { client_id: 'another' },
    { redirect_uri: `${school.settings.origin}/elsewhere` },
    { device_id: 'another' },
    { code_verifier: 'w'.repeat(43) },
    { grant_type: 'password' },
  ]) {
    expect((await exchange(await signIn(), change)).status).toBe(400)
    school.clock.nowMs += 6000
  }
  const late = await signIn()
  school.clock.nowMs += 10 * 60_000 + 1
  expect((await exchange(late)).status).toBe(400)
})

test('[ACCOUNT-5] nobody is sent to an address that is not registered', async () => {
  const { school, authorize } = await schoolWithId()
  const own = school.settings.origin + linkReturnPath
  for (const redirect_uri of [
    'https://evil.example/',
    `${own}/more`,
    `${own}?x=1`,
    `${school.settings.origin}@evil.example${linkReturnPath}`,
    '//evil.example',
    '',
  ])
    expect((await authorize({ redirect_uri })).headers.get('location')).toBe('/id/sign-in?problem=client')
  expect((await authorize({ client_id: 'another' })).headers.get('location')).toBe('/id/sign-in?problem=client')
  for (const change of [{ code_challenge: '' }, { code_challenge_method: 'plain' }, { response_type: 'token' }])
    expect((await authorize(change)).headers.get('location')).toBe(`${own}?error=invalid_request&state=a+state`)
})

test('[ACCOUNT-5] without asking (`prompt=none`) only an open session goes on', async () => {
  const { authorize, signIn } = await schoolWithId()
  expect((await authorize({ prompt: 'none' })).headers.get('location')).toContain('error=login_required')
  await signIn()
  expect((await authorize({ prompt: 'none' })).headers.get('location')).toContain('code=')
})
