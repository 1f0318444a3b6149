import type { SchoolId } from '@zvonok/schema/core/ids'
import { rosterUsers, schoolRoles } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, ne, sql } from 'drizzle-orm'

/** Mail for everybody: that a teacher of some school has an address there says nothing about the school. */
const publicHosts = new Set([
  'mail.ru',
  'inbox.ru',
  'list.ru',
  'bk.ru',
  'internet.ru',
  'xmail.ru',
  'yandex.ru',
  'ya.ru',
  'yandex.com',
  'rambler.ru',
  'lenta.ru',
  'vk.com',
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'icloud.com',
  'yahoo.com',
  'proton.me',
])

/** ACCOUNT-22. Whether the roster knows the host of this address from other schools and not from these. Addresses of parents are their own. */
export async function isMailOfOtherSchool(
  { orm }: Database,
  email: string,
  own: readonly SchoolId[],
): Promise<boolean> {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  if (publicHosts.has(host)) return false
  const rows = await orm
    .selectDistinct({ schoolId: schoolRoles.schoolId })
    .from(rosterUsers)
    .innerJoin(schoolRoles, and(eq(schoolRoles.personId, rosterUsers.personId), ne(schoolRoles.role, 'guardian')))
    .where(sql`lower(substr(${rosterUsers.email}, instr(${rosterUsers.email}, '@') + 1)) = ${host}`)
  return rows.length > 0 && !rows.some(({ schoolId }) => own.includes(schoolId))
}
