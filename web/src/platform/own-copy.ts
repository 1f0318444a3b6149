import { type OwnDocument, openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { closeCode } from '@zvonok/schema/core/frames'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { channelUrl, type DocChannels } from './doc-channels.ts'
import { keepNewer } from './keep-newer.ts'
import type { Persist, Persistence } from './persist.ts'

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
  /** Another object after the copy was made anew. */
  readonly document: OwnDocument
  /** The server refused the copy, also the one made anew: what is changed stays on this device. */
  readonly isRefused: boolean
  /** A change of another tab. */
  take(update: Uint8Array): void
  close(): Promise<void>
}

const otherTab = Symbol('other tab')

export async function openOwnCopy(parts: OwnParts): Promise<OwnCopy> {
  const copy = new OwnDocumentCopy(parts)
  await copy.load()
  return copy
}

class OwnDocumentCopy implements OwnCopy {
  isRefused = false
  readonly #parts: OwnParts
  readonly #name: string
  #doc = new Y.Doc()
  #document = openOwn(this.#doc)
  #persistence: Persistence
  #provider: WebsocketProvider | undefined
  #isAnew = false

  constructor(parts: OwnParts) {
    this.#parts = parts
    this.#name = ownName(parts.personId)
    this.#persistence = parts.persist(this.#name, this.#doc)
  }

  get document(): OwnDocument {
    return this.#document
  }

  async load(): Promise<void> {
    await this.#persistence.loaded
    this.#listen()
    this.#provider = this.#connect(this.#doc)
  }

  take(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, otherTab)
  }

  async close(): Promise<void> {
    this.#provider?.destroy()
    await this.#persistence.close()
    this.#doc.destroy()
  }

  #listen(): void {
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== otherTab && origin !== this.#provider) this.#parts.share(update)
      this.#parts.changed()
    })
  }

  #connect(doc: Y.Doc): WebsocketProvider {
    const provider = new WebsocketProvider(channelUrl, this.#name, doc, {
      // Else every tab would publish the whole document to all others.
      disableBc: true,
      WebSocketPolyfill: this.#parts.channels.channelClass() as unknown as typeof WebSocket,
    })
    // Nobody else sees this document: no presence in it.
    provider.awareness.setLocalState(null)
    provider.on('closed', ({ code }: { code: number }) => {
      if (code === closeCode.badFrame) this.#refused()
    })
    return provider
  }

  /** PLATFORM-34. Once: the server's state into an empty document, then what only this device has, by plain values. */
  #refused(): void {
    this.#provider?.destroy()
    if (this.#isAnew) {
      this.isRefused = true
      this.#parts.changed()
      return
    }
    this.#isAnew = true
    const fresh = new Y.Doc()
    const provider = this.#connect(fresh)
    this.#provider = provider
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced && this.#doc !== fresh) this.#replaceBy(fresh)
    })
  }

  #replaceBy(fresh: Y.Doc): void {
    const [old, kept] = [this.#doc, this.#persistence]
    this.#doc = fresh
    this.#document = openOwn(fresh)
    this.#listen()
    keepNewer(old, fresh)
    this.#persistence = this.#parts.persist(this.#name, fresh, kept)
    old.destroy()
    this.#parts.changed()
  }
}
