import type { Change, DeviceStore, Table, Tables } from './store.ts'

/** One step of a store's life, as a folder writes it down. */
export type StoreStep =
  | readonly ['write', readonly Change[]]
  | readonly ['append', readonly (readonly [doc: string, update: Uint8Array])[]]
  | readonly ['replace', doc: string, update: Uint8Array]
  | readonly ['drop', docs: readonly string[]]

/** Where steps are written down. */
export interface Journal {
  steps: Iterable<StoreStep>
  add(step: StoreStep, durability?: 'strict'): void
  /** Something was taken away: write down only what is left. */
  rewrite(steps: Iterable<StoreStep>): void
  close(): void
  wipe(): void
}

/** Keeps nothing beyond its own life, unless a journal repeats the steps. */
export function openMemoryStore(journal?: Journal, kind: DeviceStore['kind'] = 'ok'): DeviceStore {
  const values = new Map<Table, Map<string, unknown>>()
  const docs = new Map<string, Uint8Array[]>()
  const table = (name: Table) => values.get(name) ?? add(values, name, new Map<string, unknown>())
  const rowsOf = (doc: string) => docs.get(doc) ?? add(docs, doc, [])

  function apply(step: StoreStep): void {
    switch (step[0]) {
      case 'write':
        for (const { table: name, key, value } of step[1])
          if (value === undefined) table(name).delete(key)
          else table(name).set(key, value)
        return
      case 'append':
        for (const [doc, update] of step[1]) rowsOf(doc).push(update)
        return
      case 'replace':
        docs.set(step[1], [step[2]])
        return
      case 'drop':
        for (const doc of step[1]) docs.delete(doc)
    }
  }
  function* left(): Iterable<StoreStep> {
    for (const [name, rows] of values)
      for (const [key, value] of rows) yield ['write', [{ table: name, key, value } as Change]]
    for (const [doc, rows] of docs) yield ['append', rows.map((row) => [doc, row] as const)]
  }
  /** An async function turns what the journal throws into a rejection. */
  async function step(each: StoreStep, durability?: 'strict'): Promise<void> {
    journal?.add(each, durability)
    apply(each)
  }

  for (const each of journal?.steps ?? []) apply(each)
  return {
    kind,
    get: async <T extends Table>(name: T, key: string) => table(name).get(key) as Tables[T] | undefined,
    all: async <T extends Table>(name: T) =>
      ([...table(name)] as [string, Tables[T]][]).sort(([a], [b]) => (a < b ? -1 : 1)),
    write: (changes, durability) => step(['write', changes], durability),
    append: (rows) => step(['append', rows]),
    updates: async (doc) => [...(docs.get(doc) ?? [])],
    async compact(doc, merge) {
      const rows = docs.get(doc)
      if (!rows) return
      apply(['replace', doc, merge(rows)])
      journal?.rewrite(left())
    },
    docs: async (prefix) => [...docs.keys()].filter((doc) => doc.startsWith(prefix)).sort(),
    async dropDocs(names) {
      apply(['drop', names])
      if (names.length > 0) journal?.rewrite(left())
    },
    onLost: () => undefined,
    async close() {
      journal?.close()
    },
    async wipe() {
      values.clear()
      docs.clear()
      journal?.wipe()
    },
  }
}

function add<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value)
  return value
}
