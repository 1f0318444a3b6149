import { randomInt, timingSafeEqual } from 'node:crypto'
import { ezhdUsers } from '@zvonok/schema/account/engine-tables'
import { entryCards } from '@zvonok/schema/account/tables'
import type { PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import type { Database } from '@zvonok/sync-server/database'
import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { keyedHash } from '../platform/tokens.ts'
import { eventOf } from './events.ts'

const cardMs = 14 * 24 * 60 * 60 * 1000
const maxTries = 10
const digits = 10

export interface CardParts {
  readonly database: Database
  readonly secret: string
  readonly nowMs: () => number
}

/** What is printed. The code is here once and never again. */
export interface PrintedCard {
  readonly personId: PersonId
  readonly login: string
  /** Ten digits. */
  readonly code: string
  readonly untilMs: number
}

/**
 * ACCOUNT-17. Makes cards for people who have a journal login; the card a person had before is void. A `recovery` card is told to the person and the
 * guardians, with who made it.
 */
export async function makeCards(
  { database, secret, nowMs }: CardParts,
  people: readonly { readonly id: PersonId; readonly kind: 'entry' | 'recovery' }[],
  by: PersonId,
): Promise<PrintedCard[]> {
  const { orm } = database
  const logins = await loginsOf(
    database,
    people.map(({ id }) => id),
  )
  const createdAtMs = nowMs()
  const untilMs = createdAtMs + cardMs
  const cards: PrintedCard[] = []
  for (const { id: personId, kind } of people) {
    const login = logins.get(personId)
    if (!login) continue
    const code = String(randomInt(10 ** digits)).padStart(digits, '0')
    const row = {
      codeHash: hashOf(secret, personId, code),
      kind,
      byPersonId: by,
      tries: 0,
      createdAtMs,
      expiresAtMs: untilMs,
      usedAtMs: null,
    }
    await orm
      .insert(entryCards)
      .values({ personId, ...row })
      .onConflictDoUpdate({ target: entryCards.personId, set: row })
    if (kind === 'recovery') await eventOf(database, 'cardMade', personId, by, createdAtMs)
    cards.push({ personId, login, code, untilMs })
  }
  return cards
}

/**
 * The living card of a login, without using it up. An unknown login, a wrong code and no card at all have one answer. Wrong tries count, in one statement,
 * so that parallel guesses cannot share one. @throws {Refused} `account.wrongCode`, `account.codeExpired`
 */
export async function findCard({ database, secret, nowMs }: CardParts, login: string, typed: string) {
  const { orm } = database
  const owner = orm
    .select({ id: ezhdUsers.personId })
    .from(ezhdUsers)
    .where(eq(ezhdUsers.username, login.toLowerCase()))
  const [card] = await orm
    .update(entryCards)
    .set({ tries: sql`${entryCards.tries} + 1` })
    .where(and(inArray(entryCards.personId, owner), lt(entryCards.tries, maxTries)))
    .returning()
  const personId = card?.personId ?? ''
  const right = sameHash(card?.codeHash ?? '', hashOf(secret, personId, typed))
  if (!card || !right) throw new Refused('account.wrongCode')
  await orm
    .update(entryCards)
    .set({ tries: sql`${entryCards.tries} - 1` })
    .where(eq(entryCards.personId, personId))
  if (card.usedAtMs !== null || card.expiresAtMs <= nowMs()) throw new Refused('account.codeExpired')
  return { personId, kind: card.kind, by: card.byPersonId, codeHash: card.codeHash }
}

/** Uses a card up, once. @throws {Refused} `account.codeExpired` */
export async function spendCard(
  { database: { orm }, nowMs }: CardParts,
  card: { personId: PersonId; codeHash: string },
) {
  const spent = await orm
    .update(entryCards)
    .set({ usedAtMs: nowMs() })
    .where(
      and(eq(entryCards.personId, card.personId), eq(entryCards.codeHash, card.codeHash), isNull(entryCards.usedAtMs)),
    )
    .returning({ personId: entryCards.personId })
  if (spent.length === 0) throw new Refused('account.codeExpired')
}

/** Person → login of the journal, the first by its letters. */
async function loginsOf({ orm }: Database, ids: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const rows = await orm
    .select({ personId: ezhdUsers.personId, login: ezhdUsers.displayUsername })
    .from(ezhdUsers)
    .where(inArray(ezhdUsers.personId, [...ids]))
    .orderBy(asc(ezhdUsers.username))
  return new Map(rows.reverse().map(({ personId, login }) => [personId, login]))
}

const hashOf = (secret: string, personId: PersonId, code: string): string =>
  keyedHash(secret, 'card', `${personId} ${code}`)

const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
