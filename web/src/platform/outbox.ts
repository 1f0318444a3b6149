/**
 * The queue of commands that the server has not answered. Stored before anything else happens with them, sent in their order, and sent
 * again on every new line until an answer names them. The server does each command once, however often it comes.
 */
import type { Command } from '@zvonok/schema/core/command'
import { type ChatId, type CommandId, newId } from '@zvonok/schema/core/ids'
import { type RefusalCode, Refused } from '@zvonok/schema/core/refusal'
import type { ServerClock } from './clock.ts'
import type { OutboxEntry } from './device.ts'
import { know, knowAll } from './known-commands.ts'
import type { Saver } from './saver.ts'
import type { Change, DeviceStore, KeptRow, OutboxRow } from './store.ts'
import type { TabNote, Tabs } from './tabs.ts'

/** Longer than the interval of the server's backups. */
const keptMs = 7 * 24 * 60 * 60 * 1000
/** Answers remembered, so that a late note of another tab does not bring a command back. */
const maxRemembered = 5000

export interface OutboxParts {
  readonly store: DeviceStore
  readonly saver: Saver
  readonly clock: ServerClock
  readonly tabs: Tabs | undefined
  /** False when there is no line. */
  readonly send: (row: OutboxRow) => boolean
  readonly generation: () => string
  /** Rows were added, removed or refused. */
  readonly changed: () => void
  /** The server has done it; called before `changed`. `again` when it was sent on more than one line. */
  readonly landed: (row: OutboxRow, result: unknown, again: boolean) => void
}

export class Outbox {
  readonly #parts: OutboxParts
  /** In the order of sending. */
  #queue = new Map<CommandId, OutboxRow>()
  readonly #kept = new Map<CommandId, KeptRow>()
  readonly #answered = new Set<CommandId>()
  /** Sent on the present line, and how often over all lines. */
  readonly #sentNow = new Set<CommandId>()
  readonly #sentTimes = new Map<CommandId, number>()
  readonly #promised = new Map<CommandId, { resolve(result: unknown): void; reject(error: Refused): void }>()
  #leads: boolean
  #lastOrder = 0

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#leads = !parts.tabs
  }

  async load(): Promise<void> {
    await this.#readQueue()
    for (const [id, row] of await this.#parts.store.all('kept')) this.#kept.set(id, row)
    this.#forgetOld()
    this.#parts.tabs?.lead(
      () => void this.#becomeLeader(),
      () => {
        this.#leads = false
      },
    )
  }

  rows(): readonly OutboxRow[] {
    return [...this.#queue.values()]
  }

  entries(): OutboxEntry[] {
    return this.rows().map(({ id, name, args, atMs, refusal }) => ({
      id,
      name,
      args,
      atMs,
      ...(refusal ? { state: 'refused', refusal } : { state: 'waiting' }),
    }))
  }

  /** PLATFORM-4. The row is on its way to the disk when this returns. @throws never; a wrong shape rejects `done` */
  add<Args, Result>(
    command: Command<Args, Result>,
    args: Args,
    id = newId(),
  ): { id: CommandId; done: Promise<Result> } {
    // By the schemas' common interface, so that their code comes with the commands. None of them is asynchronous.
    const parsed = command.args['~standard'].validate(args)
    if (parsed instanceof Promise || parsed.issues)
      return { id, done: quiet(Promise.reject(new Refused('core.badInput'))) }
    const done = quiet(
      new Promise<unknown>((resolve, reject) => {
        this.#promised.set(id, { resolve, reject })
      }),
    ) as Promise<Result>
    if (!this.#queue.has(id)) {
      know(command)
      const row = this.#makeRow(id, command.name, command.version, parsed.value)
      this.#put(row)
      this.#parts.tabs?.post({ what: 'added', row })
    }
    return { id, done }
  }

  /** PLATFORM-5. Sends what this line has not carried yet, oldest first. */
  flush(): void {
    if (!this.#leads) return
    for (const row of this.#queue.values()) {
      if (row.refusal || this.#sentNow.has(row.id)) continue
      if (!this.#parts.send(row)) return
      this.#sentNow.add(row.id)
      this.#sentTimes.set(row.id, (this.#sentTimes.get(row.id) ?? 0) + 1)
    }
  }

  lineLost(): void {
    this.#sentNow.clear()
  }

  acked(id: CommandId, result: unknown): void {
    const row = this.#queue.get(id)
    if (!row) return
    const changes: Change[] = [{ table: 'outbox', key: id, value: undefined }]
    if (row.name === 'messages.send') changes.push({ table: 'kept', key: id, value: this.#keep(row) })
    void this.#parts.saver.strict(changes)
    this.#parts.tabs?.post({ what: 'answered', id, result })
    this.#settle(row, result)
  }

  refused(id: CommandId, code: RefusalCode): void {
    const row = this.#queue.get(id)
    if (!row) return
    const value = { ...row, refusal: code }
    void this.#parts.saver.strict([{ table: 'outbox', key: id, value }])
    this.#parts.tabs?.post({ what: 'refused', id, code })
    this.#refuse(row, code)
  }

  /** A refused command goes to the end of the queue under a new id: the old one has had its answer. */
  retry(id: CommandId): void {
    const row = this.#queue.get(id)
    if (!row?.refusal) return
    const again = this.#makeRow(newId(), row.name, row.version, row.args)
    this.#remove(id)
    this.#queue.set(again.id, again)
    void this.#parts.saver.strict([
      { table: 'outbox', key: id, value: undefined },
      { table: 'outbox', key: again.id, value: again },
    ])
    this.#parts.tabs?.post({ what: 'discarded', id })
    this.#parts.tabs?.post({ what: 'added', row: again })
    this.flush()
    this.#parts.changed()
  }

  discard(id: CommandId): void {
    const row = this.#queue.get(id)
    if (!row || (!row.refusal && this.#sentTimes.has(id))) return
    this.#remove(id)
    void this.#parts.saver.strict([{ table: 'outbox', key: id, value: undefined }])
    this.#parts.tabs?.post({ what: 'discarded', id })
    this.#parts.changed()
  }

  /** PLATFORM-7. The server's database is another one than before: sends that it may not know are offered again. Others never are. */
  reoffer(generation: string): void {
    this.#forgetOld()
    const lost = [...this.#kept.values()].filter((kept) => kept.generation !== generation).map((kept) => kept.row)
    for (const row of lost) {
      this.#kept.delete(row.id)
      this.#answered.delete(row.id)
      this.#sentNow.delete(row.id)
    }
    if (lost.length === 0) return
    void this.#parts.saver.strict(
      lost.flatMap((row): Change[] => [
        { table: 'outbox', key: row.id, value: row },
        { table: 'kept', key: row.id, value: undefined },
      ]),
    )
    this.#queue = inOrder([...lost, ...this.rows()])
    this.flush()
    this.#parts.changed()
  }

  /** Erased for all: never offered again. */
  forget(id: CommandId): void {
    if (this.#kept.delete(id)) this.#parts.saver.set('kept', id, undefined)
  }

  forgetChat(chatId: ChatId): void {
    for (const [id, kept] of this.#kept) if (kept.chatId === chatId) this.forget(id)
  }

  /** What another tab did. */
  noted(note: TabNote): void {
    if (note.what === 'added' && !this.#queue.has(note.row.id) && !this.#answered.has(note.row.id)) {
      this.#queue = inOrder([...this.rows(), note.row])
      this.#lastOrder = Math.max(this.#lastOrder, note.row.order)
      this.flush()
      void knowAll([note.row.name]).then(this.#parts.changed)
      return
    }
    const row = 'id' in note ? this.#queue.get(note.id) : undefined
    if (!row) return
    if (note.what === 'answered') {
      if (row.name === 'messages.send') this.#keep(row)
      this.#settle(row, note.result)
    } else if (note.what === 'refused') this.#refuse(row, note.code)
    else if (note.what === 'discarded') {
      this.#remove(row.id)
      this.#parts.changed()
    }
  }

  #settle(row: OutboxRow, result: unknown): void {
    this.#remember(row.id)
    this.#remove(row.id)
    this.#parts.landed(row, result, (this.#sentTimes.get(row.id) ?? 2) > 1)
    this.#sentTimes.delete(row.id)
    this.#promised.get(row.id)?.resolve(result)
    this.#promised.delete(row.id)
    this.#parts.changed()
  }

  #refuse(row: OutboxRow, refusal: RefusalCode): void {
    this.#queue.set(row.id, { ...row, refusal })
    this.#promised.get(row.id)?.reject(new Refused(refusal))
    this.#promised.delete(row.id)
    this.#parts.changed()
  }

  async #becomeLeader(): Promise<void> {
    await this.#readQueue()
    this.#leads = true
    this.flush()
    this.#parts.changed()
  }

  /** Rows of this tab that are not stored (yet) stay. */
  async #readQueue(): Promise<void> {
    const stored = (await this.#parts.store.all('outbox')).map(([, row]) => row)
    await knowAll(stored.map(({ name }) => name))
    const more = stored.filter((row) => !this.#queue.has(row.id) && !this.#answered.has(row.id))
    const rows = [...this.rows(), ...more]
    this.#queue = inOrder(rows)
    this.#lastOrder = Math.max(this.#lastOrder, ...rows.map((row) => row.order))
  }

  #makeRow(id: CommandId, name: string, version: number, args: unknown): OutboxRow {
    const atMs = this.#parts.clock.nowMs()
    this.#lastOrder = Math.max(this.#lastOrder + 1, atMs)
    return { id, name, version, args, atMs, order: this.#lastOrder }
  }

  #put(row: OutboxRow): void {
    this.#queue.set(row.id, row)
    void this.#parts.saver.strict([{ table: 'outbox', key: row.id, value: row }])
    this.flush()
    this.#parts.changed()
  }

  #keep(row: OutboxRow): KeptRow {
    const { chatId } = row.args as { chatId: ChatId }
    const kept = { row, chatId, ackedAtMs: this.#parts.clock.nowMs(), generation: this.#parts.generation() }
    this.#kept.set(row.id, kept)
    return kept
  }

  #forgetOld(): void {
    const before = this.#parts.clock.nowMs() - keptMs
    for (const [id, kept] of this.#kept) if (kept.ackedAtMs < before) this.forget(id)
  }

  #remember(id: CommandId): void {
    this.#answered.add(id)
    if (this.#answered.size <= maxRemembered) return
    for (const oldest of this.#answered) {
      this.#answered.delete(oldest)
      return
    }
  }

  #remove(id: CommandId): void {
    this.#queue.delete(id)
    this.#sentNow.delete(id)
  }
}

const inOrder = (rows: OutboxRow[]): Map<CommandId, OutboxRow> =>
  new Map(rows.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map((row) => [row.id, row]))

/** The refusal is shown from the outbox; who does not wait for the promise need not handle it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
