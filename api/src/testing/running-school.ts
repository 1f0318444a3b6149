import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeTcpPort } from '../calls/ports.ts'
import { makeLog } from '../platform/log.ts'
import { readSettings } from '../platform/settings.ts'
import { startServer } from '../start-server.ts'
import { password } from './school.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  /** Of a refusal. */
  readonly code: string | undefined
  readonly headers: IncomingMessage['headers']
}

export interface Ask {
  readonly method?: string
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is: without a type where none is said. */
  readonly body?: string
}

/** The whole server with the demo school, on a port of its own; requests go over sockets and are changed by nobody on their way. */
export async function runSchool() {
  const folder = mkdtempSync(join(tmpdir(), 'zvonok-running-'))
  const port = await freeTcpPort()
  const env = { PORT: String(port), ZVONOK_DATA: folder, ZVONOK_DEMO: '1', ZVONOK_LIVEKIT: 'off' }
  const settings = readSettings(env)
  const logged: string[] = []
  const server = await startServer(
    settings,
    makeLog((line) => logged.push(line)),
  )
  const { origin } = settings

  async function ask(path: string, { method = 'GET', cookie, headers, body }: Ask = {}): Promise<Answer> {
    const asked = request({
      ...{ host: '127.0.0.1', port, method, path, agent: false },
      headers: { host: new URL(origin).host, ...(cookie && { cookie }), ...headers },
    })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const isJson = answer.headers['content-type']?.includes('json')
    const code = isJson ? (JSON.parse(text) as { code?: string }).code : undefined
    return { status: answer.statusCode ?? 0, text, code, headers: answer.headers }
  }

  const post = (path: string, body: unknown, cookie = '', headers: Ask['headers'] = {}): Promise<Answer> =>
    ask(path, {
      ...{ method: 'POST', cookie, body: typeof body === 'string' ? body : JSON.stringify(body) },
      headers: { 'content-type': 'application/json', origin, ...headers },
    })

  return {
    ...{ port, origin, logged, ask, post },
    /** Journal and messenger. @returns the `Cookie` header */
    async enter(login: string): Promise<string> {
      const journal = await post('/api/journal/sign-in', { login, password })
      const messenger = await post('/api/journal/enter', {}, cookiesOf(journal))
      return `${cookiesOf(journal)}; ${cookiesOf(messenger)}`
    },
    /** Bytes on a connection of their own. @returns the status of the answer, 0 without one */
    async raw(bytes: string): Promise<number> {
      const socket = createConnection(port, '127.0.0.1')
      socket.on('error', () => socket.destroy())
      socket.write(bytes)
      let text = ''
      for await (const chunk of socket) {
        text += chunk
        if (text.includes('\r\n\r\n')) break
      }
      return Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0)
    },
    async stop(): Promise<void> {
      await server.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

export type RunningSchool = Awaited<ReturnType<typeof runSchool>>

const cookiesOf = ({ headers }: Answer): string =>
  (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
