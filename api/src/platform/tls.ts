import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { createSecureContext, type Server } from 'node:tls'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'
import { StartRefused } from './start-refused.ts'

type Files = NonNullable<Settings['tls']>

/** PEM. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

const lookEveryMs = 60_000
const dayMs = 24 * 60 * 60 * 1000
const warnDays = 21

/** @throws {StartRefused} when the files cannot be read or do not belong together */
export function readCertificate({ certFile, keyFile }: Files): Certificate {
  try {
    const files = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
    createSecureContext(files)
    return files
  } catch (error) {
    throw new StartRefused(
      `Сертификат ${certFile} и ключ ${keyFile} не подходят: ${error instanceof Error ? error.message : ''}.`,
      'The certificate and the key cannot be used.',
    )
  }
}

/** Days until the certificate ends, rounded down; negative when it has ended. */
export const daysLeft = (cert: string | Buffer, nowMs: number): number =>
  Math.floor((Date.parse(new X509Certificate(cert).validTo) - nowMs) / dayMs)

/** Takes over renewed files without a restart and warns once a day in the last 21 days. Returns its end. */
export function watchCertificate(
  server: Pick<Server, 'setSecureContext'>,
  files: Files,
  first: Certificate,
  log: Log,
): () => void {
  let current = first
  let seen = changeTime(files)
  const reload = () => {
    const now = changeTime(files)
    if (now === seen) return
    seen = now
    try {
      current = readCertificate(files)
      server.setSecureContext(current)
      log.info('tls.reloaded')
    } catch (error) {
      // Renewal writes two files: between them they do not match. The old ones stay in use and the next look tries again.
      seen = 0
      log.warn('tls.notReloaded', { reason: error instanceof Error ? error.message : undefined })
    }
  }
  const warn = () => {
    const days = daysLeft(current.cert, Date.now())
    if (days <= warnDays) log.warn('tls.endsSoon', { days })
  }
  warn()
  const timers = [setInterval(reload, lookEveryMs), setInterval(warn, dayMs)]
  for (const timer of timers) timer.unref()
  return () => timers.forEach(clearInterval)
}

const changeTime = ({ certFile, keyFile }: Files): number =>
  Math.max(...[certFile, keyFile].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0))
