import type { Database } from '@zvonok/sync-server/database'
import { groupBy } from './group-by.ts'
import {
  type ClassRow,
  type GuardianRow,
  type MemberRow,
  type PersonRow,
  type RoleRow,
  readRows,
  type SchoolRow,
  type SubjectRow,
  type UserRow,
} from './tables.ts'

/** The roster as the database has it, of all schools: ids and logins are unique over all. */
export interface Directory {
  readonly schools: readonly SchoolRow[]
  readonly schoolBySource: ReadonlyMap<string, SchoolRow>
  readonly classes: readonly ClassRow[]
  readonly classBySource: ReadonlyMap<string, ClassRow>
  readonly people: ReadonlyMap<string, PersonRow>
  /** By the source's id. */
  readonly users: ReadonlyMap<string, UserRow>
  readonly userByLogin: ReadonlyMap<string, UserRow>
  /** By person, all schools. */
  readonly roles: ReadonlyMap<string, readonly RoleRow[]>
  readonly guardians: readonly GuardianRow[]
}

export async function readDirectory(database: Database): Promise<Directory> {
  const schools = await readRows(database, 'schools')
  const classes = await readRows(database, 'classes')
  const people = await readRows(database, 'people')
  const users = await readRows(database, 'users')
  const roles = await readRows(database, 'roles')
  const guardians = await readRows(database, 'guardians')
  return {
    schools,
    schoolBySource: new Map(schools.map((row) => [row.sourcedId ?? '', row])),
    classes,
    classBySource: new Map(classes.map((row) => [row.sourcedId, row])),
    people: new Map(people.map((row) => [row.id, row])),
    users: new Map(users.map((row) => [row.sourcedId, row])),
    userByLogin: new Map(users.map((row) => [row.login, row])),
    roles: groupBy(roles, ({ personId }) => personId),
    guardians,
  }
}

/** Who is in which class, in the classes of some schools only. */
export interface Memberships {
  readonly members: readonly MemberRow[]
  readonly subjects: readonly SubjectRow[]
}

export async function readMemberships(database: Database, classIds: readonly string[]): Promise<Memberships> {
  const where = { sql: 'class_id IN (SELECT value FROM json_each(?))', arg: JSON.stringify(classIds) }
  return {
    members: await readRows(database, 'members', where),
    subjects: await readRows(database, 'subjects', where),
  }
}
