import type { InStatement } from '@libsql/client'
import { type RosterRows, type RosterTable, rosterTables, type TableName, tableNames } from './tables.ts'

/** What happens to one table. Rows are equal when all columns are. */
export interface TableChange<R> {
  readonly added: readonly R[]
  readonly removed: readonly R[]
  readonly changed: readonly { readonly before: R; readonly after: R }[]
}
export type Changes = { readonly [T in TableName]: TableChange<RosterRows[T]> }

/** Compares what is with what shall be; both are all rows of the same part of the table. */
export function compareTable<R>(table: RosterTable<R>, current: Iterable<R>, wanted: Iterable<R>): TableChange<R> {
  const keyOf = (row: R): string => table.keys.map((key) => String(row[key])).join('\n')
  const rest = new Map<string, R>()
  for (const row of current) rest.set(keyOf(row), row)
  const added: R[] = []
  const changed: { before: R; after: R }[] = []
  for (const after of wanted) {
    const key = keyOf(after)
    const before = rest.get(key)
    rest.delete(key)
    if (!before) added.push(after)
    else if (table.columns.some((column) => !same(before[column.key], after[column.key])))
      changed.push({ before, after })
  }
  return { added, removed: [...rest.values()], changed }
}

/** The same of a table of the roster. */
export const compareRows = <T extends TableName>(
  name: T,
  current: Iterable<RosterRows[T]>,
  wanted: Iterable<RosterRows[T]>,
): TableChange<RosterRows[T]> => compareTable<RosterRows[T]>(rosterTables[name], current, wanted)

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

export const isEmpty = (changes: Changes): boolean =>
  tableNames.every((name) => {
    const { added, removed, changed } = changes[name]
    return added.length + removed.length + changed.length === 0
  })

/**
 * All deletions come before all insertions, a changed row is both: so ids and logins that change places never meet each other in a unique
 * index. To be run in one batch.
 */
export const changeStatements = (changes: Changes): InStatement[] => [
  ...tableNames.flatMap((name) => deleteOf(changes, name)),
  ...tableNames.flatMap((name) => insertOf(changes, name)),
]

const deleteOf = <T extends TableName>(changes: Changes, name: T): InStatement[] =>
  deleteChanged<RosterRows[T]>(rosterTables[name], changes[name])

const insertOf = <T extends TableName>(changes: Changes, name: T): InStatement[] =>
  insertChanged<RosterRows[T]>(rosterTables[name], changes[name])

/** What must go before {@link insertChanged} of any table. */
export const deleteChanged = <R>(table: RosterTable<R>, { removed, changed }: TableChange<R>): InStatement[] =>
  deleteRows(table, [...removed, ...changed.map(({ before }) => before)])

export const insertChanged = <R>(table: RosterTable<R>, { added, changed }: TableChange<R>): InStatement[] =>
  insertRows(table, [...changed.map(({ after }) => after), ...added])

export const deleteStatements = <T extends TableName>(name: T, rows: readonly RosterRows[T][]): InStatement[] =>
  deleteRows<RosterRows[T]>(rosterTables[name], rows)

export const insertStatements = <T extends TableName>(name: T, rows: readonly RosterRows[T][]): InStatement[] =>
  insertRows<RosterRows[T]>(rosterTables[name], rows)

function deleteRows<R>(table: RosterTable<R>, rows: readonly R[]): InStatement[] {
  const columns = table.columns.filter(({ key }) => table.keys.includes(key))
  const list = columns.map(({ sql }) => sql).join(', ')
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ')
  return chunks(rows).map((chunk) => ({
    sql: `DELETE FROM ${table.name} WHERE (${list}) IN (SELECT ${values} FROM json_each(?))`,
    args: [JSON.stringify(chunk.map((row) => columns.map(({ key }) => row[key])))],
  }))
}

function insertRows<R>(table: RosterTable<R>, rows: readonly R[]): InStatement[] {
  const list = table.columns.map(({ sql }) => sql).join(', ')
  const values = table.columns.map((_, index) => `value ->> ${index}`).join(', ')
  return chunks(rows).map((chunk) => ({
    sql: `INSERT INTO ${table.name} (${list}) SELECT ${values} FROM json_each(?)`,
    args: [JSON.stringify(chunk.map((row) => table.columns.map(({ key, column }) => toSql(row[key], column))))],
  }))
}

const toSql = (value: unknown, column: { mapToDriverValue(value: unknown): unknown }): unknown =>
  value === null ? null : column.mapToDriverValue(value)

/** Rows a statement: one JSON text of some hundred kilobytes. */
const chunkRows = 5000

function chunks<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < rows.length; from += chunkRows) parts.push(rows.slice(from, from + chunkRows))
  return parts
}
