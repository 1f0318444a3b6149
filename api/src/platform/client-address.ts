import type { Context } from 'hono'
import type { AppEnv, HttpSettings } from './parts.ts'

/**
 * The address a request comes from. Behind a proxy it is the last entry that this proxy wrote: earlier ones are the client's own words.
 * Empty for calls inside the process.
 */
export function clientAddress(c: Context<AppEnv>, { proxied }: Pick<HttpSettings, 'proxied'>): string {
  const forwarded = proxied ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded ?? peerAddress(c)
}

/** The other end of the TCP connection. */
export const peerAddress = (c: Context<AppEnv>): string => c.env?.incoming?.socket?.remoteAddress ?? ''
