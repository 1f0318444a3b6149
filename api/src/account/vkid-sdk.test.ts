/** The official SDK of VK ID, as it is published, against the embedded ID. It is never part of the product: it reports to VK what people press. */
import { Auth, Config } from '@vkid/sdk'
import { expect, test, vi } from 'vitest'
import { codeFor } from '../testing/link.ts'
import { Browser, openSchool, origin, password } from '../testing/school.ts'
import { embeddedClientId, enterReturnPath } from './vkid-client.ts'

const phone = '+79000000005'
/** The SDK always speaks https; its requests are handed to the app. */
const domain = 'id.test/id'

/** The SDK on a page of the school. It is a program for browsers: what it takes from one stands here. */
async function openSdk() {
  const school = await openSchool()
  await school.addPerson('sokolov', 'Соколов', 'Илья', 'pupil', { phone, password, profile: true })
  const browser = new Browser(school)
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const url = new URL(input)
    // What it tells VK about the page.
    if (!url.pathname.startsWith('/id/oauth2/')) return new Response('{}')
    const form = init.body instanceof URLSearchParams ? init.body.toString() : String(init.body ?? '')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return browser.send(url.pathname + url.search, { method: 'POST', body: form, headers })
  })
  const wentTo: string[] = []
  const location = { host: 'localhost', href: origin, assign: (to: string) => wentTo.push(to) }
  vi.stubGlobal('location', location)
  vi.stubGlobal('document', { cookie: '' })
  vi.stubGlobal('window', { location, setTimeout, clearTimeout })
  Config.init({
    app: Number(embeddedClientId),
    redirectUrl: origin + enterReturnPath,
    scope: 'phone',
    mode: 'redirect' as never,
    state: 'state of the page',
    codeVerifier: 'v'.repeat(50),
    __vkidDomain: domain,
  })
  return { school, browser, wentTo, sdk: Auth }
}

/** «Войти» of the SDK, then the pages of the ID. */
async function signIn({ school, browser, wentTo, sdk }: Awaited<ReturnType<typeof openSdk>>) {
  await sdk.login().catch(() => undefined)
  await vi.waitFor(() => expect(wentTo).toHaveLength(1))
  const authorize = new URL(wentTo[0] ?? '')
  expect(authorize.origin + authorize.pathname).toBe(`https://${domain}/authorize`)
  await browser.get(authorize.pathname + authorize.search)
  await browser.post('/api/id/address', { kind: 'phone', address: phone })
  await browser.post('/api/id/password', { password })
  const answer = await browser.post('/api/id/code', { code: await codeFor(school, phone) })
  const { goTo } = (await answer.json()) as { goTo: string }
  const back = new URL(goTo)
  expect(back.origin + back.pathname).toBe(origin + enterReturnPath)
  return Object.fromEntries(back.searchParams) as { code: string; device_id: string; state: string }
}

test('[ACCOUNT-5] the official SDK signs in, exchanges the code, reads the user, refreshes and signs out', async () => {
  const page = await openSdk()
  const { sdk } = page
  const { code, device_id, state } = await signIn(page)
  expect(state).toBe('state of the page')
  const tokens = await sdk.exchangeCode(code, device_id)
  expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'phone' })
  const { user } = await sdk.userInfo(tokens.access_token)
  expect(user).toMatchObject({ user_id: String(tokens.user_id), phone })
  const renewed = await sdk.refreshToken(tokens.refresh_token, device_id)
  expect(renewed.access_token).not.toBe(tokens.access_token)
  const shown = await sdk.publicInfo(renewed.id_token)
  expect(shown.user).toMatchObject({ user_id: user.user_id, phone: '+7 *** *** ** 05' })
  expect(await sdk.logout(renewed.access_token)).toEqual({ response: 1 })
  await expect(sdk.userInfo(renewed.access_token)).rejects.toBeDefined()
})

test('[ACCOUNT-5] the official SDK is refused with a used code, a foreign device and a foreign verifier', async () => {
  const page = await openSdk()
  const { code, device_id } = await signIn(page)
  await expect(page.sdk.exchangeCode(code, device_id, 'w'.repeat(50))).rejects.toMatchObject({ error: 'invalid_grant' })
  await expect(page.sdk.exchangeCode(code, device_id)).rejects.toMatchObject({ error: 'invalid_grant' })
  const again = await openSdk()
  const second = await signIn(again)
  await expect(again.sdk.exchangeCode(second.code, 'another device')).rejects.toMatchObject({ error: 'invalid_grant' })
})
