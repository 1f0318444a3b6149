import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { BetterAuthOptions, BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import * as v from 'valibot'
import { cookieName } from '../platform/cookies.ts'
import type { Parts } from '../platform/parts.ts'
import { newIdUserId } from './accounts.ts'
import { hashPassword, maxPasswordLength, verifyPassword } from './password.ts'

/**
 * What the two instances of better-auth share. Only their functions are called and none of their HTTP routes is served: routes, limits and
 * error codes are ours. For SQLite the adapter opens no interactive transactions (`transaction` stays off).
 */
export const engineOptions = ({ settings, log }: Parts, name: 'journal' | 'id', sessionMs: number) =>
  ({
    baseURL: settings.origin,
    basePath: `/internal/${name}`,
    secret: settings.secret,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.error(`${name}.engine`, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { expiresIn: sessionMs / 1000, updateAge: 24 * 60 * 60, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => (model === 'user' ? newIdUserId() : newId()) },
      cookies: {
        session_token: {
          name: cookieName(name, settings),
          attributes: { secure: settings.secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
  }) as const satisfies BetterAuthOptions

/** Opens a session for a user whom our own steps (password, then code) have proven. A function, not a route. */
export const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: v.object({ userId: v.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = must(await internalAdapter.findUserById(ctx.body.userId), 'user of the ID')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ sessionId: session.id })
      },
    ),
  },
} satisfies BetterAuthPlugin
