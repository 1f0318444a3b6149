import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readyLimitMs = 30_000

/** A demo school that was filled once; each school of a story is a copy of it. */
export const templateFolder = process.env.E2E_TEMPLATE ?? ''

/** A real server with a data folder of its own. */
export interface School {
  readonly url: string
  readonly folder: string
  /** Starts again on the same port, after `stop` or `kill`. */
  start(): Promise<void>
  /** Politely, as Ctrl-C does. */
  stop(): Promise<void>
  /** As a power cut does: kill -9. */
  kill(): Promise<void>
  /** Stops it and removes its folder. */
  end(): Promise<void>
  /** What the server has logged so far. */
  log(): string
  /** `npm run zvonok -- WORDS`, on this school. */
  operator(...words: string[]): Promise<{ code: number; output: string }>
  /** The newest code that was sent to a phone or mail address. */
  code(to: string): Promise<string>
}

/** Starts the built server on a free port, filled with the demo school. @param settings over those of the environment */
export async function startSchool(from = templateFolder, settings: Record<string, string> = {}): Promise<School> {
  const folder = mkdtempSync(join(tmpdir(), 'zvonok-school-'))
  if (from) cpSync(from, folder, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  let logged = ''
  const environment = {
    ...{ ...process.env, NODE_OPTIONS: '', HOST: '127.0.0.1', PORT: String(port), ZVONOK_DATA: folder },
    ...settings,
  }
  const end = async (signal: NodeJS.Signals) => {
    const ending = server
    server = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    ending.kill(signal)
    await once(ending, 'exit')
  }
  const school: School = {
    url,
    folder,
    async start() {
      server = spawn(process.execPath, [join(root, 'api/dist/main.js')], {
        cwd: folder,
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      server.stderr?.on('data', (chunk) => {
        logged += chunk
      })
      await ready(server, url).catch((error) => {
        throw new Error(logged, { cause: error })
      })
    },
    log: () => logged,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async end() {
      await end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
    operator: (...words) => runOperator(words, folder, environment),
    async code(to) {
      const answer = await fetch(`${url}/dev/outbox?to=${encodeURIComponent(to)}`)
      const [newest] = (await answer.json()) as { code: string }[]
      if (!newest) throw new Error(`nothing was sent to ${to}`)
      return newest.code
    },
  }
  await school.start()
  return school
}

async function runOperator(words: string[], cwd: string, env: NodeJS.ProcessEnv) {
  const command = spawn(process.execPath, [join(root, 'api/dist/operator/main.js'), ...words], { cwd, env })
  let output = ''
  for (const stream of [command.stdout, command.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(command, 'close')
  return { code: Number(code), output }
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  const untilMs = Date.now() + readyLimitMs
  while (Date.now() < untilMs && server.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the server did not become ready')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
