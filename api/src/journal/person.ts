import { learningProfiles } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { Role } from '@zvonok/schema/journal/person-facts'
import { people, schoolRoles, schools } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq } from 'drizzle-orm'

export interface PersonInSchools {
  readonly id: PersonId
  readonly family: string
  readonly given: string
  readonly middle: string | null
  readonly birthDate: string | null
  readonly schools: readonly { readonly id: string; readonly name: string; readonly role: Role }[]
}

/** An active person of the roster with all roles. Undefined for others. */
export async function findPerson({ orm }: Database, id: PersonId): Promise<PersonInSchools | undefined> {
  const [person] = await orm
    .select()
    .from(people)
    .where(and(eq(people.id, id), eq(people.active, true)))
  if (!person) return undefined
  const rows = await orm
    .select({ id: schools.id, name: schools.title, role: schoolRoles.role })
    .from(schoolRoles)
    .innerJoin(schools, eq(schools.id, schoolRoles.schoolId))
    .where(eq(schoolRoles.personId, id))
    .orderBy(schools.title)
  return {
    id,
    family: person.familyName,
    given: person.givenName,
    middle: person.middleName,
    birthDate: person.birthDate,
    schools: rows,
  }
}

/** «Иванова Ольга Сергеевна». */
export const fullName = ({ family, given, middle }: Pick<PersonInSchools, 'family' | 'given' | 'middle'>): string =>
  [family, given, middle].filter(Boolean).join(' ')

const weight: readonly Role[] = ['head', 'schoolAdmin', 'teacher', 'psychologist', 'guardian', 'pupil']

/** The role that says most about a person who has several. */
export const mainRole = ({ schools }: PersonInSchools): Role =>
  weight.find((role) => schools.some((each) => each.role === role)) ?? 'pupil'

/** `mustProve`: there is a link, but it counts for nothing until the ID is proven again. */
export type LinkState = 'none' | 'linked' | 'mustProve'

export async function linkState({ orm }: Database, personId: PersonId): Promise<LinkState> {
  const [row] = await orm
    .select({ mustProve: learningProfiles.mustProve })
    .from(learningProfiles)
    .where(eq(learningProfiles.personId, personId))
  if (!row) return 'none'
  return row.mustProve ? 'mustProve' : 'linked'
}

export const isLinked = async (database: Database, personId: PersonId): Promise<boolean> =>
  (await linkState(database, personId)) === 'linked'
