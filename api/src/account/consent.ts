import { type ConsentHow, consents } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { people } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, desc, eq, inArray, isNull, ne, notInArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { PersonInSchools } from '../journal/person.ts'
import { childrenOf } from './events.ts'

/** Of the text on the page of own data. */
export const consentVersion = '2026-11'
/** From this age on a person consents alone. */
const ownConsentAge = 14

/** What makes somebody a child here: a pupil whose date of birth is known. `YYYY-MM-DD`. */
export interface Aged {
  readonly birthDate: string | null
  readonly schools: readonly Pick<PersonInSchools['schools'][number], 'role'>[]
}

/** Whether somebody else has to consent for this person. What the school knows counts before what was `typed`. */
export function isChild({ birthDate, schools }: Aged, nowMs: number, typed = ''): boolean {
  return schools.some(({ role }) => role === 'pupil') && isTooYoung(birthDate ?? typed, nowMs)
}

/** Under fourteen; false where no date is known. */
export function isTooYoung(birthDate: string, nowMs: number): boolean {
  if (!birthDate) return false
  const ofAge = `${Number(birthDate.slice(0, 4)) + ownConsentAge}${birthDate.slice(4)}`
  return ofAge > new Date(nowMs).toISOString().slice(0, 10)
}

/** The living consents that somebody gave for these children, as a subquery of person ids. */
export const consentedFor = ({ orm }: Pick<Database, 'orm'>) =>
  orm
    .select({ personId: consents.personId })
    .from(consents)
    .where(and(isNull(consents.withdrawnAtMs), ne(consents.how, 'self')))

/** A child whose guardians have not consented yet: no profile may be made. */
export async function lacksConsent(
  database: Database,
  person: Aged & { readonly id: PersonId },
  nowMs: number,
  typed = '',
): Promise<boolean> {
  if (!isChild(person, nowMs, typed)) return false
  const [given] = await database.orm
    .select({ personId: consents.personId })
    .from(consents)
    .where(and(eq(consents.personId, person.id), isNull(consents.withdrawnAtMs), ne(consents.how, 'self')))
    .limit(1)
  return given === undefined
}

/** ACCOUNT-18. The statement that keeps a consent: for whom, by whom, how, and to which text. */
export const consentOf = (
  { orm }: Pick<Database, 'orm'>,
  personId: PersonId,
  by: PersonId,
  how: ConsentHow,
  atMs: number,
) => orm.insert(consents).values({ personId, byPersonId: by, how, version: consentVersion, atMs }).onConflictDoNothing()

const by = alias(people, 'by_people')

/** The living consent of each person, the newest: who gave it and how, version of the text and when. */
export async function consentsOf({ orm }: Database, ids: readonly PersonId[]) {
  const rows = await orm
    .select({
      personId: consents.personId,
      version: consents.version,
      how: consents.how,
      atMs: consents.atMs,
      family: people.familyName,
      given: people.givenName,
      byFamily: by.familyName,
      byGiven: by.givenName,
    })
    .from(consents)
    .innerJoin(people, eq(people.id, consents.personId))
    .innerJoin(by, eq(by.id, consents.byPersonId))
    .where(and(inArray(consents.personId, [...ids]), isNull(consents.withdrawnAtMs)))
    .orderBy(desc(consents.atMs))
  const newest = new Map(rows.reverse().map((row) => [row.personId, row]))
  return [...newest.values()].map(({ personId, version, how, atMs, family, given, byFamily, byGiven }) => ({
    personId,
    version,
    how,
    atMs,
    name: `${family} ${given}`,
    by: `${byFamily} ${byGiven}`,
  }))
}

/** What somebody else has said for a person; null where there is nothing. */
export const consentForChild = async (database: Database, personId: PersonId) =>
  (await consentsOf(database, [personId])).find(({ how }) => how !== 'self') ?? null

/** Own children of a guardian, under fourteen, for whom nobody has consented. */
export async function childrenToConsent(database: Database, guardianId: PersonId, nowMs: number) {
  const children = await childrenOf(database, guardianId)
  const rows = await database.orm
    .select({
      personId: people.id,
      birthDate: people.birthDate,
      family: people.familyName,
      given: people.givenName,
    })
    .from(people)
    .where(and(inArray(people.id, children), notInArray(people.id, consentedFor(database))))
  return rows
    .filter(({ birthDate }) => isTooYoung(birthDate ?? '', nowMs))
    .map(({ personId, family, given }) => ({ personId, name: `${family} ${given}` }))
}

/** ACCOUNT-18. Guardians have consented on paper; `by` has it before them. Those who need none are left out. */
export async function keepPaperConsents(
  database: Database,
  children: readonly { readonly id: PersonId; readonly needsConsent: boolean }[],
  by: PersonId,
  nowMs: number,
): Promise<void> {
  for (const { id, needsConsent } of children) if (needsConsent) await consentOf(database, id, by, 'school', nowMs)
}
