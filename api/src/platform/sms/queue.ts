import type { AddressKind } from '@zvonok/schema/account/id-tables'
import { outgoing } from '@zvonok/schema/account/tables'
import { newId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, count, eq, gt, lt, lte } from 'drizzle-orm'
import type { Log } from '../log.ts'
import { type Deliver, type Delivery, NotDelivered } from './delivery.ts'
import { seal, unseal } from './seal.ts'
import type { Message, Sender } from './sender.ts'

export interface QueueParts {
  readonly database: Database
  readonly secret: string
  readonly gateways: Partial<Record<AddressKind, Deliver>>
  /** Of each kind: what a day may cost. */
  readonly perDay: number
  readonly log: Log
  readonly nowMs: () => number
  /** Waiting times after failed tries; the last one repeats while the message is worth sending. */
  readonly retryMs?: readonly number[]
}

type Row = typeof outgoing.$inferSelect

const dayMs = 24 * 60 * 60 * 1000
const secondMs = 1000
const usualRetryMs = [5, 15, 45, 120, 300].map((s) => s * secondMs)
const atOnce = 10

/**
 * SENDING-1. SMS and mail wait in the database, sealed, until a gateway has taken them: a restart or a gateway that is away loses none. What is too
 * old to be of use is given up. The person's request does not wait for the gateway.
 */
export class OutgoingQueue implements Sender {
  readonly #parts: QueueParts
  readonly #retryMs: readonly number[]
  #timer: ReturnType<typeof setTimeout> | undefined
  #work: Promise<void> | undefined
  #again = false
  #closed = false

  constructor(parts: QueueParts) {
    this.#parts = parts
    this.#retryMs = parts.retryMs ?? usualRetryMs
  }

  async send({ kind, to, subject, text, validMs }: Message): Promise<void> {
    const { database, secret, gateways, nowMs } = this.#parts
    if (!gateways[kind]) throw new Refused('core.unavailable')
    await this.#keepBudget(kind)
    const id = newId()
    const now = nowMs()
    await database.orm.insert(outgoing).values({
      id,
      kind,
      sealed: seal(secret, id, JSON.stringify({ to, subject, text })),
      state: 'waiting',
      tries: 0,
      nextTryAtMs: now,
      expiresAtMs: now + validMs,
      createdAtMs: now,
    })
    this.wake()
  }

  /** Sends what is due: after a message came, and once at the start for what an earlier run left. */
  wake(): void {
    this.#again = true
    if (this.#closed || this.#work) return
    this.#work = this.#run()
      .catch((error: unknown) => this.#parts.log.error('outgoing.failed', error))
      .finally(() => {
        this.#work = undefined
        if (this.#again) this.wake()
      })
  }

  /** Waits for what a gateway is just taking; the rest stays for the next start. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#work
  }

  async #run(): Promise<void> {
    const { orm } = this.#parts.database
    while (this.#again && !this.#closed) {
      this.#again = false
      const now = this.#parts.nowMs()
      await orm.delete(outgoing).where(lt(outgoing.createdAtMs, now - 2 * dayMs))
      const due = await orm
        .select()
        .from(outgoing)
        .where(and(eq(outgoing.state, 'waiting'), lte(outgoing.nextTryAtMs, now)))
        .orderBy(asc(outgoing.nextTryAtMs))
        .limit(atOnce)
      await Promise.all(due.map((row) => this.#try(row)))
      if (due.length === atOnce) this.#again = true
    }
    await this.#sleepUntilNext()
  }

  async #try(row: Row): Promise<void> {
    const { database, secret, gateways, log, nowMs } = this.#parts
    const { id, kind, tries, expiresAtMs } = row
    const done = (state: 'sent' | 'failed') =>
      database.orm
        .update(outgoing)
        .set({ state, sealed: '', tries: tries + 1 })
        .where(eq(outgoing.id, id))
    if (expiresAtMs <= nowMs()) {
      log.warn('outgoing.gaveUp', { id, kind, tries })
      await done('failed')
      return
    }
    try {
      const message = JSON.parse(unseal(secret, id, row.sealed)) as Omit<Delivery, 'id'>
      await must(gateways[kind], 'gateway')({ id, ...message })
      await done('sent')
    } catch (error) {
      if (error instanceof NotDelivered) log.warn('outgoing.notTaken', { id, kind, reason: error.reason })
      else log.error('outgoing.failed', error, { id, kind })
      const waitMs = this.#retryMs[Math.min(tries, this.#retryMs.length - 1)] ?? 0
      await database.orm
        .update(outgoing)
        .set({ tries: tries + 1, nextTryAtMs: nowMs() + waitMs })
        .where(eq(outgoing.id, id))
    }
  }

  async #sleepUntilNext(): Promise<void> {
    const { database, nowMs } = this.#parts
    const [next] = await database.orm
      .select({ atMs: outgoing.nextTryAtMs })
      .from(outgoing)
      .where(eq(outgoing.state, 'waiting'))
      .orderBy(asc(outgoing.nextTryAtMs))
      .limit(1)
    clearTimeout(this.#timer)
    if (!next || this.#closed) return
    this.#timer = setTimeout(() => this.wake(), Math.max(0, next.atMs - nowMs()))
    this.#timer.unref()
  }

  /** @throws {Refused} `core.unavailable` */
  async #keepBudget(kind: AddressKind): Promise<void> {
    const { database, perDay, log, nowMs } = this.#parts
    const [today] = await database.orm
      .select({ n: count() })
      .from(outgoing)
      .where(and(eq(outgoing.kind, kind), gt(outgoing.createdAtMs, nowMs() - dayMs)))
    if (must(today, 'count').n < perDay) return
    log.warn('outgoing.budgetUsed', { kind, perDay })
    throw new Refused('core.unavailable')
  }
}
