import type { Directory } from './current.ts'
import type { Problems } from './problems.ts'
import type { UserRecord } from './roster.ts'
import type { UserRow } from './tables.ts'

/**
 * Logins of the files' users, unique over all schools: the source's, else the one the record has, else the mail address if nobody else has
 * it, else one made from the name («petrov.v», «petrov.v2»). Two records with one login of the source are an error. `givenUp`: records of
 * people who left long ago, whose logins go to others.
 */
export function makeLogins(
  records: readonly UserRecord[],
  rowOf: (record: UserRecord) => UserRow | undefined,
  directory: Directory,
  replaced: ReadonlySet<UserRow>,
  nowMs: number,
  problems: Problems,
): { logins: ReadonlyMap<UserRecord, string>; givenUp: readonly UserRow[] } {
  const logins = new Map<UserRecord, string>()
  const inFiles = new Map<string, UserRecord>()
  const ids = new Set(records.map(({ id }) => id))
  /** Records that the files do not touch keep their logins. */
  const kept = (login: string): UserRow | undefined => {
    const row = directory.userByLogin.get(login)
    return row && !ids.has(row.sourcedId) && !replaced.has(row) ? row : undefined
  }
  const free = (login: string): boolean => !inFiles.has(login) && !kept(login)
  const givenUp: UserRow[] = []
  const give = (record: UserRecord, login: string): void => {
    logins.set(record, login)
    inFiles.set(login, record)
  }
  const isLongGone = (row: UserRow): boolean =>
    !row.active && (directory.people.get(row.personId)?.leftAtMs ?? nowMs) < nowMs - accountKeptMs

  for (const record of records) {
    const { login } = record
    if (login === null) continue
    const problem = { file: record.file, line: record.line, column: 'username', value: login }
    const other = inFiles.get(login)
    const owner = kept(login)
    if (other) problems.error({ ...problem, reason: 'doubleLogin', detail: `${other.file}:${other.line}` })
    else if (owner && !isLongGone(owner)) problems.error({ ...problem, reason: 'loginTaken', detail: owner.sourcedId })
    else if (login.length > 100) problems.error({ ...problem, value: `${login.slice(0, 40)}…`, reason: 'tooLong' })
    else {
      if (owner) givenUp.push({ ...owner, login: noLogin(owner.sourcedId) })
      give(record, login)
    }
  }
  const without = records.filter((record) => record.login === null)
  for (const record of without) {
    const login = rowOf(record)?.login
    if (login !== undefined && !login.startsWith(noLogin('')) && free(login)) give(record, login)
  }
  for (const record of without) {
    if (logins.has(record)) continue
    if (record.email && free(record.email)) give(record, record.email)
    else give(record, freeName(record, free))
  }
  return { logins, givenUp }
}

/** A leaver's account stays this long; then the login may go to somebody else. */
const accountKeptMs = 30 * 24 * 60 * 60 * 1000

/** Stands in the place of a login that was given up: nobody can sign in with it. */
const noLogin = (sourcedId: string): string => `~${sourcedId}`

function freeName(record: UserRecord, free: (login: string) => boolean): string {
  const [family, given] = [latin(record.family), latin(record.given)]
  const name = [family, given.slice(0, 1)].filter(Boolean).join('.') || 'user'
  for (let number = 1; ; number++) {
    const login = number === 1 ? name : `${name}${number}`
    if (free(login)) return login
  }
}

const letters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'абвгдеёзийклмнопрстуфыэ'].map((letter, index) => [letter, 'abvgdeezijklmnoprstufye'[index]]),
  ),
  ...{ ж: 'zh', й: 'y', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ю: 'yu', я: 'ya' },
}

/** Latin letters and digits of a name, lower case. */
const latin = (name: string): string =>
  [...name.toLowerCase()]
    .map((letter) => letters[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
