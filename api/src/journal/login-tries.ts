import type { Limit, Limits } from '../platform/limits.ts'

const minuteMs = 60_000
/** Only failures count. A class that mistypes behind one address stays far below; a guesser does not. */
const wrongHere: Limit = { name: 'journal.wrongHere', max: 10, windowMs: 10 * minuteMs }
const wrongAnywhere: Limit = { name: 'journal.wrongAnywhere', max: 50, windowMs: 60 * minuteMs }
const wrongByAddress: Limit = { name: 'journal.wrongByAddress', max: 200, windowMs: 10 * minuteMs }

/** DOOR-3. Counts one try at a login of the journal, wherever it is asked for. @returns what forgives it, because it was right @throws {TooMany} */
export function takeLoginTry(limits: Limits, login: string, address: string): () => void {
  const counted = [
    [wrongHere, `${login.toLowerCase()} ${address}`],
    [wrongAnywhere, login.toLowerCase()],
    [wrongByAddress, address],
  ] as const
  for (const [limit, who] of counted) limits.take(limit, who)
  return () => {
    for (const [limit, who] of counted) limits.giveBack(limit, who)
  }
}
