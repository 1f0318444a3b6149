import * as Y from 'yjs'
import type { Saver } from './saver.ts'
import type { DeviceStore } from './store.ts'

/** Where a document that people write is kept between starts. */
export interface Persistence {
  readonly loaded: Promise<void>
  close(): Promise<void>
  /** Deletes what is kept and ends: another document takes the place. */
  forget(): Promise<void>
}

/** Keeps `doc` from now on, with what it holds already. `instead` is forgotten first; else what was kept is loaded. */
export type Persist = (name: string, doc: Y.Doc, instead?: Persistence) => Persistence

/** Rows of the device's own store: where there is no y-indexeddb. */
export const persistIn =
  (store: DeviceStore, saver: Saver): Persist =>
  (name, doc, instead) => {
    const fromStore = Symbol('store')
    const save = (update: Uint8Array, origin: unknown) => {
      if (origin !== fromStore) saver.append(name, update)
    }
    const load = async () => {
      const rows = await store.updates(name)
      for (const row of rows) Y.applyUpdate(doc, row, fromStore)
      if (rows.length > 1) await saver.compact(name, (all) => Y.mergeUpdates([...all]))
    }
    const takePlace = (before: Persistence) => {
      const forgotten = before.forget()
      saver.append(name, Y.encodeStateAsUpdate(doc))
      return forgotten
    }
    doc.on('update', save)
    return {
      loaded: instead ? takePlace(instead) : load(),
      close: () => saver.flush(),
      forget: () => {
        doc.off('update', save)
        return saver.dropDocs(name, (each) => each === name)
      },
    }
  }
