import { ezhdAccounts, ezhdSessions, ezhdUsers, ezhdVerifications } from '@zvonok/schema/account/engine-tables'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { username } from 'better-auth/plugins/username'
import type { Parts } from '../platform/parts.ts'
import { engineOptions } from './engine.ts'

const sessionMs = 7 * 24 * 60 * 60 * 1000
export const maxLoginLength = 100

/** Accounts of the journal: login and password from the school. */
export const createJournalAuth = (parts: Parts) =>
  betterAuth({
    ...engineOptions(parts, 'journal', sessionMs),
    database: drizzleAdapter(parts.database.orm, {
      provider: 'sqlite',
      schema: { user: ezhdUsers, session: ezhdSessions, account: ezhdAccounts, verification: ezhdVerifications },
    }),
    user: { additionalFields: { personId: { type: 'string', required: true, input: false } } },
    plugins: [username({ minUsernameLength: 1, maxUsernameLength: maxLoginLength, usernameValidator: () => true })],
  })

export type JournalAuth = ReturnType<typeof createJournalAuth>
