/** Who may start, enter and lead a call. docs/rights.md, «Calls». */

import type { ChatFacts } from '../chats/facts.ts'
import { mayCreateGroup } from '../chats/people-rules.ts'
import { mayByPermission } from '../chats/rules.ts'
import { related, type Schools } from '../contacts/rules.ts'
import type { PersonId } from '../core/ids.ts'
import { all, type Decision, no, type RefusalCode, yes } from '../core/refusal.ts'
import { isPupil, isStaff, isStaffFor, type PersonFacts } from '../journal/person-facts.ts'
import { type Call, type CallPerson, maxInCall } from './call.ts'

/** What rules ask about a call. Everybody whom the rule or the command names was loaded before. */
export interface CallFacts {
  readonly nowMs: number
  readonly actor: PersonFacts
  readonly school: Schools
  /** Undefined when it does not exist. */
  readonly call: Call | undefined
  /** Of those in which the call stands, and of the one where it is to be started. */
  chat(id: string): ChatFacts | undefined
  person(id: PersonId): PersonFacts | undefined
}

/** CALLS-1. In a chat: by its permission «call», and only while its people may talk to each other. */
export function mayStartIn(chat: ChatFacts | undefined, actor: PersonId): Decision {
  return all(mayByPermission(chat, actor, 'call'), chat?.contact ?? yes)
}

/** CALLS-2. A call by link: who may gather people in a group may gather them in a call. */
export const mayStartByLink = (facts: Pick<CallFacts, 'actor' | 'school'>): Decision => mayCreateGroup(facts)

/** CALLS-3. A meeting in these parents chats: their admins, and the office of their school. */
export function mayStartMeeting(actor: PersonFacts, chats: readonly (ChatFacts | undefined)[]): Decision {
  if (chats.length === 0) return no('core.badInput')
  return all(...chats.map((chat) => mayMeetIn(actor, chat)))
}

function mayMeetIn(actor: PersonFacts, chat: ChatFacts | undefined): Decision {
  if (!chat || !actor.active) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  const office = actor.roles.some(
    ({ role, schoolId }) => schoolId === chat.schoolId && (role === 'head' || role === 'schoolAdmin'),
  )
  if (chat.kind !== 'parents') return no('core.forbidden')
  if (office) return yes
  const member = chat.members.get(actor.id)
  if (!member) return no('chats.notMember')
  return member.role === 'admin' ? yes : no('chats.adminsOnly')
}

export type Entry = 'in' | 'waiting'

/** CALLS-4 to CALLS-8. Whether the actor comes in, waits at the door, or has no business here. */
export function entryInto(facts: CallFacts): Entry | RefusalCode {
  const { call, actor } = facts
  if (!call || !actor.active) return 'core.notFound'
  const known = call.people.get(actor.id)
  if (known?.state === 'removed') return 'calls.removed'
  const belongs = isOf(facts, call, known)
  if (!belongs && call.kind !== 'link') return 'core.notFound'
  if (call.endedAtMs !== undefined) return 'calls.ended'
  if (known?.state !== 'in' && inCount(call) >= maxInCall) return 'calls.full'
  if (known?.role === 'admin' || known?.state === 'in') return 'in'
  if (call.settings.waitingRoom) return known?.state === 'left' ? 'in' : 'waiting'
  return belongs || isAcquainted(facts, call) ? 'in' : 'waiting'
}

/** A lesson has its list; other calls are open to their people and to the members of their chats. */
function isOf(facts: CallFacts, { kind, chats }: Call, known: CallPerson | undefined): boolean {
  if (known && known.state !== 'waiting') return true
  return kind !== 'lesson' && chats.some((id) => facts.chat(id)?.members.has(facts.actor.id))
}

/** By link: whoever could write to the one who started it, or be written to. */
function isAcquainted({ actor, person, school }: CallFacts, { startedBy }: Call): boolean {
  const starter = person(startedBy)
  return starter !== undefined && (related(actor, starter, school) || related(starter, actor, school))
}

const inCount = ({ people }: Call): number => [...people.values()].filter(({ state }) => state === 'in').length

/** CALLS-9. Settings, muting, admitting, removing, ending: admins of the call. */
export function mayLead({ call, actor }: Pick<CallFacts, 'call' | 'actor'>): Decision {
  const known = call?.people.get(actor.id)
  if (!call || !known || known.state === 'removed') return no('core.notFound')
  if (call.endedAtMs !== undefined) return no('calls.ended')
  return known.role === 'admin' ? yes : no('calls.adminsOnly')
}

/** CALLS-10. Who is in the call does what everybody in it does: hand, leaving. */
export function mayTakePart({ call, actor }: Pick<CallFacts, 'call' | 'actor'>): Decision {
  const known = call?.people.get(actor.id)
  if (!call || !known || known.state === 'removed') return no('core.notFound')
  return call.endedAtMs === undefined ? yes : no('calls.ended')
}

/** CALLS-7. Strange adults and pupils meet only under an admin of the call who is staff of the pupil's school. */
export function mayAdmit(facts: CallFacts, people: readonly PersonId[]): Decision {
  const may = mayLead(facts)
  if (!may.allowed || !facts.call) return may
  const present = [...facts.call.people].filter(([, { state }]) => state === 'in').map(([id]) => id)
  const everybody = [...new Set([...present, ...people])]
    .map((id) => facts.person(id))
    .filter((one) => one !== undefined)
  const staffAdmins = everybody.filter((one) => isStaff(one) && facts.call?.people.get(one.id)?.role === 'admin')
  const came = new Set(people)
  for (const pupil of everybody.filter(isPupil)) {
    if (staffAdmins.some((admin) => isStaffFor(admin, pupil))) continue
    for (const other of everybody) {
      if (isPupil(other) || !(came.has(pupil.id) || came.has(other.id))) continue
      const known = related(pupil, other, facts.school) || related(other, pupil, facts.school)
      if (!known) return no('contacts.notAllowed')
    }
  }
  return yes
}

/** CALLS-11. Handing over: never to a pupil where staff is in the call, and only to who is there. */
export function mayAppoint(facts: CallFacts, personId: PersonId): Decision {
  const may = mayLead(facts)
  const known = facts.call?.people.get(personId)
  if (!may.allowed || !facts.call) return may
  if (known?.state !== 'in') return no('core.notFound')
  const person = facts.person(personId)
  const withStaff = [...facts.call.people].some(
    ([id, { state }]) => state === 'in' && !!facts.person(id) && isStaff(facts.person(id) as PersonFacts),
  )
  return person && isPupil(person) && (withStaff || facts.call.kind === 'lesson') ? no('core.forbidden') : yes
}
