/** Keeps a document that people write in step with the server. A chunk of its own: nothing of it is needed before there is a line. */
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { channelUrl, type DocChannels } from './doc-channels.ts'

/** Without `awareness` nobody else sees the document: no presence in it. */
export function connectDoc(name: string, doc: Y.Doc, channels: DocChannels, awareness?: Awareness): WebsocketProvider {
  const provider = new WebsocketProvider(channelUrl, name, doc, {
    // Else every tab would publish the whole document to all others.
    disableBc: true,
    ...(awareness && { awareness }),
    WebSocketPolyfill: channels.channelClass() as unknown as typeof WebSocket,
  })
  if (!awareness) provider.awareness.setLocalState(null)
  return provider
}
