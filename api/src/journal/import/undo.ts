import type { InStatement } from '@libsql/client'
import { rosterImports } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { desc } from 'drizzle-orm'
import { type Changes, deleteStatements, insertStatements } from './changes.ts'
import { renameLoginStatements } from './rename-logins.ts'
import { type RosterRows, type RosterTable, readRows, rosterTables, type TableName, tableNames } from './tables.ts'

/** Of one table: rows to put back, and the keys of rows to take away. Values in the table's order of columns. */
interface Stored {
  readonly back: readonly unknown[][]
  readonly away: readonly unknown[][]
}
/** Kept as JSON in `roster_imports.undo`. */
export type Undo = Readonly<Record<TableName, Stored>>

export const undoOf = (changes: Changes): Undo =>
  Object.fromEntries(tableNames.map((name) => [name, stored(changes, name)])) as Record<TableName, Stored>

function stored<T extends TableName>(changes: Changes, name: T): Stored {
  const table: RosterTable<RosterRows[T]> = rosterTables[name]
  const { added, removed, changed } = changes[name] as Changes[T]
  const values = (rows: readonly RosterRows[T][], keys: readonly (keyof RosterRows[T])[]) =>
    rows.map((row) => keys.map((key) => row[key]))
  const all = table.columns.map(({ key }) => key)
  const before = [...removed, ...changed.map((each) => each.before)]
  const after = [...added, ...changed.map((each) => each.after)]
  return { back: values(before as RosterRows[T][], all), away: values(after as RosterRows[T][], table.keys) }
}

export interface UndoReport {
  /** `nothing`: there was no import, or the last one was undone already. */
  readonly outcome: 'undone' | 'nothing'
  /** When the undone import was made, UTC milliseconds. */
  readonly importedAtMs?: number
}

/**
 * Takes the last import back. People, records and classes that it made stay as left ones: messages may name them, and the same import again
 * finds them. Access that the office has set meanwhile stays.
 */
export async function undoImport(database: Database, nowMs = Date.now()): Promise<UndoReport> {
  const [last] = await database.orm.select().from(rosterImports).orderBy(desc(rosterImports.id)).limit(1)
  if (!last?.undo || last.undoneAtMs !== null) return { outcome: 'nothing' }
  const undo = last.undo as Undo
  const byOffice = new Set(
    (await readRows(database, 'guardians'))
      .filter((row) => row.byOffice)
      .map((row) => `${row.guardianId} ${row.childId}`),
  )
  const statements = [
    ...leaveShells(undo, nowMs),
    ...tableNames.flatMap((name) => awayStatements(undo, name, byOffice)),
    ...tableNames.flatMap((name) => backStatements(undo, name, byOffice)),
    ...(await loginsBack(database, undo)),
    { sql: 'UPDATE roster_imports SET undone_at_ms = ?, undo = NULL WHERE id = ?', args: [nowMs, last.id] },
  ]
  await database.client.batch(statements, 'write')
  return { outcome: 'undone', importedAtMs: last.atMs }
}

/** Tables whose new rows stay, switched off. */
const shells: ReadonlySet<TableName> = new Set(['schools', 'classes', 'people', 'users'])

function rowsOf<T extends TableName>(values: readonly unknown[][], name: T, keysOnly = false): RosterRows[T][] {
  const table: RosterTable<RosterRows[T]> = rosterTables[name]
  const keys = keysOnly ? table.keys : table.columns.map(({ key }) => key)
  return values.map((row) => Object.fromEntries(keys.map((key, index) => [key, row[index]])) as RosterRows[T])
}

function awayStatements<T extends TableName>(undo: Undo, name: T, byOffice: ReadonlySet<string>): InStatement[] {
  const back = new Set(rowsOf(undo[name].back, name).map((row) => keyOf(name, row)))
  const away = rowsOf(undo[name].away, name, true).filter((row) => {
    const key = keyOf(name, row)
    return shells.has(name) ? back.has(key) : name !== 'guardians' || !byOffice.has(key)
  })
  return deleteStatements(name, away)
}

function backStatements<T extends TableName>(undo: Undo, name: T, byOffice: ReadonlySet<string>): InStatement[] {
  const rows = rowsOf(undo[name].back, name)
  return insertStatements(name, name === 'guardians' ? rows.filter((row) => !byOffice.has(keyOf(name, row))) : rows)
}

function keyOf<T extends TableName>(name: T, row: RosterRows[T]): string {
  const table: RosterTable<RosterRows[T]> = rosterTables[name]
  return table.keys.map((key) => String(row[key])).join(' ')
}

/** Switches the new rows off; where a row that comes back needs their id or login, they give it up. */
function leaveShells(undo: Undo, nowMs: number): InStatement[] {
  const only = <T extends TableName>(name: T): string => {
    const back = new Set(rowsOf(undo[name].back, name).map((row) => keyOf(name, row)))
    const keys = rowsOf(undo[name].away, name, true).map((row) => keyOf(name, row))
    return JSON.stringify(keys.filter((key) => !back.has(key)))
  }
  const ids = JSON.stringify(rowsOf(undo.classes.back, 'classes').map(({ sourcedId }) => sourcedId))
  const logins = JSON.stringify(rowsOf(undo.users.back, 'users').map(({ login }) => login))
  const given = '(SELECT value FROM json_each(?))'
  return [
    { sql: `UPDATE people SET active = 0, left_at_ms = ? WHERE id IN ${given}`, args: [nowMs, only('people')] },
    { sql: `UPDATE roster_users SET active = 0 WHERE sourced_id IN ${given}`, args: [only('users')] },
    {
      sql: `UPDATE roster_users SET login = '~' || sourced_id WHERE sourced_id IN ${given} AND login IN ${given}`,
      args: [only('users'), logins],
    },
    { sql: `UPDATE classes SET active = 0 WHERE id IN ${given}`, args: [only('classes')] },
    {
      sql: `UPDATE classes SET sourced_id = sourced_id || '~' || id WHERE id IN ${given} AND sourced_id IN ${given}`,
      args: [only('classes'), ids],
    },
  ]
}

/** Accounts follow the logins back. */
async function loginsBack(database: Database, undo: Undo): Promise<InStatement[]> {
  const now = new Map((await readRows(database, 'users')).map((row) => [row.sourcedId, row]))
  const renames = rowsOf(undo.users.back, 'users').flatMap((to) => {
    const from = now.get(to.sourcedId)
    return from && from.login !== to.login ? [{ personId: to.personId, from: from.login, to: to.login }] : []
  })
  return renameLoginStatements(renames)
}
