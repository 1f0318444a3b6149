import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { HttpSettings } from './parts.ts'

type Secure = Pick<HttpSettings, 'secure'>

/** Behind TLS the browser itself makes sure that only this host set it. */
export const cookieName = (name: string, { secure }: Secure): string => (secure ? `__Host-${name}` : name)

export const readCookie = (c: Context, name: string, settings: Secure): string | undefined =>
  getCookie(c, cookieName(name, settings))

/** For scripts invisible; sent along from other sites only when the person follows a link. */
export function writeCookie(c: Context, name: string, value: string, maxAgeMs: number, settings: Secure): void {
  setCookie(c, cookieName(name, settings), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: settings.secure,
    maxAge: Math.floor(maxAgeMs / 1000),
  })
}

export const dropCookie = (c: Context, name: string, settings: Secure): void => writeCookie(c, name, '', 0, settings)
