import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { classes, classMembers, classSubjects, people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, inArray } from 'drizzle-orm'

/** A subject group as a diary names it. */
export interface Group {
  readonly subject: string
  /** For a pupil the teachers, for a teacher the classes. */
  readonly people: string[]
}

/** The active subject groups in which a person learns, or teaches. */
export async function groupsOf(
  database: Database,
  personId: PersonId,
  role: 'pupil' | 'teacher',
): Promise<Map<ClassId, Group>> {
  const found = await database.orm
    .select({ id: classes.id, title: classes.title, own: classes.subject, subject: classSubjects.subject })
    .from(classMembers)
    .innerJoin(classes, and(eq(classes.id, classMembers.classId), eq(classes.active, true)))
    .leftJoin(classSubjects, eq(classSubjects.subjectClassId, classes.id))
    .where(and(eq(classMembers.personId, personId), eq(classMembers.role, role), eq(classes.type, 'scheduled')))
  const ids = found.map(({ id }) => id)
  const met = await (role === 'pupil' ? teachersOf(database, ids) : classesOf(database, ids))
  return new Map(
    found.map(({ id, title, own, subject }) => [
      id,
      { subject: own ?? subject ?? title, people: met.filter(({ group }) => group === id).map(({ name }) => name) },
    ]),
  )
}

type Met = readonly { readonly group: ClassId; readonly name: string }[]

/** «Иванова О. С.» */
async function teachersOf({ orm }: Database, groups: readonly ClassId[]): Promise<Met> {
  const rows = await orm
    .select({
      group: classMembers.classId,
      family: people.familyName,
      given: people.givenName,
      middle: people.middleName,
    })
    .from(classMembers)
    .innerJoin(people, and(eq(people.id, classMembers.personId), eq(people.active, true)))
    .where(and(inArray(classMembers.classId, [...groups]), eq(classMembers.role, 'teacher')))
    .orderBy(asc(people.familyName))
  return rows.map(({ group, family, given, middle }) => ({
    group,
    name: [family, ...[given, middle].flatMap((name) => (name ? `${name[0]}.` : []))].join(' '),
  }))
}

async function classesOf({ orm }: Database, groups: readonly ClassId[]): Promise<Met> {
  return orm
    .select({ group: classSubjects.subjectClassId, name: classes.title })
    .from(classSubjects)
    .innerJoin(classes, and(eq(classes.id, classSubjects.classId), eq(classes.active, true)))
    .where(inArray(classSubjects.subjectClassId, [...groups]))
    .orderBy(asc(classes.title))
}
