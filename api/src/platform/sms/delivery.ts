import type { Message } from './sender.ts'

/** A message with the id under which it is tried, however often. */
export type Delivery = Pick<Message, 'to' | 'subject' | 'text'> & { readonly id: string }

/** Hands a message over to a gateway. @throws {NotDelivered} */
export type Deliver = (message: Delivery) => Promise<void>

/** The gateway did not take it. `reason` is for the log: a status or an error code, never what the gateway said about whom. */
export class NotDelivered extends Error {
  override name = 'NotDelivered'
  readonly reason: string
  constructor(reason: string) {
    super('the gateway did not take the message')
    this.reason = reason
  }
}
