import { demoOutbox } from '@zvonok/schema/account/tables'
import { Refused } from '@zvonok/schema/core/refusal'
import { desc, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { peerAddress } from '../platform/client-address.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { outboxPage, outboxStyle } from './outbox-page.ts'

const loopbackPeer = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']
const shown = 50

/** ACCOUNT-9. The demo's SMS and mail, for this machine only: peer, `Host` and the missing traces of a proxy all have to say so. */
export const outboxRoutes = ({ database: { orm }, settings }: Parts) =>
  new Hono<AppEnv>()
    .use(async (c, next) => {
      const local =
        settings.demo &&
        loopbackPeer.test(peerAddress(c)) &&
        loopbackHost.test(c.req.header('host') ?? '') &&
        forwarding.every((name) => c.req.header(name) === undefined)
      if (!local) throw new Refused('core.notFound')
      await next()
      c.header('Cache-Control', 'no-store')
    })
    .get('/outbox', async (c) => {
      const { to, text, code, atMs } = demoOutbox
      const columns = { to, text, code, at: atMs }
      const wanted = c.req.query('to')
      const rows = orm.select(columns).from(demoOutbox).orderBy(desc(demoOutbox.id)).limit(shown)
      if (wanted !== undefined) return c.json(await rows.where(eq(demoOutbox.to, wanted)))
      return c.html(outboxPage(await rows))
    })
    .get('/outbox.css', (c) => c.body(outboxStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
