import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/**
 * The line of one browser, as its HTTP proxy. Chromium's own offline switch leaves open sockets alone; here they break, as they do when
 * somebody pulls the plug.
 */
export interface Line {
  /** For the browser's proxy setting. */
  readonly address: string
  cut(): void
  mend(): void
  /** From now on the file at this path is another one: its bytes and `text` behind them. */
  append(path: string, text: string): void
  close(): Promise<void>
}

/** @param from address of this machine from which the server is asked, for a browser that is elsewhere */
export async function makeLine(from = '127.0.0.1'): Promise<Line> {
  let open = true
  const sockets = new Set<Socket>()
  const appended = new Map<string, string>()
  const server = createServer((incoming, outgoing) => {
    const { url = '', method, headers, socket } = incoming
    if (!open) return socket.destroy()
    const more = appended.get(new URL(url).pathname)
    const asked = more === undefined ? headers : plain(headers)
    const onward = request(url, { method, headers: asked, localAddress: from }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, more === undefined ? answer.headers : plain(answer.headers))
      answer.pipe(outgoing, { end: more === undefined })
      if (more !== undefined) answer.on('end', () => outgoing.end(more))
    })
    onward.on('error', () => socket.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', ({ url = '' }, socket: Socket, head: Buffer) => {
    if (!open) return socket.destroy()
    const { hostname, port } = new URL(`http://${url}`)
    const onward = connect({ port: Number(port), host: hostname, localAddress: from }, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    sockets.add(onward)
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const cut = () => {
    open = false
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      open = true
    },
    append: (path, text) => void appended.set(path, text),
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Without what speaks of the length, the packing or the age of a file. */
function plain({ ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  for (const name of ['content-length', 'accept-encoding', 'if-none-match', 'if-modified-since', 'etag'])
    delete headers[name]
  return headers
}
