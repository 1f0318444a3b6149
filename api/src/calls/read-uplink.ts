import { BlockList, isIP } from 'node:net'
import { type Env, number, wrong } from '../platform/env-values.ts'

/** The line of the school to the internet, over which people outside take part in calls. */
export interface UplinkSettings {
  readonly kbit: number
  /** Who comes from these addresses is in the school. */
  readonly school: BlockList
}

const privateNetworks =
  '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, 100.64.0.0/10, 127.0.0.0/8, ::1/128, fc00::/7, fe80::/10'

/** @throws {StartRefused} for a number or a network of the wrong form */
export function readUplink(env: Env): UplinkSettings | undefined {
  const school = readNetworks(env.ZVONOK_SCHOOL_NETWORKS || privateNetworks)
  if (!env.ZVONOK_UPLINK_KBIT) return undefined
  return { kbit: number(env, 'ZVONOK_UPLINK_KBIT', 0, 1, 10_000_000), school }
}

function readNetworks(value: string): BlockList {
  const list = new BlockList()
  for (const network of value.split(',').map((each) => each.trim())) {
    const [address = '', bits = '', ...more] = network.split('/')
    const family = isIP(address)
    if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
      throw wrong('ZVONOK_SCHOOL_NETWORKS', value, '10.0.0.0/8, 203.0.113.5/32')
    list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}
