import { idUsers } from '@zvonok/schema/account/engine-tables'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { eq } from 'drizzle-orm'
import type { Log } from '../platform/log.ts'
import type { Sender } from '../platform/sms/sender.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface NoticeParts {
  readonly database: Database
  readonly sender: Sender
  readonly log: Log
}

/**
 * ACCOUNT-15. Tells the owner of an ID that it was linked with a further person. The first link needs no message: the person has just typed the code. Names
 * nobody: a number may have got a new owner. That it cannot be sent now stops nothing.
 */
export async function tellOfFurtherPerson({ database: { orm }, sender, log }: NoticeParts, idUserId: string) {
  const [user] = await orm.select().from(idUsers).where(eq(idUsers.id, idUserId))
  const to = user?.phoneNumber ?? (user?.emailVerified ? user.email : undefined)
  if (!user || !to) return
  const text = 'К вашему ID привязан ещё один учебный профиль. Если это были не вы, сообщите школе.'
  await sender
    .send({
      kind: user.phoneNumber ? 'phone' : 'email',
      to,
      subject: 'Звонок: новый профиль',
      text,
      code: '',
      validMs: dayMs,
    })
    .catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
      log.warn('notice.notSent', { reason: error.code })
    })
}
