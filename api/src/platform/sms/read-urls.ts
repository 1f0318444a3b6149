import { StartRefused } from '../start-refused.ts'
import type { SmtpSettings } from './smtp.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The values hold passwords: what is wrong is told without them. @throws {StartRefused} */
export function readSmsUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const encrypted = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
  const placed = value.includes('{phone}') && value.includes('{text}')
  if (!encrypted || !placed || !['', '#post'].includes(url?.hash ?? ''))
    throw new StartRefused(
      'SMS_URL: нужен адрес шлюза по https с {phone} и {text}, например https://smsc.ru/sys/send.php?login=…&psw=…&phones={phone}&mes={text}&charset=utf-8&fmt=3#post',
      'SMS_URL is the https address of a gateway with {phone} and {text} in it.',
    )
  return value
}

/** `smtps://user:password@host:465?from=…` or `smtp://…:587`, which asks for STARTTLS. @throws {StartRefused} */
export function readSmtpUrl(value: string): SmtpSettings {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const tls = url?.protocol === 'smtps:'
  const [user, pass] = [decodeURIComponent(url?.username ?? ''), decodeURIComponent(url?.password ?? '')]
  const from = url?.searchParams.get('from') ?? user
  if (!url?.hostname || !(tls || url.protocol === 'smtp:') || !from.includes('@'))
    throw new StartRefused(
      'SMTP_URL: нужно так: smtps://user:password@mail.school.example:465?from=school@school.example',
      'SMTP_URL is smtps:// or smtp:// with a sender in ?from=.',
    )
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (tls ? 465 : 587),
    tls,
    plainAllowed: loopback.test(url.hostname),
    ...(user && { auth: { user, pass } }),
    from,
  }
}
