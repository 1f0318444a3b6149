import { idUsers } from '@zvonok/schema/account/engine-tables'
import { corrections, learningProfiles } from '@zvonok/schema/account/tables'
import { newId, type PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { people, schoolRoles } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { PersonInSchools } from '../journal/person.ts'
import { consentedFor, consentOf, isChild, lacksConsent } from './consent.ts'
import { eventOf } from './events.ts'

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

/** The choice, how many persons the ID holds by now, and the profile that has no phone yet (of a card, of a child with a mail address), if it is to get this ID. */
async function lookUp(database: Database, person: PersonInSchools, idUserId: string) {
  const { orm } = database
  const own = await profileOf(database, person.id)
  if (own && (own.mustProve || (await hasPhone(database, own.idUserId)))) throw new Refused('account.alreadyLinked')
  const profiles = await orm.select().from(learningProfiles).where(eq(learningProfiles.idUserId, idUserId))
  for (const { personId } of profiles)
    if (personId && !(await mayShareId(database, person, personId))) throw new Refused('account.alreadyLinked')
  const choice: LinkChoice = own || profiles.length > 0 ? 'continue' : 'create'
  return { choice, own, held: profiles.filter(({ personId }) => personId).length }
}

/** The learning profile of a person. */
export async function profileOf({ orm }: Database, personId: PersonId) {
  const [profile] = await orm.select().from(learningProfiles).where(eq(learningProfiles.personId, personId))
  return profile
}

/** False for the ID of a card, and for one with a mail address: a phone may still be added. */
export async function hasPhone({ orm }: Database, idUserId: string): Promise<boolean> {
  const [user] = await orm.select().from(idUsers).where(eq(idUsers.id, idUserId))
  // An ID that we do not keep is one of VK.
  return !user || user.phoneNumber !== null
}

/** False for the ID of a card: nobody can sign in there. */
async function hasAddress({ orm }: Database, idUserId: string): Promise<boolean> {
  const [user] = await orm.select().from(idUsers).where(eq(idUsers.id, idUserId))
  // An ID that we do not keep is one of VK.
  return !user || user.phoneNumber !== null || user.emailVerified
}

/**
 * Links, with the consent and with what the person says is wrong in the school's data.
 * @returns whether the ID holds other persons too @throws {Refused} `account.alreadyLinked`, `account.consentMissing`
 */
export async function link(
  database: Database,
  person: PersonInSchools,
  idUserId: string,
  typed: OwnData,
  nowMs: number,
): Promise<boolean> {
  const { orm } = database
  const { held, own } = await lookUp(database, person, idUserId)
  const changes = differences(person, typed)
  if (!own && (await lacksConsent(database, person, nowMs, typed.birthDate)))
    throw new Refused('account.consentMissing')
  const unchanged = sql`(SELECT count(person_id) FROM learning_profiles WHERE id_user_id = ${idUserId}) = ${held}`
  const linked = own
    ? await moveProfile(database, own.id, idUserId, unchanged)
    : await linkProfile(database, person, isChild(person, nowMs, typed.birthDate), idUserId, unchanged, nowMs)
  if (!linked) throw new Refused('account.alreadyLinked')
  await writeDown(database, person.id, idUserId, nowMs)
  if (Object.keys(changes).length > 0)
    await orm.insert(corrections).values({ id: newId(), personId: person.id, changes, atMs: nowMs })
  return held > 0
}

/**
 * A profile that waits for its person, else a new one. One transaction: what was looked up must still hold in it (`unchanged`), since two browsers may link
 * at the same time. The consent is there before the profile: the own one is written first, that for a child must stand there.
 */
async function linkProfile(
  database: Database,
  { id: personId }: PersonInSchools,
  child: boolean,
  idUserId: string,
  unchanged: SQL,
  nowMs: number,
) {
  const { orm } = database
  const may = child ? sql`${unchanged} AND ${personId} IN ${consentedFor(database)}` : unchanged
  const free = and(eq(learningProfiles.idUserId, idUserId), isNull(learningProfiles.personId), may)
  const results = await orm
    .batch([
      child ? consentedFor(database).limit(1) : consentOf(database, personId, personId, 'self', nowMs),
      orm
        .update(learningProfiles)
        .set({ personId, linkedAtMs: nowMs })
        .where(free)
        .returning({ id: learningProfiles.id }),
      orm
        .insert(learningProfiles)
        .select(
          sql`SELECT ${newId()}, ${idUserId}, ${personId}, ${nowMs}, 0, 0, ${nowMs}
              WHERE ${may} AND NOT EXISTS (SELECT 1 FROM learning_profiles WHERE person_id = ${personId})`,
        )
        .returning({ id: learningProfiles.id }),
    ])
    .catch((error: unknown) => {
      throw isUnique(error) ? new Refused('account.alreadyLinked') : error
    })
  return results[1].length + results[2].length > 0
}

/** The profile without a phone moves to the ID of the phone, in the place of one that waits there. */
async function moveProfile({ orm }: Database, id: string, idUserId: string, unchanged: SQL): Promise<boolean> {
  const [moved] = await orm.batch([
    orm
      .update(learningProfiles)
      .set({ idUserId })
      .where(and(eq(learningProfiles.id, id), unchanged))
      .returning({ id: learningProfiles.id }),
    orm.delete(learningProfiles).where(and(eq(learningProfiles.idUserId, idUserId), isNull(learningProfiles.personId))),
  ])
  return moved.length > 0
}

/** ACCOUNT-15. The person, and the other persons of the same ID, see it in the journal. */
async function writeDown(database: Database, personId: PersonId, idUserId: string, nowMs: number): Promise<void> {
  const { orm } = database
  const rows = await orm
    .select({ personId: learningProfiles.personId })
    .from(learningProfiles)
    .where(eq(learningProfiles.idUserId, idUserId))
  await eventOf(database, 'linked', personId, personId, nowMs)
  for (const { personId: other } of rows)
    if (other && other !== personId) await eventOf(database, 'idShared', other, personId, nowMs)
}

/**
 * ACCOUNT-16. The ID is proven again, and the link counts again. False when it is another ID than the linked one: nothing changes then.
 */
export async function proveAgain({ orm }: Database, personId: PersonId, idUserId: string): Promise<boolean> {
  const proven = await orm
    .update(learningProfiles)
    .set({ mustProve: false, needsJournal: false })
    .where(and(eq(learningProfiles.personId, personId), eq(learningProfiles.idUserId, idUserId)))
    .returning({ id: learningProfiles.id })
  return proven.length > 0
}

/** ACCOUNT-16. Somebody else has set the journal password. An ID without phone and mail cannot be proven: its link stays as it is. */
export async function askToProve(database: Database, personId: PersonId): Promise<void> {
  const { orm } = database
  const own = await profileOf(database, personId)
  if (!own || !(await hasAddress(database, own.idUserId))) return
  await orm.update(learningProfiles).set({ mustProve: true }).where(eq(learningProfiles.id, own.id))
}

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
