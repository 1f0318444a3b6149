import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'

/** A TCP port of loopback that is free now. */
export async function freeTcpPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** A UDP port of loopback that is free now. */
export async function freeUdpPort(): Promise<number> {
  const probe = createSocket('udp4').bind(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

/** Bridges of containers and tunnels: nobody in the school reaches those. */
const inner = /^(docker|br-|veth|virbr|cni|tun|tap|wg)/

/** The first IPv4 address of this machine in a network, preferably of a real card; loopback when it is in none. */
export function networkAddress(): string {
  const cards = Object.entries(networkInterfaces()).sort(([a], [b]) => Number(inner.test(a)) - Number(inner.test(b)))
  const addresses = cards.flatMap(([, found = []]) => found)
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
