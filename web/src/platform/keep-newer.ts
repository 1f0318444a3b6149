import { type OwnDocument, openOwn } from '@zvonok/schema/chats/own-document'
import * as Y from 'yjs'

/**
 * Brings into `fresh`, the server's state, what only `old` has: values that the server has never seen, and deletions of what both have.
 * Plain values are set anew, so that nothing of the old document's structure comes along.
 */
export function keepNewer(old: Y.Doc, fresh: Y.Doc): void {
  const ofServer = clocksOf(fresh)
  const ofDevice = clocksOf(old)
  const [from, to] = [openOwn(old), openOwn(fresh)]
  fresh.transact(() => {
    for (const name of Object.keys(to) as (keyof OwnDocument)[]) {
      const [mine, theirs] = [from[name] as Y.Map<unknown>, to[name] as Y.Map<unknown>]
      for (const [key, item] of mine._map) if (!item.deleted && !isIn(ofServer, item)) keep(theirs, key, mine.get(key))
      for (const [key, item] of [...theirs._map])
        if (!item.deleted && !mine.has(key) && isIn(ofDevice, item)) theirs.delete(key)
    }
  })
}

/** Texts, numbers and switches: what the screens put there. */
function keep(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') map.set(key, value)
}

const clocksOf = (doc: Y.Doc): Map<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc))

const isIn = (clocks: ReadonlyMap<number, number>, { id }: Y.Item): boolean => id.clock < (clocks.get(id.client) ?? 0)
