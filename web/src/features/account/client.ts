import type { Api } from '@zvonok/api/app'
import { type RefusalCode, Refused, refusalStatus } from '@zvonok/schema/core/refusal'
import { type ClientResponse, hc } from 'hono/client'

/** The HTTP API of our own origin, typed by its routes. */
export const api = hc<Api>('/').api

/** No answer came: no connection, or the server is away. */
export class NoConnection extends Error {
  override name = 'NoConnection'
}

/** A no, with the time to wait when it is `core.tooMany`. */
export class RefusedFor extends Refused {
  readonly retryAfterS: number
  constructor(code: RefusalCode, retryAfterS: number) {
    super(code)
    this.retryAfterS = retryAfterS
  }
}

/** @throws {RefusedFor} @throws {NoConnection} */
export async function answer<T>(request: Promise<ClientResponse<T>>): Promise<T> {
  const response = await request.catch(() => {
    throw new NoConnection()
  })
  if (response.ok) return (await response.json()) as T
  const { code } = (await response.json().catch(() => ({}))) as { code?: string }
  if (code && code in refusalStatus)
    throw new RefusedFor(code as RefusalCode, Number(response.headers.get('retry-after') ?? 0))
  // A proxy's or a dying server's answer: nothing was decided.
  throw new NoConnection()
}
