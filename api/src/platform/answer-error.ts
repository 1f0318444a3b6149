import { Refused, refusalStatus } from '@zvonok/schema/core/refusal'
import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { TooMany } from './limits.ts'
import type { Log } from './log.ts'

/** The one place where an error becomes an HTTP answer: `{ "code": "room.reason" }`. */
export const answerError =
  (log: Log): ErrorHandler =>
  (error, c) => {
    if (error instanceof TooMany) c.header('Retry-After', String(error.retryAfterS))
    if (error instanceof Refused) return refuse(c, error)
    if (error instanceof HTTPException && error.status < 500) return refuse(c, new Refused('core.badInput'))
    // The body broke off: nobody hears the answer, and it is no failure of ours.
    if (isAborted(error)) return refuse(c, new Refused('core.badInput'))
    log.error('http.failed', error, { method: c.req.method, route: c.req.routePath })
    return c.json({ code: 'core.internal' }, 500)
  }

/** Node's own error where the other side closes in the middle of its request. */
const isAborted = (error: Error): boolean =>
  error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'

const refuse = (c: Context, { code }: Refused): Response =>
  c.json({ code }, refusalStatus[code] as ContentfulStatusCode)
