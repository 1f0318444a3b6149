import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type WebhookEvent, WebhookReceiver } from 'livekit-server-sdk'
import type { Log } from '../platform/log.ts'
import { eventOf } from './livekit-words.ts'
import type { MediaEvent } from './media.ts'

interface WebhookOptions {
  readonly key: string
  readonly secret: string
  readonly log: Log
  tell(event: MediaEvent): Promise<void>
}

const maxBodyBytes = 256_000
/** Ids of events that are remembered: more than a full school's lessons tell in the minutes in which LiveKit tells again. */
const remembered = 20_000

/**
 * `POST /internal/livekit`: what the media server tells. 401 without its signature over the raw body; 200 when every listener has taken it, also
 * for an event that was told before; 503 when one could not, and LiveKit tells it again.
 */
export function webhookRoutes({ key, secret, log, tell }: WebhookOptions) {
  const receiver = new WebhookReceiver(key, secret)
  const taken = new Map<string, Promise<void>>()
  let last: Promise<void> = Promise.resolve()

  /** One after another, in the order in which they came. */
  const take = (event: MediaEvent): Promise<void> => {
    const known = taken.get(event.id)
    if (known) return known
    const turn = last.then(() => tell(event))
    last = turn.catch(() => void taken.delete(event.id))
    taken.set(event.id, turn)
    for (const id of taken.keys()) {
      if (taken.size <= remembered) break
      taken.delete(id)
    }
    return turn
  }

  return new Hono().post('/internal/livekit', bodyLimit({ maxSize: maxBodyBytes }), async (c) => {
    const hook = await verified(receiver, await c.req.text(), c.req.header('authorization'))
    if (!hook) {
      log.warn('livekit.wrongSignature')
      return c.json({ code: 'core.signedOut' }, 401)
    }
    const event = eventOf(hook, Date.now())
    try {
      if (event) await take(event)
      return c.json({})
    } catch (error) {
      log.error('livekit.eventNotTaken', error, { event: hook.event })
      return c.json({ code: 'core.unavailable' }, 503)
    }
  })
}

const verified = (receiver: WebhookReceiver, body: string, header?: string): Promise<WebhookEvent | undefined> =>
  receiver.receive(body, header).catch(() => undefined)
