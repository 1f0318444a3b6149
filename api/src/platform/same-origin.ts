import { Refused } from '@zvonok/schema/core/refusal'
import type { MiddlewareHandler } from 'hono'
import type { HttpSettings } from './parts.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What changes something comes from our own pages. Browsers say where a request comes from (`Origin`, `Sec-Fetch-Site`) and pages cannot
 * forge it; programs that say nothing have no cookies of a person to misuse.
 */
export const sameOrigin = ({ origins }: Pick<HttpSettings, 'origins'>): MiddlewareHandler => {
  return async (c, next) => {
    if (!safe.has(c.req.method)) {
      const origin = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      if (origin !== undefined && !origins.includes(origin)) throw new Refused('core.forbidden')
      if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refused('core.forbidden')
    }
    return next()
  }
}

/** Where the person's browser is: one of our own origins. On loopback the same server has several names and cookies belong to one. */
export function ownOrigin(
  { origin, origins }: Pick<HttpSettings, 'origin' | 'origins'>,
  host: string | undefined,
): string {
  return origins.find((each) => new URL(each).host === host) ?? origin
}
