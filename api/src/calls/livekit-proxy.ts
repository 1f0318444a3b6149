import { type ClientRequest, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import { Hono } from 'hono'

/** What clients ask for, and nothing else: RoomService and the rest of LiveKit stay behind. */
const socketPaths = ['/rtc', '/rtc/v1']
const askPaths = ['/rtc/validate', '/rtc/v1/validate']
const answerLimitMs = 10_000

interface ProxyOptions {
  readonly origins: readonly string[]
  /** Where LiveKit answers; undefined while it is away. */
  url(): string | undefined
}

export const isLivekitSocket = (url = ''): boolean => /^\/livekit\//.test(url)

/** Joins a browser's socket with LiveKit's: the same check of its origin as for `/sync`; the token in the address is LiveKit's to judge. */
export function upgradeToLivekit(options: ProxyOptions, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy())
  const path = pathBehind(request.url)
  const url = options.url()
  if (!options.origins.includes(request.headers.origin ?? '')) refuse(socket, '403 Forbidden')
  else if (!path || !socketPaths.includes(path.name)) refuse(socket, '404 Not Found')
  else if (!url) refuse(socket, '503 Service Unavailable')
  else join(ask(url, path.name + path.search, socketHeaders(request.headers)), socket, head)
}

function join(asked: ClientRequest, socket: Duplex, head: Buffer): void {
  socket.on('close', () => asked.destroy())
  asked
    .on('upgrade', (answer, behind, behindHead) => {
      behind.setTimeout(0)
      behind.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      socket.on('close', () => behind.destroy())
      socket.write(headOf(answer))
      socket.write(behindHead)
      behind.write(head)
      socket.pipe(behind).pipe(socket)
    })
    .on('response', (answer) => {
      socket.write(headOf(answer))
      answer.pipe(socket)
    })
    .on('timeout', () => asked.destroy())
    .on('error', () => refuse(socket, '502 Bad Gateway'))
    .end()
}

/** `GET /livekit/rtc/validate`: what a client asks LiveKit when it was refused, to tell the person why. */
export function livekitRoutes({ origins, url: where }: ProxyOptions) {
  return new Hono().all('/livekit/*', async (c) => {
    const path = pathBehind(c.req.url)
    if (c.req.method !== 'GET' || !path || !askPaths.includes(path.name)) return c.json({ code: 'core.notFound' }, 404)
    const origin = c.req.header('origin')
    if (origin !== undefined && !origins.includes(origin)) return c.json({ code: 'core.forbidden' }, 403)
    const url = where()
    if (!url) return c.json({ code: 'calls.off' }, 503)
    const authorization = c.req.header('authorization')
    const answer = await fetch(url + path.name + path.search, {
      headers: authorization ? { authorization } : {},
      signal: AbortSignal.timeout(answerLimitMs),
    }).catch(() => undefined)
    if (!answer) return c.json({ code: 'calls.off' }, 503)
    c.header('Cache-Control', 'no-store')
    return c.body(await answer.text(), answer.ok ? 200 : answer.status === 404 ? 404 : 401)
  })
}

function pathBehind(url = '') {
  if (!URL.canParse(url, 'http://localhost')) return undefined
  const { pathname, search } = new URL(url, 'http://localhost')
  return { name: pathname.replace(/^\/livekit/, ''), search }
}

function ask(url: string, path: string, headers: IncomingHttpHeaders): ClientRequest {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest
  return request(url + path, { headers, timeout: answerLimitMs })
}

/** Cookies stay here. */
const socketHeaders = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      /^(connection|upgrade|sec-websocket-.*|authorization|user-agent)$/.test(name),
    ),
  )

function headOf({ statusCode, statusMessage, headers }: IncomingMessage): string {
  const lines = Object.entries(headers)
    .filter(([name]) => /^(connection|upgrade|sec-websocket-.*|content-type|content-length)$/.test(name))
    .map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`
}

function refuse(socket: Duplex, status: string): void {
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
