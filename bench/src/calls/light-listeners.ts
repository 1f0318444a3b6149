import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Hundreds of people who only listen. */
export interface LightListeners {
  /** Resolves when the media flows. @throws {Error} with the client's words */
  join(url: string, token: string): Promise<void>
  /** What each has received so far, in the order in which they came. Counts the first ten seconds of a track. */
  bytes(): Promise<number[]>
}

interface Answer {
  readonly id: number
  readonly error?: string
  readonly bytes?: number[]
}

const source = fileURLToPath(new URL('../../listeners', import.meta.url))
const kept = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'zvonok', 'listeners')
const compileLimitMs = 10 * 60_000

/** Compiles `bench/listeners`; a moment when it was done before. @throws {Error} where there is no Go */
export async function buildListeners(): Promise<string> {
  const go = existsSync('/usr/local/go/bin/go') ? '/usr/local/go/bin/go' : 'go'
  mkdirSync(kept, { recursive: true })
  const program = join(kept, 'listeners')
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' }
  const options = { cwd: source, env, timeout: compileLimitMs }
  await promisify(execFile)(go, ['build', '-trimpath', '-ldflags=-s -w', '-o', program, '.'], options)
  return program
}

/** They end with this process. */
export function startListeners(program: string): LightListeners {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = new Map<number, (answer: Answer) => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.on('exit', () => {
    for (const answer of waiting.values()) answer({ id: 0, error: 'the listeners ended' })
  })
  let last = 0
  const ask = (request: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, (answer) => (answer.error ? reject(new Error(answer.error)) : resolve(answer)))
      child.stdin.write(`${JSON.stringify({ ...request, id })}\n`)
    })
  return {
    join: async (url, token) => void (await ask({ join: { url, token } })),
    bytes: async () => (await ask({})).bytes ?? [],
  }
}
