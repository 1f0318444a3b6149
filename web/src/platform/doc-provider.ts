/** Keeps a document that people write in step with the server. A chunk of its own: nothing of it is needed before there is a line. */
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { channelUrl, type DocChannels } from './doc-channels.ts'

export function connectDoc(name: string, doc: Y.Doc, channels: DocChannels): WebsocketProvider {
  const provider = new WebsocketProvider(channelUrl, name, doc, {
    // Else every tab would publish the whole document to all others.
    disableBc: true,
    WebSocketPolyfill: channels.channelClass() as unknown as typeof WebSocket,
  })
  // Nobody else sees this document: no presence in it.
  provider.awareness.setLocalState(null)
  return provider
}
