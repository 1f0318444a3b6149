import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type LivekitSettings, readLivekit } from '../calls/read-livekit.ts'
import { readUplink, type UplinkSettings } from '../calls/read-uplink.ts'
import { type Env, flag, number, wrong } from './env-values.ts'
import { nearest } from './nearest.ts'
import { readSmsUrl, readSmtpUrl } from './sms/read-urls.ts'
import type { SmtpSettings } from './sms/smtp.ts'
import { StartRefused } from './start-refused.ts'

/** All that can be set from outside, checked and with its defaults. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** The address people use, without a slash at the end. */
  readonly origin: string
  /** All origins that are this server: on loopback also its other names. */
  readonly origins: readonly string[]
  /** True when people reach it by https: cookies are `__Host-` and HSTS is on. */
  readonly secure: boolean
  /** Only this machine can reach it. */
  readonly loopback: boolean
  /** Whether a proxy stands before it, so that `X-Forwarded-For` may be believed. */
  readonly proxied: boolean
  /** Absolute path. */
  readonly dataFolder: string
  readonly demo: boolean
  /** Nobody said whether it is a demo: the data folder may know better. */
  readonly demoByDefault: boolean
  /** Limits against abuse; off for benchmarks only. */
  readonly limits: boolean
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  /** Mail address or web address where people find help. */
  readonly support?: string
  readonly vkid?: { readonly clientId: string; readonly baseUrl: string }
  /** Undefined: made once and kept in the data folder. */
  readonly secret?: string
  readonly metricsToken?: string
  /** Address of the SMS gateway with `{phone}` and `{text}`. */
  readonly sms?: string
  readonly smtp?: SmtpSettings
  /** Most SMS, and most mails, in 24 hours. */
  readonly messagesPerDay: number
  readonly livekit: LivekitSettings
  /** Undefined: who takes part from outside receives as much as the others. */
  readonly uplink?: UplinkSettings
}

const used = [
  'ZVONOK_DATA',
  'ZVONOK_DEMO',
  'ZVONOK_LIMITS',
  'ZVONOK_TLS_CERT',
  'ZVONOK_TLS_KEY',
  'ZVONOK_SUPPORT',
  'ZVONOK_SECRET',
  'ZVONOK_METRICS_TOKEN',
  'ZVONOK_MESSAGES_PER_DAY',
  'ZVONOK_LIVEKIT',
  'ZVONOK_MEDIA_ADDRESS',
  'ZVONOK_MEDIA_UDP_PORT',
  'ZVONOK_MEDIA_TCP_PORT',
  'ZVONOK_UPLINK_KBIT',
  'ZVONOK_SCHOOL_NETWORKS',
]
const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** The environment, completed by the file `.env` of the folder. */
export function readEnv(env: Env, folder: string): Env {
  const file = resolve(folder, '.env')
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env
}

/** @throws {StartRefused} for an unknown `ZVONOK_*` name, a value of the wrong form, or an address that may not be served like this. */
export function readSettings(env: Env): Settings {
  refuseUnknown(env)
  const port = number(env, 'PORT', 3000, 1, 65_535)
  const host = env.HOST || '127.0.0.1'
  const loopback = isLoopback(host)
  const tls = readTls(env)
  const publicUrl = readUrl(env, 'PUBLIC_URL')
  const origin =
    publicUrl ?? `${tls ? 'https' : 'http'}://${isAnyAddress(host) ? 'localhost' : bracketed(host)}:${port}`
  const secure = origin.startsWith('https:')
  const mayBeDemo = loopback && !publicUrl
  if (!loopback && !secure) refuseOpenAddress(host)
  const demo = flag(env, 'ZVONOK_DEMO', mayBeDemo && env.NODE_ENV !== 'production')
  if (demo && !mayBeDemo) refuseForeignDemo()
  const limits = flag(env, 'ZVONOK_LIMITS', true)
  if (!limits && !loopback)
    throw new StartRefused(
      'ZVONOK_LIMITS=off разрешено только на 127.0.0.1.',
      'ZVONOK_LIMITS=off is for loopback only.',
    )
  const vkid = env.VKID_CLIENT_ID && {
    clientId: env.VKID_CLIENT_ID,
    baseUrl: readUrl(env, 'VKID_BASE_URL') ?? 'https://id.vk.ru',
  }
  const smtp = env.SMTP_URL && readSmtpUrl(env.SMTP_URL)
  const uplink = readUplink(env)
  return {
    port,
    host,
    origin,
    origins: mayBeDemo ? loopbackNames.map((name) => `${tls ? 'https' : 'http'}://${name}:${port}`) : [origin],
    secure,
    loopback,
    proxied: Boolean(publicUrl) && !tls,
    dataFolder: resolve(env.ZVONOK_DATA || 'data'),
    demo,
    demoByDefault: !env.ZVONOK_DEMO,
    limits,
    ...(tls && { tls }),
    ...(env.ZVONOK_SUPPORT && { support: env.ZVONOK_SUPPORT }),
    ...(vkid && { vkid }),
    ...(env.ZVONOK_SECRET && { secret: readSecret(env.ZVONOK_SECRET) }),
    ...(env.ZVONOK_METRICS_TOKEN && { metricsToken: env.ZVONOK_METRICS_TOKEN }),
    ...(env.SMS_URL && { sms: readSmsUrl(env.SMS_URL) }),
    ...(smtp && { smtp }),
    messagesPerDay: number(env, 'ZVONOK_MESSAGES_PER_DAY', 3000, 1, 1_000_000),
    livekit: readLivekit(env, { local: mayBeDemo, host: loopback || isAnyAddress(host) ? undefined : host }),
    ...(uplink && { uplink }),
  }
}

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host)
const isAnyAddress = (host: string): boolean => host === '0.0.0.0' || host === '::'
const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host)

function refuseUnknown(env: Env): void {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ZVONOK_') || used.includes(name)) continue
    const like = nearest(name, used)
    throw new StartRefused(
      `Неизвестная настройка ${name}: может быть, ${like}?`,
      `Unknown setting; did you mean ${like}?`,
    )
  }
}

function refuseOpenAddress(host: string): never {
  throw new StartRefused(
    `На адресе ${host} нужен TLS: задайте ZVONOK_TLS_CERT и ZVONOK_TLS_KEY, или PUBLIC_URL=https://… за прокси.`,
    'Any address but loopback needs TLS: without it browsers give no offline mode, camera or locks.',
  )
}

function refuseForeignDemo(): never {
  throw new StartRefused(
    'Демо работает только на 127.0.0.1 и без PUBLIC_URL: уберите ZVONOK_DEMO=1.',
    'The demo runs on loopback only and without PUBLIC_URL.',
  )
}

function readTls(env: Env): Settings['tls'] {
  const { ZVONOK_TLS_CERT: certFile, ZVONOK_TLS_KEY: keyFile } = env
  if (!certFile && !keyFile) return undefined
  if (!certFile || !keyFile)
    throw new StartRefused(
      'ZVONOK_TLS_CERT и ZVONOK_TLS_KEY задаются вместе: пути к файлам PEM.',
      'Both are needed: paths of PEM files.',
    )
  return { certFile: resolve(certFile), keyFile: resolve(keyFile) }
}

function readUrl(env: Env, name: string): string | undefined {
  const value = env[name]
  if (!value) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw wrong(name, value, 'https://school.example')
  return url.origin
}

function readSecret(value: string): string {
  if (value.length < 32)
    throw new StartRefused('ZVONOK_SECRET: нужно не меньше 32 знаков.', 'At least 32 characters are needed.')
  return value
}
