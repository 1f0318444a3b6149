import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Change, type DeviceStore, type Table, type Tables, tables } from './store.ts'

type Db = { [T in Table]: { key: string; value: Tables[T] } } & {
  docs: { key: [doc: string, n: number]; value: Uint8Array }
} & DBSchema

/** Rises when the shape of a table changes. */
const version = 1
/** What only this device has: carried over to a new version; all else comes again from the server. */
const ownTables: readonly Table[] = ['outbox', 'kept', 'kv']
/** Of `kv`, what must not outlive the tables it speaks of. */
const derivedKeys = ['cursor']

export const databaseName = (personId: string): string => `zvonok-${personId}`

/** Of a document that people write, beside it. */
export const writtenName = (personId: string, doc: string): string => `${databaseName(personId)}-${doc}`

/** Opens (and brings up to date) the one database of a person. Rejects where the browser gives no storage. */
export async function openIndexedStore(personId: string, schemaVersion = version): Promise<DeviceStore> {
  const name = databaseName(personId)
  let lost: (() => void) | undefined
  const db = await openDB<Db>(name, schemaVersion, {
    upgrade(database, oldVersion, _, tx) {
      const had = new Set<string>(database.objectStoreNames)
      for (const table of [...tables, 'docs'] as const) {
        const own = table !== 'docs' && ownTables.includes(table)
        if (had.has(table) && !own) database.deleteObjectStore(table)
        if (!had.has(table) || !own) database.createObjectStore(table)
      }
      if (oldVersion > 0) for (const key of derivedKeys) void tx.objectStore('kv').delete(key)
    },
    blocking: () => {
      db.close()
      lost?.()
    },
    terminated: () => lost?.(),
  })
  return {
    kind: 'ok',
    get: (table, key) => db.get(table, key) as Promise<never>,
    all: <T extends Table>(table: T) => readAll(db, table),
    write: (changes, durability) => write(db, changes, durability ?? 'relaxed'),
    append: (rows) => append(db, rows),
    updates: (doc) => db.getAll('docs', rowsOf(doc)),
    compact: (doc, merge) => compact(db, doc, merge),
    docs: (prefix) => docNames(db, prefix),
    dropDocs: (names) => dropDocs(db, names),
    onLost: (listener) => {
      lost = listener
    },
    close: async () => db.close(),
    async wipe() {
      db.close()
      await deleteDatabase(name)
    },
  }
}

/** Waits for other tabs to let go (they are told by `versionchange`). */
export const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })

async function readAll<T extends Table>(db: IDBPDatabase<Db>, table: T): Promise<[string, Tables[T]][]> {
  const store = db.transaction(table as Table).store
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()])
  return keys.map((key, i) => [key, values[i] as Tables[T]])
}

async function write(db: IDBPDatabase<Db>, changes: readonly Change[], durability: IDBTransactionDurability) {
  const tx = db.transaction([...new Set(changes.map(({ table }) => table))], 'readwrite', { durability })
  const requests = changes.map(({ table, key, value }) => {
    const store = tx.objectStore(table)
    return value === undefined ? store.delete(key) : store.put(value, key)
  })
  await Promise.all([...requests, tx.done])
}

async function append(db: IDBPDatabase<Db>, rows: readonly (readonly [string, Uint8Array])[]): Promise<void> {
  const { store, done } = db.transaction('docs', 'readwrite')
  const add = async () => {
    for (const [doc, update] of rows) {
      // Several tabs add to one document: the next number is asked for inside the transaction.
      const last = await store.openKeyCursor(rowsOf(doc), 'prev')
      await store.put(update, [doc, (last?.primaryKey[1] ?? 0) + 1])
    }
  }
  await Promise.all([add(), done])
}

async function compact(db: IDBPDatabase<Db>, doc: string, merge: (rows: readonly Uint8Array[]) => Uint8Array) {
  const { store, done } = db.transaction('docs', 'readwrite')
  const replace = async () => {
    const rows = await store.getAll(rowsOf(doc))
    if (rows.length === 0) return
    await store.delete(rowsOf(doc))
    await store.put(merge(rows), [doc, 1])
  }
  await Promise.all([replace(), done])
}

async function dropDocs(db: IDBPDatabase<Db>, names: readonly string[]): Promise<void> {
  const { store, done } = db.transaction('docs', 'readwrite')
  await Promise.all([...names.map((doc) => store.delete(rowsOf(doc))), done])
}

/** Jumps from document to document, so that their rows are not read. */
async function docNames(db: IDBPDatabase<Db>, prefix: string): Promise<string[]> {
  const names: string[] = []
  let cursor = await db.transaction('docs').store.openKeyCursor(startingWith(prefix))
  while (cursor) {
    const [doc] = cursor.key
    names.push(doc)
    cursor = await cursor.continue([doc, Number.MAX_SAFE_INTEGER])
  }
  return names
}

const rowsOf = (doc: string): IDBKeyRange => IDBKeyRange.bound([doc, 0], [doc, Number.MAX_SAFE_INTEGER])
const startingWith = (prefix: string): IDBKeyRange => IDBKeyRange.bound([prefix, 0], [`${prefix}\uffff`, 0])
