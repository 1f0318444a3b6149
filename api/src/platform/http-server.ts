import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { getRequestListener } from '@hono/node-server'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'
import { StartRefused } from './start-refused.ts'
import { readCertificate, watchCertificate } from './tls.ts'

export interface HttpServer {
  /** Not listening yet: upgrades are attached first. */
  readonly server: Server
  /** @throws {StartRefused} when the port is in use or may not be used */
  listen(): Promise<void>
  stopListening(): void
  /** Waits for the answers under way at most `graceMs`, then cuts what is left. */
  closed(graceMs: number): Promise<void>
}

type Fetch = Parameters<typeof getRequestListener>[0]

/** The one port of the product, with TLS when certificate files are given. */
export function makeHttpServer(settings: Settings, fetch: Fetch, log: Log): HttpServer {
  const listener = getRequestListener(fetch)
  let stopWatching = () => {}
  let server: Server
  if (settings.tls) {
    const certificate = readCertificate(settings.tls)
    const tlsServer = createHttpsServer({ ...certificate }, listener)
    stopWatching = watchCertificate(tlsServer, settings.tls, certificate, log)
    server = tlsServer
  } else {
    server = createHttpServer(listener)
  }
  return {
    server,
    listen: () => listen(server, settings),
    stopListening: () => {
      stopWatching()
      server.close()
    },
    closed: (graceMs) => closed(server, graceMs),
  }
}

function listen(server: Server, { port, host }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)))
    server.listen(port, host.replace(/^\[|\]$/g, ''), resolve)
  })
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartRefused(
        `Порт ${port} занят другой программой: остановите её или задайте другой, например PORT=${port + 1}.`,
        'The port is in use: set another PORT.',
      )
    case 'EACCES':
      return new StartRefused(
        `Порт ${port} нельзя занять без прав администратора: задайте PORT от 1024.`,
        'The port needs administrator rights: set PORT to 1024 or more.',
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartRefused(`У этой машины нет адреса ${host}: проверьте HOST.`, 'This machine has no such address.')
    default:
      return error
  }
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
