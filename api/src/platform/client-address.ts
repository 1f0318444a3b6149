import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { HttpSettings } from './parts.ts'

/**
 * The address a request comes from. Behind a proxy it is the last entry that this proxy wrote: earlier ones are the client's own words.
 * Empty for calls inside the process.
 */
export function clientAddress(c: Context, { proxied }: Pick<HttpSettings, 'proxied'>): string {
  const forwarded = proxied ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded ?? peerAddress(c)
}

/** The other end of the TCP connection. */
export const peerAddress = (c: Context): string => bindings(c)?.incoming?.socket?.remoteAddress ?? ''

const bindings = (c: Context): Partial<HttpBindings> | undefined => c.env
