import type { Room } from 'livekit-client'

/** What the sockets of a call carry besides its media: who speaks, questions whether one is still there. As counted on a line of one's own. */
const socketBytesPerSecond = 450

/** Bytes sent and received by a room, over all its lines: a new line begins at zero, so that what the earlier ones carried is kept. */
export function countBytes(room: Room, nowMs = () => performance.now()): () => Promise<number> {
  let before = 0
  let now = 0
  const sinceMs = nowMs()
  return async () => {
    const transports = [room.engine.pcManager?.publisher, room.engine.pcManager?.subscriber]
    const reports = await Promise.all(transports.map((each) => each?.getStats()))
    const sum = reports.reduce((total, report) => total + (report ? bytesOf(report) : 0), 0)
    if (sum < now) before += now
    now = sum
    return before + now + ((nowMs() - sinceMs) / 1000) * socketBytesPerSecond
  }
}

/** IPv4 and UDP, which the browser leaves out: a quarter of what a voice costs. */
const headerBytes = 28

interface PairRow {
  readonly type: string
  readonly bytesSent?: number
  readonly bytesReceived?: number
  readonly packetsSent?: number
  readonly packetsReceived?: number
}

/** Of all candidate pairs: browsers that count whole transports count these too. */
export function bytesOf(report: Pick<RTCStatsReport, 'forEach'>): number {
  let sum = 0
  report.forEach((row: PairRow) => {
    if (row.type !== 'candidate-pair') return
    const packets = (row.packetsSent ?? 0) + (row.packetsReceived ?? 0)
    sum += (row.bytesSent ?? 0) + (row.bytesReceived ?? 0) + packets * headerBytes
  })
  return sum
}
