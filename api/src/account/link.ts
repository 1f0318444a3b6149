import { consents, corrections, learningProfiles } from '@zvonok/schema/account/tables'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { people, schoolRoles } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { PersonInSchools } from '../journal/person.ts'

/** What an ID may do for a person of the journal: go on with its learning profile, or make one. */
export type LinkChoice = 'continue' | 'create'

export interface OwnData {
  readonly family: string
  readonly given: string
  readonly middle: string
  /** `YYYY-MM-DD`, or empty. */
  readonly birthDate: string
}

/**
 * ACCOUNT-7. A person has one ID. An ID may hold several persons when they are evidently one grown-up (mother in two schools, teacher who is
 * a parent); anybody else's ID is refused, without a word about whose it is.
 * @throws {Refused} `account.alreadyLinked`
 */
export async function linkChoice(database: Database, person: PersonInSchools, idUserId: string): Promise<LinkChoice> {
  return (await lookUp(database, person, idUserId)).choice
}

/** The choice, and how many persons the ID holds by now. */
async function lookUp(database: Database, person: PersonInSchools, idUserId: string) {
  const { orm } = database
  const own = await orm.select().from(learningProfiles).where(eq(learningProfiles.personId, person.id))
  if (own.length > 0) throw new Refused('account.alreadyLinked')
  const profiles = await orm.select().from(learningProfiles).where(eq(learningProfiles.idUserId, idUserId))
  for (const { personId } of profiles)
    if (personId && !(await mayShareId(database, person, personId))) throw new Refused('account.alreadyLinked')
  const choice: LinkChoice = profiles.length > 0 ? 'continue' : 'create'
  return { choice, held: profiles.filter(({ personId }) => personId).length }
}

/** Links, with the consent and with what the person says is wrong in the school's data. @throws {Refused} `account.alreadyLinked` */
export async function link(
  database: Database,
  person: PersonInSchools,
  idUserId: string,
  typed: OwnData,
  nowMs: number,
): Promise<void> {
  const { orm } = database
  const { held } = await lookUp(database, person, idUserId)
  const linked = { personId: person.id, linkedAtMs: nowMs }
  const unchanged = sql`(SELECT count(person_id) FROM learning_profiles WHERE id_user_id = ${idUserId}) = ${held}`
  const free = and(eq(learningProfiles.idUserId, idUserId), isNull(learningProfiles.personId), unchanged)
  const changes = differences(person, typed)
  // One transaction. What was looked up must still hold in it: two browsers may link at the same time.
  const results = await orm
    .batch([
      orm.update(learningProfiles).set(linked).where(free).returning({ id: learningProfiles.id }),
      orm.insert(consents).values({ personId: person.id, byPersonId: person.id, version: consentVersion, atMs: nowMs }),
      orm
        .insert(learningProfiles)
        .select(
          sql`SELECT ${newId()}, ${idUserId}, ${person.id}, ${nowMs}, 0, ${nowMs}
              WHERE ${unchanged} AND NOT EXISTS (SELECT 1 FROM learning_profiles WHERE person_id = ${person.id})`,
        )
        .returning({ id: learningProfiles.id }),
    ])
    .catch((error: unknown) => {
      throw isUnique(error) ? new Refused('account.alreadyLinked') : error
    })
  if (results[0].length + results[2].length === 0) throw new Refused('account.alreadyLinked')
  if (Object.keys(changes).length > 0)
    await orm.insert(corrections).values({ id: newId(), personId: person.id, changes, atMs: nowMs })
}

/** Of the text on the page of own data. */
const consentVersion = '2026-11'

/** One grown-up in two records: the same names, and neither is a pupil. */
async function mayShareId({ orm }: Database, person: PersonInSchools, otherId: PersonId): Promise<boolean> {
  const [other] = await orm.select().from(people).where(eq(people.id, otherId))
  const roles = await orm.select({ role: schoolRoles.role }).from(schoolRoles).where(eq(schoolRoles.personId, otherId))
  const anyPupil = [...roles, ...person.schools].some(({ role }) => role === 'pupil')
  return (
    other !== undefined &&
    !anyPupil &&
    same(other.familyName, person.family) &&
    same(other.givenName, person.given) &&
    same(other.middleName ?? '', person.middle ?? '')
  )
}

/** What was typed otherwise than the school has it. */
function differences(person: PersonInSchools, typed: OwnData): Record<string, string> {
  const known: OwnData = {
    family: person.family,
    given: person.given,
    middle: person.middle ?? '',
    birthDate: person.birthDate ?? '',
  }
  const fields = ['family', 'given', 'middle', 'birthDate'] as const
  return Object.fromEntries(
    fields.filter((field) => typed[field] && !same(typed[field], known[field])).map((field) => [field, typed[field]]),
  )
}

/** Somebody who types another family and given name may have come to a stranger's journal: the page asks «Вы — …?». */
export const isOtherName = (person: PersonInSchools, typed: OwnData): boolean =>
  !same(person.family, typed.family) && !same(person.given, typed.given)

const fold = (text: string): string => text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ')
const same = (a: string, b: string): boolean => fold(a) === fold(b)

function isUnique(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each.message.includes('UNIQUE constraint failed')) return true
  return false
}
