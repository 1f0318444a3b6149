import { idCodes } from '@zvonok/schema/account/id-tables'
import { openDatabase } from '@zvonok/sync-server/database'
import { expect, onTestFinished, test } from 'vitest'
import { Limits } from '../platform/limits.ts'
import { makeLog } from '../platform/log.ts'
import { readSettings } from '../platform/settings.ts'
import { makeSender } from '../platform/sms/make-sender.ts'
import { startMailServer, startSmsGateway } from '../platform/sms/testing/gateways.ts'
import { Codes } from './codes.ts'

const secret = 'a secret of the tests, 32 letters'

/** Codes of a real school (no demo) by a real gateway and a real mail server, as the settings say. */
async function openReal() {
  const [sms, mail] = [await startSmsGateway(), await startMailServer()]
  const database = await openDatabase(':memory:')
  const lines: string[] = []
  const log = makeLog((line) => lines.push(line))
  const settings = readSettings({
    ZVONOK_DEMO: '0',
    SMS_URL: `http://127.0.0.1:${sms.port}/send?phones={phone}&mes={text}&id={id}#post`,
    SMTP_URL: `smtp://post:secret@127.0.0.1:${mail.port}?from=school@school.example`,
  })
  const sender = makeSender(database, { ...settings, secret }, log)
  onTestFinished(async () => {
    await sender.close()
    sms.close()
    await mail.close()
  })
  const limits = new Limits(Date.now, true)
  const codes = new Codes({ database, sender, limits, secret, demo: settings.demo, nowMs: Date.now })
  return { codes, sms, mail, database, lines }
}

test('[ACCOUNT-4, SENDING-5] a code that came by SMS is the one that works, and it is written down nowhere', async () => {
  const { codes, sms, database, lines } = await openReal()
  await codes.send('request', 'phone', '+79000000001')
  const [got] = await sms.arrivals.first(1)
  const code = /^\d{6}/.exec(got?.values.mes ?? '')?.[0] ?? ''
  await expect(codes.check('another request', '+79000000001', code)).rejects.toMatchObject({
    code: 'account.codeExpired',
  })
  await codes.use(await codes.check('request', '+79000000001', code))
  const { rows } = await database.client.execute('SELECT * FROM outgoing')
  expect(JSON.stringify([rows, await database.orm.select().from(idCodes)]) + lines.join()).not.toContain(code)
})

test('[ACCOUNT-4, SENDING-4] a code that came by mail works', async () => {
  const { codes, mail } = await openReal()
  await codes.send('request', 'email', 'belova@school.example')
  const [got] = await mail.arrivals.first(1)
  const text = Buffer.from(got?.content.split('\r\n\r\n')[1] ?? '', 'base64').toString()
  await codes.check('request', 'belova@school.example', /\d{6}/.exec(text)?.[0] ?? '')
})
