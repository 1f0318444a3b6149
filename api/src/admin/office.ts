import { ezhdUsers } from '@zvonok/schema/account/engine-tables'
import { accountEvents, corrections, learningProfiles } from '@zvonok/schema/account/tables'
import type { ClassId, PersonId, SchoolId } from '@zvonok/schema/core/ids'
import { type GuardianAccess, staffRoles } from '@zvonok/schema/journal/person-facts'
import { classes, guardians, people, schoolRoles } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, count, countDistinct, eq, inArray, isNull } from 'drizzle-orm'
import { consentsOf } from '../account/consent.ts'
import { eventsOf } from '../account/events.ts'
import { guardiansToConnect, peopleToConnect, pupilsToConnect, type ToConnect } from '../journal/class-cards.ts'

const maxFound = 50

/** ADMIN-1. How many people of a school have an account, by role. */
export async function countLinked({ orm }: Database, schoolId: SchoolId) {
  return orm
    .select({ role: schoolRoles.role, all: countDistinct(people.id), linked: count(learningProfiles.id) })
    .from(schoolRoles)
    .innerJoin(people, and(eq(people.id, schoolRoles.personId), eq(people.active, true)))
    .leftJoin(learningProfiles, eq(learningProfiles.personId, people.id))
    .where(eq(schoolRoles.schoolId, schoolId))
    .groupBy(schoolRoles.role)
}

/** ADMIN-2. What people of these schools say is wrong, the oldest first, beside what the school has. */
export async function openCorrections(database: Database, schoolIds: readonly SchoolId[]) {
  return database.orm
    .select({
      id: corrections.id,
      atMs: corrections.atMs,
      changes: corrections.changes,
      family: people.familyName,
      given: people.givenName,
      middle: people.middleName,
      birthDate: people.birthDate,
    })
    .from(corrections)
    .innerJoin(people, and(eq(people.id, corrections.personId), eq(people.active, true)))
    .where(and(isNull(corrections.doneAtMs), inArray(corrections.personId, peopleOf(database, schoolIds))))
    .orderBy(asc(corrections.atMs))
    .limit(maxFound)
}

export async function finishCorrection(
  database: Database,
  schoolIds: readonly SchoolId[],
  id: string,
  nowMs: number,
): Promise<boolean> {
  const done = await database.orm
    .update(corrections)
    .set({ doneAtMs: nowMs })
    .where(and(eq(corrections.id, id), inArray(corrections.personId, peopleOf(database, schoolIds))))
    .returning({ id: corrections.id })
  return done.length > 0
}

/** People of these schools whose name or login begins with every word of `query`, by name, with their living consent. */
export async function findPeople(database: Database, schoolIds: readonly SchoolId[], query: string) {
  const words = fold(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const rows = await database.orm
    .select({
      id: people.id,
      family: people.familyName,
      given: people.givenName,
      middle: people.middleName,
      login: ezhdUsers.displayUsername,
      linked: learningProfiles.id,
    })
    .from(people)
    .leftJoin(ezhdUsers, eq(ezhdUsers.personId, people.id))
    .leftJoin(learningProfiles, eq(learningProfiles.personId, people.id))
    .where(and(eq(people.active, true), inArray(people.id, peopleOf(database, schoolIds))))
    .orderBy(asc(people.familyName), asc(people.givenName))
  const found = rows
    .map(({ family, given, middle, linked, login, id }) => ({
      id,
      name: [family, given, middle].filter(Boolean).join(' '),
      login: login ?? '',
      linked: linked !== null,
    }))
    .filter(({ name, login }) => {
      const parts = fold(`${name} ${login}`).split(/\s+/)
      return words.every((word) => parts.some((part) => part.startsWith(word)))
    })
    .slice(0, maxFound)
  const ids = found.map(({ id }) => id)
  const children = await childrenOfEach(database, ids)
  const consents = new Map((await consentsOf(database, ids)).map((consent) => [consent.personId, consent]))
  return found.map((person) => ({
    ...person,
    children: children.get(person.id) ?? [],
    consent: consents.get(person.id) ?? null,
  }))
}

/** Guardian → active children with what the guardian may see of each. */
async function childrenOfEach({ orm }: Database, guardianIds: readonly PersonId[]) {
  const rows = await orm
    .select({
      guardianId: guardians.guardianId,
      id: people.id,
      family: people.familyName,
      given: people.givenName,
      access: guardians.access,
    })
    .from(guardians)
    .innerJoin(people, and(eq(people.id, guardians.childId), eq(people.active, true)))
    .where(inArray(guardians.guardianId, [...guardianIds]))
  const children = new Map<PersonId, { id: PersonId; name: string; access: GuardianAccess }[]>()
  for (const { guardianId, id, family, given, access } of rows)
    children.set(guardianId, [...(children.get(guardianId) ?? []), { id, name: `${family} ${given}`, access }])
  return children
}

/** ADMIN-6. What a guardian may see of a child; imports keep it. False where they are not guardian and child. */
export async function setGuardianAccess(
  { orm }: Database,
  guardianId: PersonId,
  childId: PersonId,
  access: GuardianAccess,
): Promise<boolean> {
  const changed = await orm
    .update(guardians)
    .set({ access, byOffice: true })
    .where(and(eq(guardians.guardianId, guardianId), eq(guardians.childId, childId)))
    .returning({ childId: guardians.childId })
  return changed.length > 0
}

/** ADMIN-3. What was done to accounts of these schools, and by whom. */
export const officeEvents = (database: Database, schoolIds: readonly SchoolId[]) =>
  eventsOf(database, inArray(accountEvents.personId, peopleOf(database, schoolIds)))

/** Who is connected in one go: pupils or guardians of a class, or the staff. */
export const groups = ['pupils', 'guardians', 'staff'] as const
export type Group = (typeof groups)[number]

/** ADMIN-4. Homeroom classes of these schools, by year and letter. */
export async function officeClasses({ orm }: Database, schoolIds: readonly SchoolId[]) {
  const rows = await orm
    .select({ id: classes.id, title: classes.title })
    .from(classes)
    .where(and(inArray(classes.schoolId, [...schoolIds]), eq(classes.type, 'homeroom'), eq(classes.active, true)))
  const { compare } = new Intl.Collator('ru', { numeric: true })
  return rows.sort((a, b) => compare(a.title, b.title))
}

/** ADMIN-4. The people of a group, by name, and how far each has come. Nobody where the class is none of these schools. */
export async function readGroup(
  database: Database,
  schoolIds: readonly SchoolId[],
  group: Group,
  classId: ClassId,
  nowMs: number,
): Promise<ToConnect[]> {
  if (group === 'staff') return peopleToConnect(database, inArray(people.id, staffOf(database, schoolIds)), nowMs)
  if (!(await officeClasses(database, schoolIds)).some(({ id }) => id === classId)) return []
  return group === 'pupils' ? pupilsToConnect(database, classId, nowMs) : guardiansToConnect(database, classId, nowMs)
}

const staffOf = ({ orm }: Database, schoolIds: readonly SchoolId[]) =>
  orm
    .select({ id: schoolRoles.personId })
    .from(schoolRoles)
    .where(and(inArray(schoolRoles.schoolId, [...schoolIds]), inArray(schoolRoles.role, [...staffRoles])))

const peopleOf = ({ orm }: Database, schoolIds: readonly SchoolId[]) =>
  orm
    .select({ id: schoolRoles.personId })
    .from(schoolRoles)
    .where(inArray(schoolRoles.schoolId, [...schoolIds]))

const fold = (text: string): string => text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е')
