/** A server under test: started as a child process, watched from outside, ended by its process id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { wait } from './measure.ts'

export interface ServerProcess {
  readonly pid: number
  /** SIGTERM, after 10 s SIGKILL. */
  stop(): Promise<void>
  /** SIGKILL: what a power cut of the process is. */
  kill(): Promise<void>
  readonly exited: Promise<void>
}

export interface ServerStart {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly ready: () => Promise<boolean>
  readonly limitMs?: number
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** @throws {Error} with the child's last words when it ends or is not ready in time */
export async function startServer({
  command,
  args,
  env,
  cwd,
  ready,
  limitMs = 180_000,
}: ServerStart): Promise<ServerProcess> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let words = ''
  const keep = (chunk: Buffer): void => {
    words = (words + chunk.toString()).slice(-2000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const exited = new Promise<void>((resolve) => child.on('close', () => resolve()))
  void exited.then(() => running.delete(child))
  const until = Date.now() + limitMs
  while (!(await ready())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`server ended: ${words}`)
    if (Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`server not ready in ${limitMs} ms: ${words}`)
    }
    await wait(20)
  }
  const pid = child.pid as number
  return {
    pid,
    stop: () => end(child, exited, 'SIGTERM'),
    kill: () => end(child, exited, 'SIGKILL'),
    exited,
  }
}

async function end(child: ChildProcess, exited: Promise<void>, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exited
  clearTimeout(timer)
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Whether `url` answers with 2xx. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.body?.cancel().then(() => response.ok) ?? response.ok,
    () => false,
  )
}

/** Whether something accepts TCP connections there. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}
