import type { PersonId } from '@zvonok/schema/core/ids'
import { linkState } from '../journal/person.ts'
import type { Parts } from '../platform/parts.ts'
import { makeCards } from './cards.ts'
import { endJournalSessions } from './journal-sessions.ts'
import { endSessions } from './sessions.ts'

/**
 * ACCOUNT-17. Cards to print, each with the address its QR code opens (login and code are in the fragment: no log sees them). Who is linked gets a recovery
 * card, and all sessions of that person end: the phone may be in other hands.
 */
export async function handOutCards(
  { database, settings, sync, nowMs = Date.now }: Parts,
  people: readonly { readonly id: PersonId }[],
  by: PersonId,
  origin: string,
) {
  const wanted: { id: PersonId; kind: 'entry' | 'recovery' }[] = []
  for (const { id } of people)
    wanted.push({ id, kind: (await linkState(database, id)) === 'none' ? 'entry' : 'recovery' })
  const cards = await makeCards({ database, secret: settings.secret, nowMs }, wanted, by)
  for (const { id, kind } of wanted) {
    if (kind === 'entry') continue
    await endJournalSessions(database, id)
    await endSessions(database, id)
    sync.endPerson(id)
  }
  return cards.map((card) => ({
    ...card,
    url: `${origin}/journal/card#${encodeURIComponent(card.login)}.${card.code}`,
  }))
}
