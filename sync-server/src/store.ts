import type { Database } from './database.ts'

export type Value = string | number | Uint8Array | null

export interface Statement {
  readonly sql: string
  readonly args: readonly Value[]
}

type Connection = Awaited<ReturnType<Database['pool']['acquire']>>
type Prepared = ReturnType<Connection['prepare']>

/** Preparing costs more than running: each connection keeps what it has prepared. The texts are few and fixed. */
const prepared = new WeakMap<Connection, Map<string, Prepared>>()

/** Reads and group commits over the one connection, by prepared statements. */
export class Store {
  readonly #pool: Database['pool']

  constructor(database: Database) {
    this.#pool = database.pool
  }

  /**
   * Rows as tuples of `columns` (SQL expressions; wrap JSON columns in `json(…)`). They cross the driver as one JSON text, parsed values
   * included. Booleans come as 0 and 1. No blobs.
   */
  async select<Row extends readonly unknown[]>(
    columns: string,
    rest: string,
    args: readonly Value[] = [],
  ): Promise<Row[]> {
    const sql = `SELECT json_group_array(json(r)) FROM (SELECT json_array(${columns}) AS r ${rest})`
    const [row] = await this.rows<[string]>({ sql, args })
    return JSON.parse(row?.[0] ?? '[]') as Row[]
  }

  /** Rows as the driver gives them: few of them, or blobs. */
  rows<Row extends readonly unknown[]>({ sql, args }: Statement): Promise<Row[]> {
    return this.#use(
      (connection) =>
        prepare(connection, sql)
          .raw(true)
          .all([...args]) as unknown as Row[],
    )
  }

  /** Stored updates of a document in their order. */
  async updatesOf(doc: string): Promise<{ n: number; bytes: Uint8Array }[]> {
    const sql = 'SELECT n, bytes FROM doc_updates WHERE doc = ? ORDER BY n'
    const rows = await this.rows<[number, ArrayBuffer]>({ sql, args: [doc] })
    return rows.map(([n, bytes]) => ({ n, bytes: new Uint8Array(bytes) }))
  }

  /** All or nothing, on disk when it resolves. @throws the driver's error, with nothing written. */
  commit(statements: readonly Statement[]): Promise<void> {
    return this.#use((connection) => {
      prepare(connection, 'BEGIN IMMEDIATE').run([])
      for (const { sql, args } of statements) prepare(connection, sql).run([...args])
      prepare(connection, 'COMMIT').run([])
    })
  }

  /** Empties the write-ahead log, so that erased text does not stay in it. False while a reader holds it. */
  async truncateLog(): Promise<boolean> {
    const [row] = await this.rows<[number]>({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
    return row?.[0] === 0
  }

  /** The pool rolls back what `work` left open. */
  async #use<T>(work: (connection: Connection) => T): Promise<T> {
    const connection = await this.#pool.acquire()
    try {
      return work(connection)
    } finally {
      this.#pool.release(connection)
    }
  }
}

function prepare(connection: Connection, sql: string): Prepared {
  const known = prepared.get(connection) ?? new Map<string, Prepared>()
  prepared.set(connection, known)
  const statement = known.get(sql) ?? connection.prepare(sql)
  known.set(sql, statement)
  return statement
}

/** One statement a row: prepared once, they are quicker than any text for many rows. */
export function insertRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  conflict = '',
): Statement[] {
  const places = columns.map(() => '?').join(', ')
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ${conflict}`
  return rows.map((row) => ({ sql, args: row.map(bound) }))
}

function bound(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array) return value
  return JSON.stringify(value)
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
