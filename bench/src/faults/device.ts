import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a device process must know. */
export interface DevicePlace {
  readonly personId: string
  readonly cookie: string
  readonly chatId: string
  /** Of the line to the server; `origin` is the server's own. */
  readonly url: string
  readonly origin: string
  readonly folder: string
}

/** What may be asked of a device; the answers are plain JSON. */
export interface DeviceOrders {
  /** Answers once the text is on the device's disk. */
  say(text: string): void
  jump(ms: number): void
  /** The line is back; what was refused is tried again. */
  wake(): void
  state(): { unsent: number; refused: number; lastSeq: number; headSeq: number; link: string }
  look(): Promise<DeviceView>
  /** Commands that were not refused. */
  waiting(): { id: string; text: string }[]
  close(): Promise<void>
}

export type DeviceMessage = { ready: true } | { acked: string } | { n: number; value: unknown }

/** What is on a device. */
export interface DeviceView {
  /** Texts that wait or were refused. */
  readonly unsent: readonly string[]
  /** Oldest first, from the first message of the chat on. */
  readonly rows: readonly { readonly seq: number; readonly id: string; readonly text: string }[]
}

/** A device that can be killed and started again on the same folder. */
export class Device {
  readonly name: string
  readonly place: DevicePlace
  readonly #acked: (text: string) => void
  readonly #waiting = new Map<number, (value: unknown) => void>()
  #child: ChildProcess | undefined
  #n = 0

  constructor(name: string, place: DevicePlace, acked: (text: string) => void) {
    this.name = name
    this.place = place
    this.#acked = acked
  }

  get running(): boolean {
    return this.#child !== undefined
  }

  async start(): Promise<void> {
    if (this.#child) return
    const child = fork(fileURLToPath(new URL('device-child.ts', import.meta.url)), [JSON.stringify(this.place)], {
      execArgv: ['--import', 'tsx', '--conditions=zvonok-source'],
    })
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      child.once('close', () => reject(new Error(`device ${this.name} ended`)))
      child.on('message', (message: DeviceMessage) => {
        if ('ready' in message) resolve()
        else this.#hear(message)
      })
    })
  }

  /** kill −9. What it was asked and has not answered is never answered. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#child = undefined
    this.#waiting.clear()
    const closed = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await closed
  }

  /** As when a browser is closed. */
  async close(): Promise<void> {
    if (!this.#child) return
    await this.ask('close')
    await this.kill()
  }

  ask<O extends keyof DeviceOrders>(
    order: O,
    ...args: Parameters<DeviceOrders[O]>
  ): Promise<Awaited<ReturnType<DeviceOrders[O]>>> {
    const n = this.#n++
    return new Promise((resolve) => {
      this.#waiting.set(n, resolve as (value: unknown) => void)
      this.#child?.send({ n, order, args })
    })
  }

  #hear(message: Exclude<DeviceMessage, { ready: true }>): void {
    if ('acked' in message) {
      this.#acked(message.acked)
      return
    }
    this.#waiting.get(message.n)?.(message.value)
    this.#waiting.delete(message.n)
  }
}
