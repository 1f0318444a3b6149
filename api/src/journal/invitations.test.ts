import { openDatabase } from '@zvonok/sync-server/database'
import { expect, test } from 'vitest'
import { createJournalLogins } from '../account/accounts.ts'
import { acceptInvitation, makeInvitation } from './invitations.ts'

const dayMs = 24 * 60 * 60 * 1000

test('[OPERATOR-7] the administrator’s link sets a password once, within seven days', async () => {
  const database = await openDatabase(':memory:')
  await createJournalLogins(database, [{ personId: 'person', login: 'Director', passwordHash: 'none' }])
  const token = await makeInvitation(database, 'director', 0)
  const late = await makeInvitation(database, 'director', 0)
  const accept = (what: string, nowMs: number) => acceptInvitation(database, what, 'новый пароль', nowMs)
  await expect(accept(`${token}x`, dayMs)).rejects.toMatchObject({ code: 'account.requestExpired' })
  await expect(accept(late, 8 * dayMs)).rejects.toMatchObject({ code: 'account.requestExpired' })
  expect(await accept(token, 6 * dayMs)).toBe('director')
  await expect(accept(token, 6 * dayMs)).rejects.toMatchObject({ code: 'account.requestExpired' })
  const { rows } = await database.client.execute('SELECT password FROM ezhd_accounts')
  expect(rows[0]?.[0]).toMatch(/^\$argon2id/)
  database.close()
})
