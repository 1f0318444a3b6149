import { entryCards, learningProfiles } from '@zvonok/schema/account/tables'
import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { classes, classMembers, guardians, people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, inArray, ne, type SQL } from 'drizzle-orm'
import { consentedFor, isTooYoung } from '../account/consent.ts'
import type { PersonInSchools } from './person.ts'

/** How far somebody has come. `card`: one was printed and waits. */
export type ConnectState = 'none' | 'card' | 'linked'

export interface ToConnect {
  readonly id: PersonId
  readonly name: string
  readonly state: ConnectState
  /** A child whose guardians have not consented yet: a card would not let it in. */
  readonly needsConsent: boolean
}

export interface ClassToConnect {
  readonly id: ClassId
  readonly title: string
  readonly pupils: readonly ToConnect[]
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
  const read = own.map(async ({ id, title }) => ({ id, title, pupils: await pupilsToConnect(database, id, nowMs) }))
  return Promise.all(read)
}

/** Pupils of a class, by name. */
export const pupilsToConnect = (database: Database, classId: ClassId, nowMs: number): Promise<ToConnect[]> =>
  peopleToConnect(database, inArray(people.id, pupilsOf(database, classId)), nowMs, true)

/** Guardians of the pupils of a class, by name; not those of whom the office says `none`. */
export const guardiansToConnect = (database: Database, classId: ClassId, nowMs: number): Promise<ToConnect[]> => {
  const ofClass = database.orm
    .select({ id: guardians.guardianId })
    .from(guardians)
    .where(and(inArray(guardians.childId, pupilsOf(database, classId)), ne(guardians.access, 'none')))
  return peopleToConnect(database, inArray(people.id, ofClass), nowMs)
}

/** Active people `whom`, by name, and how far each has come. Only `pupils` may be too young to consent. */
export async function peopleToConnect(
  database: Database,
  whom: SQL,
  nowMs: number,
  pupils = false,
): Promise<ToConnect[]> {
  const rows = await database.orm
    .select({
      id: people.id,
      family: people.familyName,
      given: people.givenName,
      birthDate: people.birthDate,
      linked: learningProfiles.id,
      cardUntilMs: entryCards.expiresAtMs,
      cardUsedAtMs: entryCards.usedAtMs,
    })
    .from(people)
    .leftJoin(learningProfiles, eq(learningProfiles.personId, people.id))
    .leftJoin(entryCards, eq(entryCards.personId, people.id))
    .where(and(eq(people.active, true), whom))
  const consented = new Set((await consentedFor(database)).map(({ personId }) => personId))
  const { compare } = new Intl.Collator('ru')
  const stateOf = (row: (typeof rows)[number]): ConnectState => {
    if (row.linked) return 'linked'
    return row.cardUntilMs !== null && row.cardUntilMs > nowMs && row.cardUsedAtMs === null ? 'card' : 'none'
  }
  return rows
    .map((row) => ({
      id: row.id,
      name: `${row.family} ${row.given}`,
      state: stateOf(row),
      needsConsent: pupils && isTooYoung(row.birthDate ?? '', nowMs) && !consented.has(row.id),
    }))
    .sort((a, b) => compare(a.name, b.name))
}

const pupilsOf = ({ orm }: Database, classId: ClassId) =>
  orm
    .select({ id: classMembers.personId })
    .from(classMembers)
    .where(and(eq(classMembers.classId, classId), eq(classMembers.role, 'pupil')))
