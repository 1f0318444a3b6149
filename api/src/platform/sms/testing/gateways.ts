import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Tells those who wait as soon as there are enough of something. */
class Arrivals<T> {
  readonly all: T[] = []
  readonly #waiting = new Set<() => void>()

  add(one: T): void {
    this.all.push(one)
    for (const look of this.#waiting) look()
  }

  /** The first `n`, once they are there. */
  async first(n: number): Promise<T[]> {
    while (this.all.length < n) await new Promise<void>((resolve) => this.#waiting.add(resolve))
    return this.all.slice(0, n)
  }
}

/** What came in, and how the next request is answered. */
export interface HttpRequest {
  readonly method: string
  readonly path: string
  /** Query of a GET, form of a POST. */
  readonly values: Record<string, string>
}

/** A small SMS gateway. `answer` is asked for each request, with its number from 0. */
export async function startSmsGateway(
  answer: (n: number) => { status?: number; body: string } = () => ({ body: '{"id":1,"cnt":1}' }),
) {
  const arrivals = new Arrivals<HttpRequest>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://gateway')
      const text = request.method === 'POST' ? Buffer.concat(chunks).toString() : url.search
      const { status = 200, body } = answer(arrivals.all.length)
      response.writeHead(status).end(body)
      const values = Object.fromEntries(new URLSearchParams(text))
      arrivals.add({ method: request.method ?? '', path: url.pathname, values })
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { arrivals, port: (server.address() as AddressInfo).port, close: () => server.close() }
}

export interface Mail {
  readonly user: string | undefined
  readonly from: string
  readonly to: string[]
  readonly content: string
}

/** A small mail server that asks for a password. The first `refused` mails are put off with 451. */
export async function startMailServer(refused = 0) {
  const arrivals = new Arrivals<Mail>()
  let left = refused
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'secret' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (left-- > 0) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        const { mailFrom, rcptTo } = session.envelope
        done()
        arrivals.add({
          user: session.user,
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          content: Buffer.concat(chunks).toString(),
        })
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { arrivals, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}
