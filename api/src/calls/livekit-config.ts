/** What differs from server to server. */
export interface LivekitPlace {
  readonly key: string
  readonly secret: string
  /** Signalling and RoomService, on loopback: people come through our own port. */
  readonly signalPort: number
  readonly udpPort: number
  /** 0: none. */
  readonly tcpPort: number
  /** What the others are told to send media to. */
  readonly address: string
  /** Media on this machine only. */
  readonly local: boolean
  readonly webhookUrl: string
}

/** RFC 863. */
const discardPort = 9

/** The text of `livekit.yaml`. JSON is YAML, and other programs of this machine can read the port from it. */
export const livekitConfig = (place: LivekitPlace): string => `${JSON.stringify(configOf(place), null, 2)}\n`

const configOf = ({ key, secret, signalPort, udpPort, tcpPort, address, local, webhookUrl }: LivekitPlace) => ({
  port: signalPort,
  bind_addresses: ['127.0.0.1'],
  rtc: {
    udp_port: udpPort,
    // LiveKit opens it on all addresses of the machine.
    tcp_port: tcpPort,
    use_external_ip: false,
    // Without an address of its own LiveKit asks foreign STUN servers for one.
    node_ip: address,
    ...(local && {
      enable_loopback_candidate: true,
      ips: { includes: [address.includes(':') ? '::1/128' : '127.0.0.1/32'] },
    }),
    // Without any LiveKit sends clients to foreign STUN servers. Nobody needs one: this address is reached directly or not at all. So they ask
    // this machine where nobody answers; at the media port the question would block the media that follows it.
    stun_servers: [`${address.includes(':') ? `[${address}]` : address}:${discardPort}`],
  },
  keys: { [key]: secret },
  room: { auto_create: false, empty_timeout: 300, departure_timeout: 300, enable_remote_unmute: false },
  // The number of tracks is not limited: a full machine gets slower, but turns nobody away from a lesson.
  limit: {
    num_tracks: -1,
    max_metadata_size: 65_536,
    max_attributes_size: 8192,
    max_room_name_length: 64,
    max_participant_identity_length: 64,
  },
  webhook: { api_key: key, urls: [webhookUrl] },
  logging: { level: 'error', json: true },
})
