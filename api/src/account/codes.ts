import { randomInt, timingSafeEqual } from 'node:crypto'
import type { AddressKind } from '@zvonok/schema/account/id-tables'
import { idCodes } from '@zvonok/schema/account/id-tables'
import { newId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { type Limit, type Limits, TooMany } from '../platform/limits.ts'
import type { Sender } from '../platform/sms/sender.ts'
import { keyedHash } from '../platform/tokens.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const codeMs = 10 * minuteMs
const maxTries = 5

/** How many codes are sent to one number. They are counted by rows: a restart does not forget them. What a day may cost is the queue's budget. */
interface SendingLimits {
  /** Between two codes to one number. */
  readonly gapMs: number
  /** Until «Отправить код ещё раз» works. */
  readonly resendMs: number
  readonly perHour: number
}
const realSending: SendingLimits = { gapMs: minuteMs, resendMs: minuteMs, perHour: 5 }
const demoSending: SendingLimits = { gapMs: 0, resendMs: 5000, perHour: 200 }

/** Over all codes of one number: five tries a code would else be five more with each new one. */
const wrongCodes: Limit = { name: 'id.wrongCodes', max: 20, windowMs: hourMs }

export interface CodeParts {
  readonly database: Database
  readonly sender: Sender
  readonly limits: Limits
  readonly secret: string
  readonly demo: boolean
  readonly nowMs: () => number
}

/**
 * ACCOUNT-4. Codes by SMS or mail: six digits, stored hashed, valid for ten minutes, five tries and one use, and only in the request of the
 * browser that asked for them.
 */
export class Codes {
  readonly #parts: CodeParts
  readonly #sending: SendingLimits

  constructor(parts: CodeParts) {
    this.#parts = parts
    this.#sending = parts.demo ? demoSending : realSending
  }

  /** Whether the newest code of a request can still be used: then none is sent unless the person asks. */
  async isUnderWay(requestHash: string, address: string): Promise<boolean> {
    const newest = await this.#newest(requestHash, address)
    return newest?.usedAtMs === null && newest.tries < maxTries && newest.expiresAtMs > this.#parts.nowMs()
  }

  /** Sends a new code; older ones of the request are void. @throws {TooMany} */
  async send(requestHash: string, kind: AddressKind, address: string): Promise<void> {
    const { database, sender, secret, nowMs } = this.#parts
    const now = nowMs()
    const addressHash = this.#addressHash(address)
    if (this.#parts.limits.on) {
      const waitMs = (await this.nextAtMs(requestHash, address)) - now
      if (waitMs > 0) throw new TooMany(waitMs)
      await this.#mayBeSent(addressHash, now)
    }
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await database.orm.delete(idCodes).where(lt(idCodes.sentAtMs, now - dayMs))
    await database.orm.insert(idCodes).values({
      id: newId(),
      requestHash,
      addressHash,
      codeHash: keyedHash(secret, requestHash, code),
      tries: 0,
      sentAtMs: now,
      expiresAtMs: now + codeMs,
    })
    await sender.send({
      kind,
      to: address,
      subject: 'Код для входа в Звонок',
      text: `${code} — код для входа в Звонок. Никому его не говорите.`,
      code,
      validMs: codeMs,
    })
  }

  /** When the next code may be asked for: at once after one that was used, which shows that the person gets them. */
  async nextAtMs(requestHash: string, address: string): Promise<number> {
    const newest = await this.#newest(requestHash, address)
    return !newest || newest.usedAtMs !== null ? 0 : newest.sentAtMs + this.#sending.resendMs
  }

  /**
   * Counts one try at the newest code of a request. A right one stays good, for the tries that are left, until it is used.
   * @returns the id for {@link use} @throws {Refused} `account.wrongCode`, `account.codeExpired` @throws {TooMany}
   */
  async check(requestHash: string, address: string, typed: string): Promise<string> {
    const { database, limits, secret, nowMs } = this.#parts
    const who = this.#addressHash(address)
    limits.take(wrongCodes, who)
    const newest = await this.#newest(requestHash, address)
    // Counting and reading are one statement: parallel guesses cannot share a try.
    const [code] = await database.orm
      .update(idCodes)
      .set({ tries: sql`${idCodes.tries} + 1` })
      .where(
        and(
          eq(idCodes.id, newest?.id ?? ''),
          lt(idCodes.tries, maxTries),
          isNull(idCodes.usedAtMs),
          gt(idCodes.expiresAtMs, nowMs()),
        ),
      )
      .returning()
    if (!code) throw new Refused('account.codeExpired')
    if (!sameHash(code.codeHash, keyedHash(secret, requestHash, typed))) throw new Refused('account.wrongCode')
    limits.giveBack(wrongCodes, who)
    return code.id
  }

  /** Uses a code up that was right; of two at the same time one wins. @throws {Refused} `account.codeExpired` */
  async use(id: string): Promise<void> {
    const { database, nowMs } = this.#parts
    const used = await database.orm
      .update(idCodes)
      .set({ usedAtMs: nowMs() })
      .where(and(eq(idCodes.id, id), isNull(idCodes.usedAtMs)))
      .returning({ id: idCodes.id })
    if (used.length === 0) throw new Refused('account.codeExpired')
  }

  #addressHash(address: string): string {
    return keyedHash(this.#parts.secret, 'address', address)
  }

  async #newest(requestHash: string, address: string) {
    const [newest] = await this.#parts.database.orm
      .select()
      .from(idCodes)
      .where(and(eq(idCodes.requestHash, requestHash), eq(idCodes.addressHash, this.#addressHash(address))))
      .orderBy(desc(idCodes.sentAtMs))
      .limit(1)
    return newest
  }

  /** Limits of a number. @throws {TooMany} */
  async #mayBeSent(addressHash: string, now: number): Promise<void> {
    const { orm } = this.#parts.database
    const { gapMs, perHour } = this.#sending
    const toNumber = await orm
      .select({ sentAtMs: idCodes.sentAtMs, usedAtMs: idCodes.usedAtMs })
      .from(idCodes)
      .where(and(eq(idCodes.addressHash, addressHash), gt(idCodes.sentAtMs, now - hourMs)))
    const lastMs = Math.max(0, ...toNumber.filter(({ usedAtMs }) => usedAtMs === null).map(({ sentAtMs }) => sentAtMs))
    if (lastMs + gapMs > now) throw new TooMany(lastMs + gapMs - now)
    if (toNumber.length >= perHour) throw new TooMany(hourMs)
  }
}

const sameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b))
