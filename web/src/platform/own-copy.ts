import { type OwnDocument, openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { channelUrl, type DocChannels } from './doc-channels.ts'
import type { Saver } from './saver.ts'
import type { DeviceStore } from './store.ts'

/** Where a document that people write is kept between starts. */
export interface Persistence {
  readonly loaded: Promise<void>
  close(): Promise<void>
}
export type Persist = (name: string, doc: Y.Doc) => Persistence

export interface OwnParts {
  readonly personId: string
  readonly persist: Persist
  readonly channels: DocChannels
  readonly changed: () => void
  /** For the other tabs. */
  readonly share: (update: Uint8Array) => void
}

/** The person's own document: on this device, in the other tabs, and on the server when there is a line. */
export interface OwnCopy {
  readonly document: OwnDocument
  /** A change of another tab. */
  take(update: Uint8Array): void
  close(): Promise<void>
}

const otherTab = Symbol('other tab')

export async function openOwnCopy(parts: OwnParts): Promise<OwnCopy> {
  const doc = new Y.Doc()
  const name = ownName(parts.personId)
  const persistence = parts.persist(name, doc)
  await persistence.loaded
  const provider = new WebsocketProvider(channelUrl, name, doc, {
    // Else every tab would publish the whole document to all others.
    disableBc: true,
    WebSocketPolyfill: parts.channels.channelClass() as unknown as typeof WebSocket,
  })
  // Nobody else sees this document: no presence in it.
  provider.awareness.setLocalState(null)
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== otherTab && origin !== provider) parts.share(update)
    parts.changed()
  })
  return {
    document: openOwn(doc),
    take: (update) => Y.applyUpdate(doc, update, otherTab),
    async close() {
      provider.destroy()
      await persistence.close()
      doc.destroy()
    },
  }
}

/** Rows of the device's own store: where there is no y-indexeddb. */
export const persistIn =
  (store: DeviceStore, saver: Saver): Persist =>
  (name, doc) => {
    const fromStore = Symbol('store')
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromStore) saver.append(name, update)
    })
    const load = async () => {
      const rows = await store.updates(name)
      for (const row of rows) Y.applyUpdate(doc, row, fromStore)
      if (rows.length > 1) await saver.compact(name, (all) => Y.mergeUpdates([...all]))
    }
    return { loaded: load(), close: () => saver.flush() }
  }
