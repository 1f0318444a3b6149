import { Browser, password, type School } from './school.ts'

/** The newest code that was sent to a phone or mail address. */
export async function codeFor(school: School, to: string): Promise<string> {
  const answer = await new Browser(school).get(`/dev/outbox?to=${encodeURIComponent(to)}`)
  const [newest] = (await answer.json()) as { code: string }[]
  return newest?.code ?? ''
}

/** Presses «Привязать учебный профиль» and follows to the pages of the ID. */
export async function goToId(browser: Browser): Promise<void> {
  const { goTo } = await body(await browser.post('/api/journal/link/start'))
  await browser.get(String(goTo))
}

/** Phone and code, and the password where there is one. @returns where the ID sends the browser */
export async function proveId(school: School, browser: Browser, phone: string, words = password): Promise<string> {
  await browser.post('/api/id/address', { kind: 'phone', address: phone })
  const giveCode = async () => browser.post('/api/id/code', { code: await codeFor(school, phone) })
  const answer = await giveCode()
  if (answer.ok) return String((await body(answer)).goTo)
  await browser.post('/api/id/password', { password: words })
  return String((await body(await giveCode())).goTo)
}

export const ownData = { family: 'Иванова', given: 'Ольга', middle: '', birthDate: '', confirmed: false }

/** Variant 1 from sign-in to the linked profile. */
export async function linkBy(school: School, browser: Browser, login: string, phone: string): Promise<Response> {
  await browser.signIn(login)
  await goToId(browser)
  await browser.get(await proveId(school, browser, phone))
  return browser.post('/api/journal/link/complete', { ...ownData, confirmed: true })
}

export const body = async (answer: Response): Promise<Record<string, unknown>> =>
  (await answer.json()) as Record<string, unknown>
