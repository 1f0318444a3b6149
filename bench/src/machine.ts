import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What the numbers are from: date, machine, versions. */
export interface Machine {
  readonly date: string
  readonly cpu: string
  readonly memoryGb: number
  readonly system: string
  /** Processes that wanted a CPU in the minute before: above a few tenths, others were at work too. */
  readonly loadBefore: number
  readonly node: string
  readonly versions: Readonly<Record<string, string>>
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    // The distribution's suffix says where the machine stands.
    system: `${type()} ${release().split('-')[0]}`,
    loadBefore: loadavg()[0] ?? 0,
    node: process.version,
    versions: { ...packageAt('../../package.json', 'zvonok'), ...peerVersions() },
  }
}

function peerVersions(): Record<string, string> {
  const { dependencies } = readJson('../peers/package.json') as { dependencies: Record<string, string> }
  return dependencies
}

function packageAt(path: string, name: string): Record<string, string> {
  return { [name]: (readJson(path) as { version: string }).version }
}

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'))

export const formatMachine = ({ date, cpu, memoryGb, system, loadBefore, node, versions }: Machine): string =>
  [
    `${date} UTC · ${cpu} · ${memoryGb} GB · ${system} · Node ${node} · load before ${loadBefore.toFixed(1)}`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
  ].join('\n\n')
