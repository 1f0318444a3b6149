import type { PersonId } from '@zvonok/schema/core/ids'
import { IndexeddbPersistence } from 'y-indexeddb'
import { writtenName } from './indexed-store.ts'
import type { Persist } from './persist.ts'

/** Documents that people write stay in databases of their own, as y-indexeddb keeps them. */
export const persistWritten =
  (personId: PersonId): Persist =>
  (name, doc, instead) => {
    const open = async () => {
      await instead?.forget()
      return new IndexeddbPersistence(writtenName(personId, name), doc)
    }
    const opened = open()
    return {
      loaded: opened.then(async ({ whenSynced }) => void (await whenSynced)),
      close: () => opened.then((persistence) => persistence.destroy()),
      forget: () => opened.then((persistence) => persistence.clearData()),
    }
  }
