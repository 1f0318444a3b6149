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
export function compareRows<T extends TableName>(
  name: T,
  current: Iterable<RosterRows[T]>,
  wanted: Iterable<RosterRows[T]>,
): TableChange<RosterRows[T]> {
  const table: RosterTable<RosterRows[T]> = rosterTables[name]
  const keyOf = (row: RosterRows[T]): string => table.keys.map((key) => String(row[key])).join('\n')
  const rest = new Map<string, RosterRows[T]>()
  for (const row of current) rest.set(keyOf(row), row)
  const added: RosterRows[T][] = []
  const changed: { before: RosterRows[T]; after: RosterRows[T] }[] = []
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

function deleteOf<T extends TableName>(changes: Changes, name: T): InStatement[] {
  const { removed, changed }: TableChange<RosterRows[T]> = changes[name]
  return deleteStatements(name, [...removed, ...changed.map(({ before }) => before)])
}

function insertOf<T extends TableName>(changes: Changes, name: T): InStatement[] {
  const { added, changed }: TableChange<RosterRows[T]> = changes[name]
  return insertStatements(name, [...changed.map(({ after }) => after), ...added])
}

export function deleteStatements<T extends TableName>(name: T, rows: readonly RosterRows[T][]): InStatement[] {
  const table: RosterTable<RosterRows[T]> = rosterTables[name]
  const columns = table.columns.filter(({ key }) => table.keys.includes(key))
  const list = columns.map(({ sql }) => sql).join(', ')
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ')
  return chunks(rows).map((chunk) => ({
    sql: `DELETE FROM ${table.name} WHERE (${list}) IN (SELECT ${values} FROM json_each(?))`,
    args: [JSON.stringify(chunk.map((row) => columns.map(({ key }) => row[key])))],
  }))
}

export function insertStatements<T extends TableName>(name: T, rows: readonly RosterRows[T][]): InStatement[] {
  const table: RosterTable<RosterRows[T]> = rosterTables[name]
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
