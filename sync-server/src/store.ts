import type { Client, InStatement, InValue } from '@libsql/client'
import type { Database } from './database.ts'

export type Statement = Exclude<InStatement, string>

/** Reads and group commits over the one connection. */
export class Store {
  readonly #client: Client

  constructor(database: Database) {
    this.#client = database.client
  }

  /**
   * Rows as tuples of `columns` (SQL expressions; wrap JSON columns in `json(…)`). One JSON text crosses the driver instead of a slow row
   * object each. Booleans come as 0 and 1. No blobs.
   */
  async select<Row extends readonly unknown[]>(columns: string, rest: string, args: InValue[] = []): Promise<Row[]> {
    const sql = `SELECT json_group_array(json(r)) FROM (SELECT json_array(${columns}) AS r ${rest})`
    const { rows } = await this.#client.execute({ sql, args })
    return JSON.parse(rows[0]?.[0] as string) as Row[]
  }

  /** Stored updates of a document in their order. */
  async updatesOf(doc: string): Promise<{ n: number; bytes: Uint8Array }[]> {
    const { rows } = await this.#client.execute({
      sql: 'SELECT n, bytes FROM doc_updates WHERE doc = ? ORDER BY n',
      args: [doc],
    })
    return rows.map((row) => ({ n: row[0] as number, bytes: new Uint8Array(row[1] as ArrayBuffer) }))
  }

  /** All or nothing, on disk when it resolves. @throws the driver's error, with nothing written. */
  async commit(statements: readonly Statement[]): Promise<void> {
    await this.#client.batch([...statements], 'write')
  }

  /** Empties the write-ahead log, so that erased text does not stay in it. False while a reader holds it. */
  async truncateLog(): Promise<boolean> {
    const { rows } = await this.#client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    return rows[0]?.[0] === 0
  }
}

/** One statement for any number of rows: `json_each` over an array of tuples; columns are `value ->> 0` and so on. */
export function insertRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  conflict = '',
): Statement {
  const values = columns.map((_, at) => `value ->> ${at}`).join(', ')
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?) WHERE true ${conflict}`,
    args: [JSON.stringify(rows)],
  }
}

/** `ON CONFLICT … DO UPDATE` of all columns that are not in the key. */
export const upsert = (key: readonly string[], columns: readonly string[]): string =>
  `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`

export const setMeta = (key: string, value: number | string): Statement => ({
  sql: 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  args: [key, String(value)],
})
