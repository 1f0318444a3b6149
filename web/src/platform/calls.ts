/** The calls that run and concern the person, as the server tells them. Nothing of them is stored: a call lives while it lives. */
import type { CallHead, CallPerson } from '@zvonok/schema/calls/call'
import type { CallFrame } from '@zvonok/schema/core/frames'
import type { PersonId } from '@zvonok/schema/core/ids'

/** A call as far as this person may know it. */
export interface KnownCall extends CallHead {
  readonly people: ReadonlyMap<PersonId, CallPerson>
}

export class Calls {
  #all: ReadonlyMap<string, KnownCall> = new Map()

  /** CALLS-20. The same array until something changes; without those that have ended, which stay readable by {@link of} until the next line. */
  running: readonly KnownCall[] = []

  of(id: string): KnownCall | undefined {
    return this.#all.get(id)
  }

  /** CALLS-21. In place of all that was known: what ended while the line was away is not among them. */
  replace(frames: readonly CallFrame[]): void {
    const before = this.#all
    this.#all = new Map()
    for (const frame of frames) this.#put(frame, before.get(frame.call.id))
    this.#list()
  }

  take(frame: CallFrame): void {
    this.#all = new Map(this.#all)
    this.#put(frame, this.#all.get(frame.call.id))
    this.#list()
  }

  #put({ call, people = [], whole }: CallFrame, known: KnownCall | undefined): void {
    const rows = new Map(whole ? [] : known?.people)
    for (const [id, person] of people) {
      if (person) rows.set(id, person)
      else rows.delete(id)
    }
    ;(this.#all as Map<string, KnownCall>).set(call.id, { ...(known as KnownCall), ...call, people: rows })
  }

  #list(): void {
    // Who was removed hears of the own row only.
    this.running = [...this.#all.values()].filter(
      ({ endedAtMs, chats }) => endedAtMs === undefined && chats !== undefined,
    )
  }
}
