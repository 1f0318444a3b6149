import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import type { TestClient } from './client.ts'

const message = (write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    write(encoder)
  })
export const updateMessage = (update: Uint8Array): Uint8Array => message((encoder) => sync.writeUpdate(encoder, update))

/** A device's copy of a document that people write. What y-websocket's provider does: answers the server's questions and applies what comes. */
export class WrittenCopy {
  readonly copy = new Y.Doc()
  readonly client: TestClient
  readonly doc: string

  constructor(client: TestClient, doc: string) {
    this.client = client
    this.doc = doc
    this.copy.on('update', (update, origin) => {
      if (origin !== this) this.#send(updateMessage(update))
    })
  }

  /** Asks for what it lacks, and offers what the server lacks. */
  async sync(): Promise<void> {
    this.ask()
    await this.take()
    await this.take()
  }

  ask(): void {
    this.#send(message((encoder) => sync.writeSyncStep1(encoder, this.copy)))
  }

  async take(): Promise<void> {
    const { payload } = await this.client.next('doc', ({ doc, payload }) => doc === this.doc && payload[0] === 0)
    const decoder = decoding.createDecoder(payload)
    decoding.readVarUint(decoder)
    const answer = message((encoder) => sync.readSyncMessage(decoder, encoder, this.copy, this))
    if (answer.length > 1) this.#send(answer)
  }

  #send(payload: Uint8Array): void {
    this.client.send({ type: 'doc', doc: this.doc, payload })
  }
}
