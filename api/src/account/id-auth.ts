import { idAccounts, idSessions, idUsers, idVerifications } from '@zvonok/schema/account/engine-tables'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { Context } from 'hono'
import { passCookies } from '../journal/session.ts'
import type { Parts } from '../platform/parts.ts'
import { engineOptions, openSession } from './engine.ts'

/** Short: school devices change hands, and linking asks for phone, password and code anyway. */
const sessionMs = 60 * 60 * 1000

/** Accounts of the embedded ID: phone (or mail for the youngest), password, code. */
export const createIdAuth = (parts: Parts) =>
  betterAuth({
    ...engineOptions(parts, 'id', sessionMs),
    database: drizzleAdapter(parts.database.orm, {
      provider: 'sqlite',
      schema: { user: idUsers, session: idSessions, account: idAccounts, verification: idVerifications },
    }),
    user: {
      additionalFields: {
        phoneNumber: { type: 'string', required: false, input: false },
        phoneNumberVerified: { type: 'boolean', required: false, input: false, defaultValue: false },
      },
    },
    plugins: [openSession],
  })

/** The browser is given up: nobody who comes after may go on as this person. */
export async function leaveId(c: Context, auth: IdAuth): Promise<void> {
  const { headers } = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
  passCookies(c, headers)
}

export type IdAuth = ReturnType<typeof createIdAuth>
