import * as v from 'valibot'
import { challengeOf } from './grants.ts'

/** Our own name at the embedded ID. A number, as VK's are: its official SDK takes nothing else. */
export const embeddedClientId = '1'
/** Where people come back to: exact addresses, registered at the provider. */
export const linkReturnPath = '/api/journal/link/callback'
export const enterReturnPath = '/api/enter/callback'
export const redirectPaths = [linkReturnPath, enterReturnPath]

export interface IdClientSettings {
  readonly clientId: string
  /** `https://id.vk.ru`, or our own origin with `/id`. */
  readonly baseUrl: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

const Tokens = v.object({ access_token: v.string() })
const UserInfo = v.object({ user: v.object({ user_id: v.union([v.string(), v.number()]) }) })

/** The provider said no, or something that is not an answer. The person may try again. */
export class IdRefused extends Error {
  override name = 'IdRefused'
}

interface Authorize {
  readonly redirectUri: string
  readonly state: string
  /** PKCE. */
  readonly verifier: string
  readonly fresh: boolean
}

/** A client of VK ID and of the embedded ID, which speaks the same dialect. All we want to know is who somebody is there. */
export class IdClient {
  readonly #settings: IdClientSettings

  constructor(settings: IdClientSettings) {
    this.#settings = settings
  }

  /** Where a person goes. `fresh`: phone, password and code are asked each time, also of who is signed in at the ID. */
  authorizeUrl({ redirectUri, state, verifier, fresh }: Authorize): string {
    const url = new URL(`${this.#settings.baseUrl}/authorize`)
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.#settings.clientId,
      redirect_uri: redirectUri,
      state,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      ...(fresh && { prompt: 'login' }),
    }).toString()
    return url.href
  }

  /** The id of the user who brought `code` back. Tokens are given back at once: nothing else is ever asked of the ID. @throws {IdRefused} */
  async userOf(callback: {
    code: string
    deviceId: string
    state: string
    verifier: string
    redirectUri: string
  }): Promise<string> {
    const { access_token } = await this.#post(Tokens, '/oauth2/auth', {
      grant_type: 'authorization_code',
      client_id: this.#settings.clientId,
      redirect_uri: callback.redirectUri,
      code_verifier: callback.verifier,
      state: callback.state,
      device_id: callback.deviceId,
      code: callback.code,
    })
    const { user } = await this.#post(UserInfo, '/oauth2/user_info', {
      client_id: this.#settings.clientId,
      access_token,
    })
    await this.#post(v.object({}), '/oauth2/logout', { client_id: this.#settings.clientId, access_token })
    return String(user.user_id)
  }

  async #post<T>(schema: v.GenericSchema<unknown, T>, path: string, params: Record<string, string>): Promise<T> {
    const answer = await this.#settings.fetch(this.#settings.baseUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(params).toString(),
      signal: AbortSignal.timeout(15_000),
    })
    const read = v.safeParse(schema, await answer.json())
    if (!answer.ok || !read.success) throw new IdRefused(path)
    return read.output
  }
}
