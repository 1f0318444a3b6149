import { entryCards, learningProfiles } from '@zvonok/schema/account/tables'
import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { classes, classMembers, people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { PersonInSchools } from './person.ts'

/** How far a pupil has come. `card`: one was printed and waits. */
export type PupilState = 'none' | 'card' | 'linked'

export interface ClassToConnect {
  readonly id: ClassId
  readonly title: string
  readonly pupils: readonly { readonly id: PersonId; readonly name: string; readonly state: PupilState }[]
}

/** Homeroom classes whose pupils this person may connect: the own ones of a class teacher, by title. */
export async function classesToConnect({ orm }: Database, person: Pick<PersonInSchools, 'id'>) {
  return orm
    .select({ id: classes.id, title: classes.title })
    .from(classMembers)
    .innerJoin(
      classes,
      and(eq(classes.id, classMembers.classId), eq(classes.active, true), eq(classes.type, 'homeroom')),
    )
    .where(and(eq(classMembers.personId, person.id), eq(classMembers.role, 'classTeacher')))
    .orderBy(asc(classes.title))
}

/** DOOR-12. The classes with their pupils, by name, and how far each has come. */
export async function readClassesToConnect(
  database: Database,
  person: Pick<PersonInSchools, 'id'>,
  nowMs: number,
): Promise<ClassToConnect[]> {
  const own = await classesToConnect(database, person)
  const rows = await database.orm
    .select({
      classId: classMembers.classId,
      id: people.id,
      family: people.familyName,
      given: people.givenName,
      linked: learningProfiles.id,
      cardUntilMs: entryCards.expiresAtMs,
      cardUsedAtMs: entryCards.usedAtMs,
    })
    .from(classMembers)
    .innerJoin(people, and(eq(people.id, classMembers.personId), eq(people.active, true)))
    .leftJoin(learningProfiles, eq(learningProfiles.personId, people.id))
    .leftJoin(entryCards, eq(entryCards.personId, people.id))
    .where(
      and(
        inArray(
          classMembers.classId,
          own.map(({ id }) => id),
        ),
        eq(classMembers.role, 'pupil'),
      ),
    )
  const { compare } = new Intl.Collator('ru')
  const stateOf = (row: (typeof rows)[number]): PupilState => {
    if (row.linked) return 'linked'
    return row.cardUntilMs !== null && row.cardUntilMs > nowMs && row.cardUsedAtMs === null ? 'card' : 'none'
  }
  return own.map(({ id, title }) => ({
    id,
    title,
    pupils: rows
      .filter(({ classId }) => classId === id)
      .map((row) => ({ id: row.id, name: `${row.family} ${row.given}`, state: stateOf(row) }))
      .sort((a, b) => compare(a.name, b.name)),
  }))
}
