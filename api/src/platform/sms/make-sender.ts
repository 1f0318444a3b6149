import type { Database } from '@zvonok/sync-server/database'
import type { Log } from '../log.ts'
import type { Settings } from '../settings.ts'
import { httpGateway } from './http-gateway.ts'
import { OutgoingQueue } from './queue.ts'
import { noSender, outboxSender, type Sender } from './sender.ts'
import { smtpGateway } from './smtp.ts'

type Sending = Pick<Settings, 'demo' | 'sms' | 'smtp' | 'messagesPerDay'> & { readonly secret: string }

/** How codes and notices leave, by the settings. The demo keeps its outbox also where a gateway is tried. */
export function makeSender(database: Database, settings: Sending, log: Log): Sender & { close(): Promise<void> } {
  const { demo, sms, smtp, secret, messagesPerDay: perDay } = settings
  const outbox = demo ? outboxSender(database, Date.now) : noSender
  if (!sms && !smtp) return { ...outbox, close: async () => undefined }
  const gateways = { ...(sms && { phone: httpGateway(sms) }), ...(smtp && { email: smtpGateway(smtp) }) }
  const queue = new OutgoingQueue({ database, secret, gateways, perDay, log, nowMs: Date.now })
  queue.wake()
  return {
    async send(message) {
      if (demo) await outbox.send(message)
      if (!demo || gateways[message.kind]) await queue.send(message)
    },
    close: () => queue.close(),
  }
}
