import { type OwnDocument, type OwnMaps, openOwn, ownName } from '@zvonok/schema/chats/own-document'
import { closeCode } from '@zvonok/schema/core/frames'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DocChannels } from './doc-channels.ts'
import type { connectDoc } from './doc-provider.ts'
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
  /** Writes what was arranged before the document was here. */
  add(early: OwnMaps): void
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
  #isClosed = false
  #stopWaiting: (() => void) | undefined

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
    this.#stopWaiting = this.#parts.channels.opened.on(() => void this.#start())
    if (this.#parts.channels.isOpen) void this.#start()
  }

  add(early: OwnMaps): void {
    this.#doc.transact(() => {
      for (const name of Object.keys(early) as (keyof OwnMaps)[])
        for (const [key, value] of early[name]) (this.#document[name] as Y.Map<unknown>).set(key, value)
    })
  }

  take(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, otherTab)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopWaiting?.()
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

  /** The provider's code is of no use before there is a line. When it does not come, the next line asks again. */
  async #start(): Promise<void> {
    if (this.#provider) return
    const { connectDoc } = await import('./doc-provider.ts')
    if (!this.#provider && !this.#isClosed) this.#provider = this.#connect(connectDoc, this.#doc)
  }

  #connect(connect: typeof connectDoc, doc: Y.Doc): WebsocketProvider {
    const provider = connect(this.#name, doc, this.#parts.channels)
    provider.on('closed', ({ code }: { code: number }) => {
      if (code === closeCode.badFrame) this.#refused(connect)
    })
    return provider
  }

  /** PLATFORM-34. Once: the server's state into an empty document, then what only this device has, by plain values. */
  #refused(connect: typeof connectDoc): void {
    this.#provider?.destroy()
    if (this.#isAnew) {
      this.isRefused = true
      this.#parts.changed()
      return
    }
    this.#isAnew = true
    const fresh = new Y.Doc()
    const provider = this.#connect(connect, fresh)
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
