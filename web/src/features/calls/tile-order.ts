import type { CallPerson } from '@zvonok/schema/calls/call'
import type { PersonId } from '@zvonok/schema/core/ids'

/** What the order of tiles is made of, for one person. */
export interface Seat {
  readonly id: PersonId
  readonly person: CallPerson
  /** As in lists. */
  readonly name: string
  readonly isSelf: boolean
  readonly hasVideo: boolean
  /** When they last spoke; 0: never. */
  readonly spokeAtMs: number
}

/**
 * INCALL-3. Whoever leads, raised hands in their order, then names: a place does not move because somebody speaks. Only a page that is not looked at
 * lets its speakers come forward ({@link bringForward}).
 */
export function tileOrder(seats: readonly Seat[]): Seat[] {
  return [...seats].sort(
    (a, b) =>
      Number(a.isSelf) - Number(b.isSelf) ||
      rank(a) - rank(b) ||
      (a.person.handMs ?? 0) - (b.person.handMs ?? 0) ||
      Number(b.hasVideo) - Number(a.hasVideo) ||
      a.name.localeCompare(b.name, 'ru') ||
      (a.id < b.id ? -1 : 1),
  )
}

const rank = ({ person }: Seat): number => (person.role === 'admin' ? 0 : person.handMs === undefined ? 2 : 1)

/** INCALL-3. On the first page stand those who spoke within `recentMs`, in the places of those who were silent longest. */
export function bringForward(ordered: readonly Seat[], perPage: number, nowMs: number, recentMs = 15_000): Seat[] {
  const seats = [...ordered]
  const late = seats.slice(perPage).filter(({ spokeAtMs }) => nowMs - spokeAtMs < recentMs)
  for (const speaker of late.sort((a, b) => b.spokeAtMs - a.spokeAtMs)) {
    const quietest = seats
      .slice(0, perPage)
      .map((seat, at) => ({ seat, at }))
      .filter(({ seat }) => seat.person.role !== 'admin' && !seat.isSelf && nowMs - seat.spokeAtMs >= recentMs)
      .sort((a, b) => a.seat.spokeAtMs - b.seat.spokeAtMs || b.at - a.at)[0]
    if (!quietest) break
    seats[seats.indexOf(speaker)] = quietest.seat
    seats[quietest.at] = speaker
  }
  return seats
}

/** INCALL-2. Who is shown large: the one who was chosen, a shared screen's owner, who speaks now or spoke last, else whoever leads. */
export function inFocus(
  seats: readonly Seat[],
  chosen: PersonId | undefined,
  sharing: readonly PersonId[],
): PersonId | undefined {
  const there = new Set(seats.map(({ id }) => id))
  if (chosen && there.has(chosen)) return chosen
  const sharer = sharing.find((id) => there.has(id))
  if (sharer) return sharer
  const others = seats.filter(({ isSelf }) => !isSelf)
  const spoke = [...others].sort((a, b) => b.spokeAtMs - a.spokeAtMs)[0]
  if (spoke && spoke.spokeAtMs > 0) return spoke.id
  return (others[0] ?? seats[0])?.id
}
