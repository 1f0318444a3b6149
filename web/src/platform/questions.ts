import type { ClientFrame } from '@zvonok/schema/core/frames'

/** Questions whose answers come as frames: whoever asks the same meanwhile gets the same answer, and without a line there is none. */
export class Questions<Answer> {
  readonly #send: (frame: ClientFrame) => boolean
  readonly #asked = new Map<string, ((answer: Answer | undefined) => void)[]>()

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send
  }

  /** `key` tells the answer. Undefined when there is no line, or when it is lost before the answer. */
  ask(key: string, frame: ClientFrame): Promise<Answer | undefined> {
    if (!this.#send(frame)) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#asked.set(key, [...(this.#asked.get(key) ?? []), resolve])
    })
  }

  answered(key: string, answer: Answer | undefined): void {
    const waiting = this.#asked.get(key) ?? []
    this.#asked.delete(key)
    for (const resolve of waiting) resolve(answer)
  }

  lineLost(): void {
    for (const key of [...this.#asked.keys()]) this.answered(key, undefined)
  }
}
