import type { Room } from 'livekit-client'

/** Bytes sent and received by a room, over all its lines: a new line begins at zero, so that what the earlier ones carried is kept. */
export function countBytes(room: Room): () => Promise<number> {
  let before = 0
  let now = 0
  return async () => {
    const transports = [room.engine.pcManager?.publisher, room.engine.pcManager?.subscriber]
    const reports = await Promise.all(transports.map((each) => each?.getStats()))
    const sum = reports.reduce((total, report) => total + (report ? bytesOf(report) : 0), 0)
    if (sum < now) before += now
    now = sum
    return before + now
  }
}

/** Of all candidate pairs: browsers that count whole transports count these too. */
function bytesOf(report: RTCStatsReport): number {
  let sum = 0
  report.forEach((row: { type: string; bytesSent?: number; bytesReceived?: number }) => {
    if (row.type === 'candidate-pair') sum += (row.bytesSent ?? 0) + (row.bytesReceived ?? 0)
  })
  return sum
}
