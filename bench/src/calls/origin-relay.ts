import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

/**
 * Lets clients that are no browsers in through the product's `/livekit`, which asks for the origin: says it for them.
 * @returns where they connect
 */
export async function openOriginRelay(origin: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const server = createServer((client) => {
    client.once('data', (request) => {
      const behind = connect(Number(port), hostname)
      const firstLine = request.indexOf('\r\n') + 2
      behind.write(request.subarray(0, firstLine))
      behind.write(`Origin: ${origin}\r\n`)
      behind.write(request.subarray(firstLine))
      client.pipe(behind).pipe(client)
      behind.on('error', () => client.destroy()).on('close', () => client.destroy())
      client.on('close', () => behind.destroy())
    })
    client.on('error', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}
