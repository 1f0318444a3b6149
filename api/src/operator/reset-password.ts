import { ezhdAccounts, ezhdUsers } from '@zvonok/schema/account/engine-tables'
import { eq } from 'drizzle-orm'
import { eventOf } from '../account/events.ts'
import { endJournalSessions } from '../account/journal-sessions.ts'
import { askToProve } from '../account/link.ts'
import { hashPassword } from '../account/password.ts'
import { endSessions } from '../account/sessions.ts'
import { StartRefused } from '../platform/start-refused.ts'
import type { SchoolCommand } from './command.ts'
import { newPassword } from './new-password.ts'

/** OPERATOR-6. */
export const resetPassword: SchoolCommand = {
  name: 'reset-password',
  usage: 'LOGIN',
  help: 'новый пароль журнала; все входы этого человека закрываются (new journal password, ends all sessions)',
  positionals: ['login'],
  options: {},
  async run({ database, sync }, { login }, say) {
    const { orm } = database
    const [user] = await orm
      .select({ id: ezhdUsers.id, personId: ezhdUsers.personId })
      .from(ezhdUsers)
      .where(eq(ezhdUsers.username, String(login).toLowerCase()))
    if (!user) throw new StartRefused(`Нет логина ${login}.`, 'No such login.')
    const password = newPassword()
    await orm
      .update(ezhdAccounts)
      .set({ password: await hashPassword(password) })
      .where(eq(ezhdAccounts.userId, user.id))
    await askToProve(database, user.personId)
    await eventOf(database, 'passwordReset', user.personId, null, Date.now())
    await endJournalSessions(database, user.personId)
    await endSessions(database, user.personId)
    const sockets = await sync()
    sockets.endPerson(user.personId)
    say.line(`Новый пароль для ${login} (new password): ${password}`)
  },
}
