import type { PersonId, SchoolId } from '../core/ids.ts'
import type { PersonFacts } from '../journal/person-facts.ts'
import { type Call, type CallPerson, ringMs } from './call.ts'
import { missed } from './commands.ts'

export interface RingFacts {
  readonly nowMs: number
  readonly actor: PersonFacts
  person(id: PersonId): PersonFacts | undefined
  /** CALLS-15. Asked at the moment of ringing. `family`: the caller is own family. */
  isQuiet(school: SchoolId, family: boolean): boolean
}

/** CALLS-12, CALLS-15. The call as it really rings for those whom `after` rings anew: whom quiet hours and blocks keep from it do not hear it. */
export function asItRings(before: Call | undefined, after: Call, facts: RingFacts, urgent = false): Call {
  const rung = [...after.people]
    .filter(([id, { state }]) => state === 'ringing' && before?.people.get(id)?.state !== 'ringing')
    .map(([id]) => id)
  const blocking = rung.filter((id) => isBlocked(facts.actor, facts.person(id)))
  const people = new Map(after.people)
  for (const id of blocking) people.set(id, { ...(people.get(id) as CallPerson), state: 'invited' })
  const quiet = urgent ? [] : rung.filter((id) => sleeps(facts, facts.person(id)))
  return missed({ ...after, people }, quiet, facts.nowMs)
}

/** Whose ringing is over. */
export const rangOut = (call: Call, nowMs: number): PersonId[] =>
  [...call.people]
    .filter(([, { state, sinceMs }]) => state === 'ringing' && nowMs - sinceMs >= ringMs)
    .map(([id]) => id)

const isBlocked = (actor: PersonFacts, other: PersonFacts | undefined): boolean =>
  other === undefined || !other.active || other.blocked.has(actor.id) || actor.blocked.has(other.id)

/** Own family rings through where the school lets it. Who belongs to several schools sleeps when all of them do. */
function sleeps({ actor, isQuiet }: RingFacts, other: PersonFacts | undefined): boolean {
  if (!other) return false
  const family = actor.children.get(other.id) === 'full' || actor.guardians.get(other.id) === 'full'
  return other.roles.length > 0 && other.roles.every(({ schoolId }) => isQuiet(schoolId, family))
}
