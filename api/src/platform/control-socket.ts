/**
 * How the operator's commands reach a running server: a local socket that only the server's user can open. The client sends one JSON line
 * `{ command, values }`; the server answers JSON lines: any number of `{ line }` and `{ progress }`, then `{ done: true }` or `{ refused }`.
 */
import { createHash } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface ControlRequest {
  readonly command: string
  readonly values: Readonly<Record<string, string | boolean | undefined>>
}

export interface Progress {
  readonly what: string
  readonly done: number
  readonly total: number
}

export type ControlAnswer = { line: string } | { progress: Progress } | { done: true } | { refused: string }

type Handle = (request: ControlRequest, answer: (answer: ControlAnswer) => void) => Promise<void>

/** Longest path of a Unix socket on the systems we know. */
const maxSocketPath = 103

/** Where the server of a data folder listens: in the folder, or elsewhere when systems do not allow a name that long. */
export function controlPath(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\zvonok-${hash}`
  const inFolder = join(folder, 'control.sock')
  return Buffer.byteLength(inFolder) <= maxSocketPath ? inFolder : join(tmpdir(), `zvonok-${hash}.sock`)
}

/** Listens until the returned function is called. Whoever has taken the data folder may remove what a killed server left. */
export async function listenForControl(folder: string, handle: Handle): Promise<() => Promise<void>> {
  const path = controlPath(folder)
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const server = createServer((socket) => void serve(socket, handle))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return () => new Promise((resolve) => server.close(() => resolve()))
}

async function serve(socket: Socket, handle: Handle): Promise<void> {
  // Who goes away in the middle does not stop a command that has begun.
  socket.on('error', () => socket.destroy())
  for await (const line of createInterface(socket)) {
    await handle(JSON.parse(line), (answer) => socket.writable && socket.write(`${JSON.stringify(answer)}\n`))
    break
  }
  socket.end()
}

/** The answers of the running server, or undefined when none runs. */
export async function askServer(
  folder: string,
  request: ControlRequest,
): Promise<AsyncIterable<ControlAnswer> | undefined> {
  const socket = connect(controlPath(folder))
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  if (!connected) return undefined
  socket.write(`${JSON.stringify(request)}\n`)
  return answers(socket)
}

async function* answers(socket: Socket): AsyncIterable<ControlAnswer> {
  for await (const line of createInterface(socket)) yield JSON.parse(line)
}
