import type { MiddlewareHandler } from 'hono'
import type { Settings } from './settings.ts'

/** No inline code but that of the page itself, nothing from third parties. `blob:` pictures are previews of attachments made on the device. */
const contentSecurityPolicy = (origins: readonly string[], scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...scripts.map((hash) => `'${hash}'`)].join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    // Older Safari does not count the socket as 'self'. A policy cannot name IPv6 addresses.
    `connect-src 'self' ${origins
      .filter((origin) => !origin.includes('['))
      .map((origin) => origin.replace(/^http/, 'ws'))
      .join(' ')}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Headers of every answer. `scripts`: hashes of what stands in the page of the app, as `sha256-…`. */
export function securityHeaders(
  { origins, secure }: Pick<Settings, 'origins' | 'secure'>,
  scripts: readonly string[] = [],
): MiddlewareHandler {
  const policy = contentSecurityPolicy(origins, scripts)
  return async (c, next) => {
    await next()
    c.header('Content-Security-Policy', policy)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Permissions-Policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=()')
    if (secure) c.header('Strict-Transport-Security', 'max-age=31536000')
  }
}
