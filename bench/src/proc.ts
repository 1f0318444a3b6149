/** What the kernel says of another process. Undefined where there is no `/proc`, or no such process any more. */
import { readdirSync, readFileSync } from 'node:fs'

/** CPU time of all threads so far: first number of each `schedstat`, nanoseconds on a CPU. */
export function cpuMsOf(pid: number): number | undefined {
  return fromProc(() => {
    let ns = 0
    for (const thread of readdirSync(`/proc/${pid}/task`))
      ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    return ns / 1e6
  })
}

/** Resident memory. */
export function memoryBytesOf(pid: number): number | undefined {
  return fromProc(() => {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1]) * 1024
  })
}

function fromProc(read: () => number): number | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return undefined
    throw error
  }
}
