import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Log } from '../platform/log.ts'
import { listenToLivekit } from './listen-to-livekit.ts'
import { livekitConfig } from './livekit-config.ts'
import { livekitAnswers, waited } from './livekit-health.ts'
import type { OffReason } from './media.ts'
import { freeTcpPort, freeUdpPort, networkAddress } from './ports.ts'
import type { OwnLivekit } from './read-livekit.ts'
import { startTied, type TiedProcess } from './tied-process.ts'

export interface ChildOptions {
  readonly settings: OwnLivekit
  readonly dataFolder: string
  readonly key: string
  readonly secret: string
  readonly webhookUrl: string
  readonly log: Log
  /** It answers at `url`. */
  onReady(url: string): void
  onOff(reason: OffReason): void
}

const udpPort = 7882
const tcpPort = 7881
const startLimitMs = 15_000
const lookForProgramMs = 1000
const lookForAnswerMs = 20
const checkEveryMs = 5000
/** So many unanswered checks, and it is taken for hung. */
const patience = 6
const firstDelayMs = 250
const longestDelayMs = 30_000

/** A livekit-server of our own: started when its program is there, and again whenever it ends or hangs. */
export class LivekitChild {
  readonly #options: ChildOptions
  readonly #closing = new AbortController()
  readonly #running: Promise<void>
  #process: TiedProcess | undefined
  #starts = 0

  constructor(options: ChildOptions) {
    this.#options = options
    this.#running = this.#run()
  }

  get restarts(): number {
    return Math.max(0, this.#starts - 1)
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#process?.stop()
    await this.#running
  }

  async #run(): Promise<void> {
    const { onOff } = this.#options
    const { signal } = this.#closing
    const program = await this.#program()
    let delayMs = firstDelayMs
    while (program && !signal.aborted) {
      const ranMs = await this.#runOnce(program)
      delayMs = ranMs > longestDelayMs ? firstDelayMs : Math.min(delayMs * 2, longestDelayMs)
      onOff('starting')
      if (!signal.aborted) this.#options.log.warn('livekit.ended', { ranMs: Math.round(ranMs), nextInMs: delayMs })
      await waited(delayMs, signal)
    }
  }

  /** Waits until the program is there: it may be on its way. */
  async #program(): Promise<string | undefined> {
    const { program } = this.#options.settings
    const { signal } = this.#closing
    while (program && !existsSync(program)) {
      this.#options.onOff(isBeingBrought(program) ? 'installing' : 'missing')
      if (!(await waited(lookForProgramMs, signal))) return undefined
    }
    this.#options.onOff(program ? 'starting' : 'missing')
    return program
  }

  /** @returns how long it ran, in milliseconds */
  async #runOnce(program: string): Promise<number> {
    const { dataFolder, log, onReady } = this.#options
    const startedAt = performance.now()
    const configFile = join(dataFolder, 'livekit.yaml')
    const signalPort = await freeTcpPort()
    await this.#writeConfig(configFile, signalPort)
    if (this.#closing.signal.aborted) return 0
    this.#starts++
    const livekit = startTied(program, ['--config', configFile])
    this.#process = livekit
    listenToLivekit(livekit.output, log)
    const ended = new AbortController()
    void livekit.ended.then(() => ended.abort())
    const url = `http://127.0.0.1:${signalPort}`
    if (await startsToAnswer(url, ended.signal)) {
      log.info('livekit.ready', { startMs: Math.round(performance.now() - startedAt) })
      onReady(url)
      await stopsToAnswer(url, ended.signal)
    }
    if (!this.#closing.signal.aborted) livekit.kill()
    await livekit.ended
    return performance.now() - startedAt
  }

  /** Ports that are free now, the address the machine has now. */
  async #writeConfig(file: string, signalPort: number): Promise<void> {
    const { settings, key, secret, webhookUrl } = this.#options
    const { local } = settings
    const text = livekitConfig({
      key,
      secret,
      signalPort,
      udpPort: settings.udpPort ?? (local ? await freeUdpPort() : udpPort),
      tcpPort: settings.tcpPort ?? (local ? 0 : tcpPort),
      address: settings.address ?? (local ? '127.0.0.1' : networkAddress()),
      local,
      webhookUrl,
    })
    writeFileSync(file, text, { mode: 0o600 })
    chmodSync(file, 0o600)
  }
}

async function startsToAnswer(url: string, ended: AbortSignal): Promise<boolean> {
  const untilMs = performance.now() + startLimitMs
  while (performance.now() < untilMs && !ended.aborted) {
    if (await livekitAnswers(url, ended)) return true
    await waited(lookForAnswerMs, ended)
  }
  return false
}

/** Until it has ended or hangs. */
async function stopsToAnswer(url: string, ended: AbortSignal): Promise<void> {
  for (let missed = 0; missed < patience && (await waited(checkEveryMs, ended)); )
    missed = (await livekitAnswers(url, ended)) ? 0 : missed + 1
}

/** Whoever brings it notes the own process id beside the place where it will be. */
function isBeingBrought(program: string): boolean {
  const note = `${program}.pid`
  if (!existsSync(note)) return false
  try {
    process.kill(Number(readFileSync(note, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
