import { type RefusalCode, Refused } from '@zvonok/schema/core/refusal'

export interface SignedIn {
  readonly personId: string
  /** For the `Cookie` header of the socket. */
  readonly cookie: string
}

/** Journal login, then the messenger. @throws {Refused} with the server's code, e.g. `account.notLinked` */
export async function signIn(url: string, login: string, password: string): Promise<SignedIn> {
  const cookies = new Map<string, string>()
  const { person } = (await post(url, '/api/journal/sign-in', { login, password }, cookies)) as {
    person: { id: string }
  }
  await post(url, '/api/journal/enter', {}, cookies)
  return { personId: person.id, cookie: headerOf(cookies) }
}

async function post(url: string, path: string, body: object, cookies: Map<string, string>): Promise<unknown> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url, Cookie: headerOf(cookies) },
    body: JSON.stringify(body),
  })
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
  const answer = (await response.json()) as { code?: RefusalCode }
  if (!response.ok) throw new Refused(answer.code ?? 'core.unavailable')
  return answer
}

const headerOf = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
