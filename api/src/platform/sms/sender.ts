import type { AddressKind } from '@zvonok/schema/account/id-tables'
import { demoOutbox } from '@zvonok/schema/account/tables'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'

export interface Message {
  readonly kind: AddressKind
  /** Phone (`+79000000001`) or mail address. */
  readonly to: string
  /** Of a mail. */
  readonly subject: string
  readonly text: string
  /** Stands in the text as well; the demo's outbox shows it alone. Empty in notices. */
  readonly code: string
  /** How long it is worth sending. */
  readonly validMs: number
}

/** Sends SMS and mail. Nobody logs what it gets. */
export interface Sender {
  /** Returns once the message is safe in the queue. @throws {Refused} `core.unavailable`: nothing can be sent now */
  send(message: Message): Promise<void>
}

/** The demo's: a table that `/dev/outbox` shows. */
export const outboxSender = ({ orm }: Database, nowMs: () => number): Sender => ({
  async send({ to, text, code }) {
    await orm.insert(demoOutbox).values({ to, text, code, atMs: nowMs() })
  },
})

/** No gateway is set: the person is told that codes cannot be sent now. */
export const noSender: Sender = {
  async send() {
    throw new Refused('core.unavailable')
  },
}
