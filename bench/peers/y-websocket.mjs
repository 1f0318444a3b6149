/** `PORT=… HOST=… node y-websocket.mjs [FOLDER]`: @y/websocket-server's own server; with a folder, kept in LevelDB as y-leveldb's README says. */
import { setPersistence } from '@y/websocket-server/utils'
import { LeveldbPersistence } from 'y-leveldb'
import * as Y from 'yjs'

const [, , folder] = process.argv
if (folder) keepIn(new LeveldbPersistence(folder))
await import('@y/websocket-server/server')

function keepIn(database) {
  setPersistence({
    provider: database,
    async bindState(name, doc) {
      const kept = await database.getYDoc(name)
      database.storeUpdate(name, Y.encodeStateAsUpdate(doc))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(kept))
      doc.on('update', (update) => database.storeUpdate(name, update))
    },
    writeState: async () => undefined,
  })
}
