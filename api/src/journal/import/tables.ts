import type { ResultSet } from '@libsql/client'
import {
  classes,
  classMembers,
  classSubjects,
  guardians,
  people,
  rosterUsers,
  schoolRoles,
  schools,
} from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { type AnyColumn, getTableColumns } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { breathe } from './breathe.ts'

/** A table with what is needed to read and write many rows by one statement. */
export interface RosterTable<R> {
  readonly name: string
  readonly columns: readonly { readonly key: keyof R & string; readonly sql: string; readonly column: AnyColumn }[]
  readonly keys: readonly (keyof R & string)[]
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export function define<T extends SQLiteTable>(
  table: T,
  keys: readonly (keyof T['$inferSelect'] & string)[],
): RosterTable<T['$inferSelect']> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({ key, sql: snake(key), column }))
  return { name: getTableConfig(table).name, columns, keys }
}

export type SchoolRow = typeof schools.$inferSelect
export type ClassRow = typeof classes.$inferSelect
export type PersonRow = typeof people.$inferSelect
export type UserRow = typeof rosterUsers.$inferSelect
export type RoleRow = typeof schoolRoles.$inferSelect
export type MemberRow = typeof classMembers.$inferSelect
export type GuardianRow = typeof guardians.$inferSelect
export type SubjectRow = typeof classSubjects.$inferSelect

export interface RosterRows {
  schools: SchoolRow
  classes: ClassRow
  people: PersonRow
  users: UserRow
  roles: RoleRow
  members: MemberRow
  guardians: GuardianRow
  subjects: SubjectRow
}
export type TableName = keyof RosterRows

/** In the order in which changes are written and told. */
export const rosterTables: { readonly [T in TableName]: RosterTable<RosterRows[T]> } = {
  schools: define(schools, ['id']),
  classes: define(classes, ['id']),
  people: define(people, ['id']),
  users: define(rosterUsers, ['sourcedId']),
  roles: define(schoolRoles, ['personId', 'schoolId', 'role']),
  members: define(classMembers, ['classId', 'personId', 'role']),
  guardians: define(guardians, ['guardianId', 'childId']),
  subjects: define(classSubjects, ['classId', 'subjectClassId']),
}
export const tableNames = Object.keys(rosterTables) as TableName[]

const pageRows = 5000

/**
 * All rows, or those that `where` (SQL with one `?`) selects. Pages come as one JSON text each: quick, and the event loop breathes between
 * them, since @libsql/client works synchronously.
 */
export async function readTableRows<R>(
  database: Database,
  { name: table, columns }: RosterTable<R>,
  where?: { readonly sql: string; readonly arg: string },
): Promise<R[]> {
  const list = columns.map(({ sql }) => sql).join(', ')
  const sql = `SELECT json_group_array(json_array(${list})) AS rows, max(n) AS last FROM
    (SELECT rowid AS n, ${list} FROM ${table} WHERE rowid > ? ${where ? `AND ${where.sql}` : ''} ORDER BY rowid LIMIT ${pageRows})`
  const rows: R[] = []
  for (let after: number | null = -1; after !== null; ) {
    const result: ResultSet = await database.client.execute({ sql, args: where ? [after, where.arg] : [after] })
    const page = result.rows[0]
    for (const values of JSON.parse(String(page?.rows)) as unknown[][]) {
      const entries = columns.map(({ key, column }, index) => {
        const value = values[index]
        return [key, value === null ? null : column.mapFromDriverValue(value)]
      })
      rows.push(Object.fromEntries(entries) as R)
    }
    after = page?.last == null ? null : Number(page.last)
    await breathe()
  }
  return rows
}

/** The same of a table of the roster. */
export const readRows = <T extends TableName>(
  database: Database,
  name: T,
  where?: { readonly sql: string; readonly arg: string },
): Promise<RosterRows[T][]> => readTableRows<RosterRows[T]>(database, rosterTables[name], where)
