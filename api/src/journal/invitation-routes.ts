import { Refused } from '@zvonok/schema/core/refusal'
import { Hono } from 'hono'
import * as v from 'valibot'
import { maxPasswordLength, minPasswordLength } from '../account/password.ts'
import { clientAddress } from '../platform/client-address.ts'
import type { Limit, Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { validate } from '../platform/validate.ts'
import { acceptInvitation } from './invitations.ts'

const Accept = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  password: v.pipe(v.string(), v.maxLength(maxPasswordLength)),
})
const tries: Limit = { name: 'journal.invitation', max: 20, windowMs: 10 * 60_000 }

/** The first administrator's one-time link. */
export const invitationRoutes = (parts: Parts, limits: Limits) =>
  new Hono<AppEnv>().post('/', validate('json', Accept), async (c) => {
    const { token, password } = c.req.valid('json')
    limits.take(tries, clientAddress(c, parts.settings))
    if (password.length < minPasswordLength) throw new Refused('account.weakPassword')
    return c.json({ login: await acceptInvitation(parts.database, token, password, parts.nowMs?.() ?? Date.now()) })
  })
