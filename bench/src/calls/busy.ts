import { nowMs, wait } from '../measure.ts'
import { cpuMsOf, memoryBytesOf } from '../proc.ts'

/** What two processes take together, and the first one of it. */
export interface Busy {
  /** Per cent of one core. */
  readonly cpu: number
  readonly ownCpu: number
  readonly memoryMb: number
  readonly ownMemoryMb: number
}

/** @param media process id of the media server @param own of the server before it; undefined where there is none */
export async function busyFor(windowMs: number, media: number, own?: number): Promise<Busy> {
  const cpuOf = (pid?: number): number => (pid === undefined ? 0 : (cpuMsOf(pid) ?? Number.NaN))
  const memoryOf = (pid?: number): number => (pid === undefined ? 0 : (memoryBytesOf(pid) ?? Number.NaN) / 1e6)
  const before = { atMs: nowMs(), media: cpuOf(media), own: cpuOf(own) }
  await wait(windowMs)
  const share = (cpuMs: number): number => (cpuMs * 100) / (nowMs() - before.atMs)
  const ownCpu = share(cpuOf(own) - before.own)
  return {
    ownCpu,
    cpu: ownCpu + share(cpuOf(media) - before.media),
    ownMemoryMb: memoryOf(own),
    memoryMb: memoryOf(own) + memoryOf(media),
  }
}
