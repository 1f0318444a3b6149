import { chats } from '@zvonok/schema/chats/tables'
import type { ChatId, PersonId, SchoolId } from '@zvonok/schema/core/ids'
import { classes, schoolRoles } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'

export type MeetingScope =
  | { readonly scope: 'school'; readonly schoolId?: SchoolId }
  | { readonly scope: 'parallel'; readonly schoolId?: SchoolId; readonly grade: string }
  | { readonly scope: 'class'; readonly classId: string }

/** The parents chats of a school, of a year or of a class. Without a school: of the one whose office the person is. */
export async function parentsChats(database: Database, person: PersonId, where: MeetingScope): Promise<ChatId[]> {
  const of =
    where.scope === 'class'
      ? [eq(chats.classId, where.classId)]
      : [
          eq(chats.schoolId, where.schoolId ?? (await officeOf(database, person))),
          ...(where.scope === 'parallel' ? [eq(classes.grade, where.grade)] : []),
        ]
  const rows = await database.orm
    .select({ id: chats.id })
    .from(chats)
    .innerJoin(classes, eq(classes.id, chats.classId))
    .where(and(eq(chats.kind, 'parents'), isNull(chats.closedAtMs), ...of))
    .orderBy(asc(chats.title))
  return rows.map(({ id }) => id)
}

async function officeOf({ orm }: Database, person: PersonId): Promise<SchoolId> {
  const [row] = await orm
    .select({ id: schoolRoles.schoolId })
    .from(schoolRoles)
    .where(and(eq(schoolRoles.personId, person), inArray(schoolRoles.role, ['head', 'schoolAdmin'])))
    .limit(1)
  return row?.id ?? ''
}
