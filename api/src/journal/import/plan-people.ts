import { newId } from '@zvonok/schema/core/ids'
import type { Directory } from './current.ts'
import { makeLogins } from './make-logins.ts'
import type { Problems } from './problems.ts'
import type { Wanted } from './resolve.ts'
import type { UserRecord } from './roster.ts'
import type { PersonRow, UserRow } from './tables.ts'

/** Records made by the office or `init`, not by a roster: an import never takes them for leavers. */
export const officePrefix = 'zvonok:'

export interface PlannedPeople {
  /** Source id → person, of all users that the database will know. */
  readonly personOf: ReadonlyMap<string, string>
  /** Of the users in the files, by person; `active` is not yet decided. */
  readonly people: ReadonlyMap<string, PersonRow>
  /** Of the files, and those that gave up their login. */
  readonly users: readonly UserRow[]
  /** Records whose place another record of the same person takes: the source gave it a new id. */
  readonly replaced: readonly UserRow[]
}

/** Gives every user of the files a person: the one whom the record belongs to, or a new one. */
export function planPeople(
  wanted: Wanted,
  directory: Directory,
  touched: ReadonlySet<string>,
  nowMs: number,
  problems: Problems,
): PlannedPeople {
  const replaced = new Map<UserRow, UserRecord>()
  const known = new Map<UserRecord, UserRow>()
  for (const record of wanted.users) {
    const same = directory.users.get(record.id)
    if (same && isSomebodyElse(record, same, directory, touched))
      problems.error({ ...placed(record), column: 'sourcedId', value: record.id, reason: 'foreignId' })
    const row = same ?? renumbered(record, directory, wanted)
    if (!row) continue
    if (!same) replaced.set(row, record)
    known.set(record, row)
  }
  const { logins, givenUp } = makeLogins(
    wanted.users,
    (record) => known.get(record),
    directory,
    new Set(replaced.keys()),
    nowMs,
    problems,
  )
  const personOf = new Map([...directory.users].map(([id, { personId }]) => [id, personId]))
  const people = new Map<string, PersonRow>()
  const users = wanted.users.map((record): UserRow => {
    const row = known.get(record)
    const personId = row?.personId ?? newId()
    personOf.set(record.id, personId)
    people.set(personId, personRow(record, personId, wanted, directory))
    return {
      sourcedId: record.id,
      personId,
      login: logins.get(record) ?? record.id,
      email: record.email,
      phone: record.phone,
      active: record.enabled,
    }
  })
  return { personOf, people, users: [...users, ...givenUp], replaced: [...replaced.keys()] }
}

const placed = ({ file, line }: UserRecord) => ({ file, line })

function personRow(record: UserRecord, id: string, wanted: Wanted, directory: Directory): PersonRow {
  const before = directory.people.get(id)
  return {
    id,
    familyName: record.family,
    givenName: record.given,
    middleName: record.middle,
    birthDate: wanted.roster.birthDates.get(record.id) ?? before?.birthDate ?? null,
    active: record.enabled,
    leftAtMs: null,
  }
}

/**
 * Two systems may count from 1: the id of somebody of another school with another name is not that person. Nor is the id of somebody who left
 * and of whose name nothing is the same.
 */
function isSomebodyElse(record: UserRecord, row: UserRow, directory: Directory, touched: ReadonlySet<string>): boolean {
  const roles = directory.roles.get(row.personId) ?? []
  const person = directory.people.get(row.personId)
  if (roles.length === 0) return person?.familyName !== record.family && person?.givenName !== record.given
  return !roles.some(({ schoolId }) => touched.has(schoolId)) && !sameName(record, row, directory)
}

/**
 * The record under its former id, after the source changed its ids or when somebody comes back: the same login and the same name, and the
 * former id is not in the files.
 */
function renumbered(record: UserRecord, directory: Directory, wanted: Wanted): UserRow | undefined {
  const row = record.login === null ? undefined : directory.userByLogin.get(record.login)
  if (!row || wanted.roster.users.has(row.sourcedId) || row.sourcedId.startsWith(officePrefix)) return undefined
  const gone = wanted.roster.modes.users === 'bulk' || wanted.roster.removed.users.has(row.sourcedId)
  if (row.active && !gone) return undefined
  return sameName(record, row, directory) ? row : undefined
}

function sameName(record: UserRecord, row: UserRow, directory: Directory): boolean {
  const person = directory.people.get(row.personId)
  const name = (family = '', given = ''): string => `${family} ${given}`.toLowerCase().replaceAll('ё', 'е')
  return name(person?.familyName, person?.givenName) === name(record.family, record.given)
}
