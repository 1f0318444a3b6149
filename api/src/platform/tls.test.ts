import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Log } from './log.ts'
import { daysLeft, readCertificate, watchCertificate } from './tls.ts'

const canMake = spawnSync('openssl', ['version']).status === 0
const minuteMs = 60_000
let folder: string
const files = () => ({ certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') })

function make(name: string, days: number): void {
  const { certFile, keyFile } = files()
  const subject = ['-subj', `/CN=${name}`, '-days', String(days)]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile, '-out', certFile, ...subject],
    {
      stdio: 'ignore',
    },
  )
}

/** Whose certificate the server shows to a new connection. */
async function shownName(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await new Promise((resolve) => socket.once('secureConnect', resolve))
  const name = String(socket.getPeerCertificate().subject.CN)
  socket.destroy()
  return name
}

function recordingLog(): Log & { events: string[] } {
  const events: string[] = []
  const note = (event: string) => events.push(event)
  return { events, info: note, warn: note, error: note }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zvonok-tls-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

test('[SERVER-5] missing certificate files are told in a sentence', () => {
  expect(() => readCertificate(files())).toThrow(/cert\.pem/)
})

test.runIf(canMake)('[SERVER-11] a renewed certificate is taken over without a restart', async () => {
  make('first', 300)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const certificate = readCertificate(files())
  const server = createServer({ ...certificate }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const log = recordingLog()
  const stop = watchCertificate(server, files(), certificate, log)
  const { port } = server.address() as AddressInfo
  expect(await shownName(port)).toBe('first')
  make('second', 300)
  utimesSync(files().certFile, new Date(), new Date(Date.now() + minuteMs))
  vi.advanceTimersByTime(minuteMs)
  expect(await shownName(port)).toBe('second')
  expect(log.events).toEqual(['tls.reloaded'])
  stop()
  server.close()
})

test.runIf(canMake)('[SERVER-11] 21 days before the end the log warns', () => {
  make('short', 20)
  const certificate = readCertificate(files())
  expect(daysLeft(certificate.cert, Date.now())).toBeLessThanOrEqual(20)
  const log = recordingLog()
  watchCertificate({ setSecureContext: () => undefined }, files(), certificate, log)()
  expect(log.events).toEqual(['tls.endsSoon'])
})
