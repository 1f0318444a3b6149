import type { AddressKind } from '@zvonok/schema/account/id-tables'
import { demoOutbox } from '@zvonok/schema/account/tables'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'

export interface Message {
  readonly kind: AddressKind
  /** Phone or mail address. */
  readonly to: string
  readonly text: string
  /** Stands in the text as well; the demo's outbox shows it alone. */
  readonly code: string
}

/** Sends SMS and mail. Nobody logs what it gets. */
export interface Sender {
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
