import { aloneWithStaff, mayBeAlone, noStrangers } from '../chats/people-rules.ts'
import type { Schools } from '../contacts/rules.ts'
import type { PersonId } from '../core/ids.ts'
import { isStaff, type PersonFacts } from '../journal/person-facts.ts'
import type { Call, CallPerson } from './call.ts'
import { left } from './commands.ts'
import { listOf } from './rules.ts'

export interface ApartFacts {
  readonly nowMs: number
  readonly school: Schools
  person(id: PersonId): PersonFacts | undefined
  /** Of a call in a direct chat or a group: its members. */
  readonly members?: readonly PersonFacts[] | undefined
}

/**
 * CALLS-7, CALLS-25. The call without those who may not stay in it any more since others went, gave up being admin, or the school decided
 * anew. In a call by link they wait until somebody lets them in again; elsewhere the pupil has left.
 */
export function apart(before: Call | undefined, after: Call, facts: ApartFacts): Call {
  if (!before || after.endedAtMs !== undefined) return after
  if (after.kind !== 'link') {
    const people = after.kind === 'chat' ? (facts.members ?? []) : listOf(after, facts)
    const pupil = mayBeAlone(people, facts.school).allowed ? undefined : aloneWithStaff(people)
    return pupil ? left(after, pupil.id, facts.nowMs) : after
  }
  const known = lostStaffAdmin(before, after, facts) ? withoutStrangers(after, facts) : after
  const present = presentIn(known, facts)
  const pupil = mayBeAlone(present, facts.school).allowed ? undefined : aloneWithStaff(present)
  return pupil ? atTheDoor(known, [pupil.id], facts.nowMs) : known
}

const presentIn = ({ people }: Call, { person }: ApartFacts): PersonFacts[] =>
  [...people]
    .filter(([, { state }]) => state === 'in')
    .map(([id]) => person(id))
    .filter((one) => one !== undefined)

const isLeading = (call: Call, id: PersonId): boolean => {
  const known = call.people.get(id)
  return known?.state === 'in' && known.role === 'admin'
}

/** Large calls are judged only when what held them together has gone. */
const lostStaffAdmin = (before: Call, after: Call, facts: ApartFacts): boolean =>
  before === after ||
  presentIn(before, facts).some((one) => isStaff(one) && isLeading(before, one.id) && !isLeading(after, one.id))

/** Staff admins stay, then who started it, then whoever came first and is no stranger to those who stay. */
function withoutStrangers(call: Call, facts: ApartFacts): Call {
  const rank = ({ id }: PersonFacts) => (isLeading(call, id) ? 0 : id === call.startedBy ? 1 : 2)
  const sinceMs = ({ id }: PersonFacts) => call.people.get(id)?.sinceMs ?? 0
  const present = presentIn(call, facts).sort((a, b) => rank(a) - rank(b) || sinceMs(a) - sinceMs(b))
  const staffAdmins = present.filter((one) => isStaff(one) && isLeading(call, one.id))
  const stay: PersonFacts[] = []
  const go: PersonId[] = []
  for (const one of present) {
    if (noStrangers([one], [...stay, one], staffAdmins, facts).allowed) stay.push(one)
    else go.push(one.id)
  }
  return atTheDoor(call, go, facts.nowMs)
}

function atTheDoor(call: Call, ids: readonly PersonId[], nowMs: number): Call {
  if (ids.length === 0) return call
  const people = new Map(call.people)
  for (const id of ids) {
    const { handMs: _, speaks: __, ...rest } = people.get(id) as CallPerson
    people.set(id, { ...rest, state: 'waiting', sinceMs: nowMs })
  }
  return { ...call, people }
}
