import { outgoing } from '@zvonok/schema/account/tables'
import { openDatabase } from '@zvonok/sync-server/database'
import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../log.ts'
import { httpGateway } from './http-gateway.ts'
import { OutgoingQueue, type QueueParts } from './queue.ts'
import { readSmsUrl, readSmtpUrl } from './read-urls.ts'
import type { Message } from './sender.ts'
import { smtpGateway } from './smtp.ts'
import { startMailServer, startSmsGateway } from './testing/gateways.ts'

const sms: Message = {
  kind: 'phone',
  to: '+79000000001',
  subject: 'Код',
  text: '123456 — код для входа & всё',
  code: '123456',
  validMs: 600_000,
}
const mail: Message = { ...sms, kind: 'email', to: 'belova@school.example' }

async function openQueue(gateways: QueueParts['gateways'], change: Partial<QueueParts> = {}) {
  const database = change.database ?? (await openDatabase(':memory:'))
  const lines: string[] = []
  const queue = new OutgoingQueue({
    database,
    secret: 'a secret of the tests, 32 letters',
    gateways,
    perDay: 10,
    log: makeLog((line) => lines.push(line)),
    nowMs: Date.now,
    retryMs: [1],
    ...change,
  })
  onTestFinished(() => queue.close())
  return { queue, database, lines, rows: () => database.orm.select().from(outgoing) }
}

async function smsc(answer?: Parameters<typeof startSmsGateway>[0]) {
  const gateway = await startSmsGateway(answer)
  onTestFinished(() => void gateway.close())
  const url = `http://127.0.0.1:${gateway.port}/sys/send.php?login=school&psw=p%26w&phones={phone}&mes={text}&id={id}&charset=utf-8&fmt=3`
  return { ...gateway, url }
}

test('[SENDING-3] an SMS arrives at the gateway with all its letters, in the query or as a form', async () => {
  const gateway = await smsc()
  const { queue } = await openQueue({ phone: httpGateway(readSmsUrl(gateway.url)) })
  await queue.send(sms)
  const [got] = await gateway.arrivals.first(1)
  expect(got).toMatchObject({
    method: 'GET',
    path: '/sys/send.php',
    values: { login: 'school', psw: 'p&w', phones: '79000000001', mes: sms.text, charset: 'utf-8', fmt: '3' },
  })
  const posting = await openQueue({ phone: httpGateway(readSmsUrl(`${gateway.url}#post`)) })
  await posting.queue.send(sms)
  const [, posted] = await gateway.arrivals.first(2)
  expect(posted).toMatchObject({ method: 'POST', values: { psw: 'p&w', phones: '79000000001', mes: sms.text } })
})

test.each([
  ['an error of smsc.ru', { body: '{"error":"no credits","error_code":3}' }, 'error 3'],
  ['an error in words', { body: 'ERROR = 6 (message is denied)' }, 'error 6'],
  ['an error of sms.ru', { body: '{"status":"ERROR","status_code":201}' }, 'error 201'],
  ['an error of smsaero.ru', { body: '{"success":false}' }, 'error'],
  ['status 502', { status: 502, body: 'Bad gateway for +79000000001' }, 'http 502'],
])('[SENDING-1, SENDING-3, SENDING-5] after %s it is tried again under the same id', async (_, no, reason) => {
  const gateway = await smsc((n) => (n < 2 ? no : { body: '{"id":1,"cnt":1}' }))
  const { queue, lines, rows } = await openQueue({ phone: httpGateway(gateway.url) })
  await queue.send(sms)
  const tries = await gateway.arrivals.first(3)
  await queue.close()
  expect(new Set(tries.map(({ values }) => values.id)).size).toBe(1)
  expect(await rows()).toMatchObject([{ state: 'sent', tries: 3, sealed: '' }])
  expect(lines).toHaveLength(2)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'outgoing.notTaken', reason })
  expect(lines.join()).not.toMatch(/123456|9000000001|код|credits/)
})

test('[SENDING-1, SENDING-5] what a stopped server left goes out at the next start; until then it is sealed', async () => {
  const down = await openQueue(
    { phone: httpGateway('http://127.0.0.1:9/?phones={phone}&mes={text}') },
    { retryMs: [0] },
  )
  await down.queue.send(sms)
  await down.queue.close()
  const [row] = await down.rows()
  expect(row).toMatchObject({ state: 'waiting' })
  const stored = JSON.stringify(row)
  expect(stored).not.toMatch(/123456|9000000001/)
  expect(Buffer.from(row?.sealed ?? '', 'base64url').toString()).not.toMatch(/123456|9000000001/)
  const gateway = await smsc()
  const { queue, rows } = await openQueue({ phone: httpGateway(gateway.url) }, { database: down.database })
  queue.wake()
  await gateway.arrivals.first(1)
  await queue.close()
  expect(await rows()).toMatchObject([{ state: 'sent' }])
})

test('[SENDING-1] a code that is void by now is given up', async () => {
  const clock = { nowMs: Date.now() }
  const nowMs = () => clock.nowMs
  const down = await openQueue(
    { phone: httpGateway('http://127.0.0.1:9/?{phone}{text}') },
    { nowMs, retryMs: [600_000] },
  )
  await down.queue.send(sms)
  await down.queue.close()
  clock.nowMs += sms.validMs
  const gateway = await smsc()
  const later = await openQueue({ phone: httpGateway(gateway.url) }, { database: down.database, nowMs })
  later.queue.wake()
  await later.queue.close()
  expect(await later.rows()).toMatchObject([{ state: 'failed', sealed: '' }])
  expect(gateway.arrivals.all).toEqual([])
  expect(later.lines.join()).toContain('outgoing.gaveUp')
})

test('[SENDING-2] a day has its budget, and without a gateway nothing is promised', async () => {
  const gateway = await smsc()
  const { queue, lines } = await openQueue({ phone: httpGateway(gateway.url) }, { perDay: 2 })
  await queue.send(sms)
  await queue.send(sms)
  await expect(queue.send(sms)).rejects.toMatchObject({ code: 'core.unavailable' })
  expect(lines.join()).toContain('outgoing.budgetUsed')
  await expect(queue.send(mail)).rejects.toMatchObject({ code: 'core.unavailable' })
})

test('[SENDING-4] a mail arrives at the mail server, also when it is put off at first', async () => {
  const server = await startMailServer(1)
  onTestFinished(server.close)
  const url = `smtp://post:secret@127.0.0.1:${server.port}?from=${encodeURIComponent('Школа <school@school.example>')}`
  const { queue, lines, rows } = await openQueue({ email: smtpGateway(readSmtpUrl(url)) })
  await queue.send(mail)
  const [got] = await server.arrivals.first(1)
  expect(got).toMatchObject({ user: 'post', from: 'school@school.example', to: ['belova@school.example'] })
  expect(got?.content).toMatch(/^Subject: =\?UTF-8/im)
  await queue.close()
  const [row] = await rows()
  expect(row).toMatchObject({ state: 'sent', tries: 2 })
  expect(got?.content).toContain(`Message-ID: <${row?.id}@school.example>`)
  expect(lines.join()).toContain('451')
  expect(lines.join()).not.toMatch(/123456|belova/)
})

test('[SENDING-4, SENDING-5] a wrong password of the mail server is told by its code only', async () => {
  const server = await startMailServer()
  onTestFinished(server.close)
  const { queue, lines } = await openQueue({
    email: smtpGateway(readSmtpUrl(`smtp://post:wrong@127.0.0.1:${server.port}?from=a@b.example`)),
  })
  await queue.send(mail)
  await queue.close()
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'outgoing.notTaken', reason: 'EAUTH 535' })
  expect(lines.join()).not.toMatch(/wrong|belova/)
})

test.each([
  'https://smsc.ru/sys/send.php?phones={phone}',
  'http://sms.example/?phones={phone}&mes={text}',
  'ftp://sms.example/?phones={phone}&mes={text}',
  'not an address {phone} {text}',
])('[SENDING-3] SMS_URL=%s is refused without showing it', (value) => {
  expect(() => readSmsUrl(value)).toThrow(/SMS_URL/)
  expect(() => readSmsUrl(`${value}psw=geheim`)).toThrow(expect.not.stringContaining('geheim'))
})

test('[SENDING-4] only this machine is trusted without TLS; a sender is needed', () => {
  expect(readSmtpUrl('smtp://mail.example?from=a@b.example')).toMatchObject({
    port: 587,
    tls: false,
    plainAllowed: false,
  })
  expect(readSmtpUrl('smtps://a%40b.example:p%3Aw@mail.example')).toMatchObject({
    port: 465,
    tls: true,
    from: 'a@b.example',
    auth: { user: 'a@b.example', pass: 'p:w' },
  })
  expect(() => readSmtpUrl('smtp://mail.example')).toThrow(/SMTP_URL/)
  expect(() => readSmtpUrl('http://mail.example?from=a@b.example')).toThrow(/SMTP_URL/)
})
