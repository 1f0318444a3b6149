/** Who may start, enter and lead a call. docs/rights.md, «Calls». */

import type { ChatFacts } from '../chats/facts.ts'
import { mayBeAlone, mayCreateGroup, noStrangers } from '../chats/people-rules.ts'
import { mayByPermission } from '../chats/rules.ts'
import { mayTalk, type Schools } from '../contacts/rules.ts'
import type { PersonId, SchoolId } from '../core/ids.ts'
import { all, type Decision, no, type RefusalCode, yes } from '../core/refusal.ts'
import { isPupil, isStaff, type PersonFacts } from '../journal/person-facts.ts'
import { type Call, type CallPerson, maxInCall } from './call.ts'

/** What rules ask about a call. Its people and everybody whom the command names were loaded before. */
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
  // The chat of a call by link, of a lesson or of a meeting holds whom nobody would have gathered in a group.
  if (chat?.kind === 'call') return no('core.forbidden')
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
  const member = chat.members.get(actor.id)
  const office = isOffice(actor, chat.schoolId)
  if (!member && !office) return no('chats.notMember')
  if (chat.kind !== 'parents') return no('core.forbidden')
  return office || member?.role === 'admin' ? yes : no('chats.adminsOnly')
}

/** CALLS-16. A meeting with one family: the class teacher of the child, and the office of the school. */
export function mayMeetFamily(actor: PersonFacts, child: PersonFacts | undefined): Decision {
  if (!child?.active || !actor.active || !isPupil(child)) return no('core.notFound')
  const leadsClass = [...actor.classTeacherOf].some((id) => child.pupilOf.has(id))
  const office = child.roles.some(({ schoolId }) => isOffice(actor, schoolId))
  return leadsClass || office ? yes : no('core.notFound')
}

const isOffice = (actor: PersonFacts, schoolId: SchoolId | null): boolean =>
  actor.roles.some((each) => each.schoolId === schoolId && (each.role === 'head' || each.role === 'schoolAdmin'))

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
  const alone = mayBelong(facts, call)
  if (!alone.allowed) return alone.code
  if (known?.state === 'in') return 'in'
  if (inCount(call) >= maxInCall) return 'calls.full'
  const meet = call.kind === 'link' ? mayMeet(facts, call, [actor.id]) : yes
  if (known?.role === 'admin') return meet.allowed ? 'in' : 'waiting'
  if (call.settings.waitingRoom && known?.state !== 'left') return 'waiting'
  if (call.kind !== 'link') return 'in'
  return (belongs || isAcquainted(facts, call)) && meet.allowed ? 'in' : 'waiting'
}

/** A lesson has its list; other calls are open to their people and to the members of their chats. */
function isOf(facts: CallFacts, { kind, chats }: Call, known: CallPerson | undefined): boolean {
  if (known && (known.state !== 'waiting' || kind === 'lesson')) return true
  return kind !== 'lesson' && chats.some((id) => facts.chat(id)?.members.has(facts.actor.id))
}

/** By link: who may write to the one who started it, or answer. */
function isAcquainted({ actor, person, school }: CallFacts, { startedBy }: Call): boolean {
  const starter = person(startedBy)
  return starter !== undefined && mayTalk(actor, starter, school).allowed
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

/** CALLS-7. The people of a chat, a lesson or a meeting were judged together before. */
export function mayAdmit(facts: CallFacts, people: readonly PersonId[]): Decision {
  const may = mayLead(facts)
  if (!may.allowed || facts.call?.kind !== 'link') return may
  const waiting = people.filter((id) => facts.call?.people.get(id)?.state === 'waiting')
  if (inCount(facts.call) + waiting.length > maxInCall) return no('calls.full')
  return mayMeet(facts, facts.call, waiting)
}

/**
 * CALLS-25. One pupil alone with staff in a call that has a list or a chat: judged by those who belong to it, as its chat is, not by who has
 * come already. A call by link has only those who are in: {@link mayMeet} and `apart` judge them.
 */
export function mayBelong(facts: Pick<CallFacts, 'chat' | 'person' | 'school'>, call: Call): Decision {
  if (call.kind === 'link') return yes
  if (call.kind === 'chat') return facts.chat(call.chats[0] ?? '')?.contact ?? yes
  return mayBeAlone(listOf(call, facts), facts.school)
}

/** Everybody on the list of a lesson or a meeting who may come in. */
export const listOf = ({ people }: Call, { person }: Pick<CallFacts, 'person'>): PersonFacts[] =>
  [...people]
    .filter(([, { state }]) => state !== 'removed' && state !== 'waiting')
    .map(([id]) => person(id))
    .filter((one) => one !== undefined)

/** CALLS-25. Ringing one pupil out of a larger chat is a call with one pupil. */
export function mayRing({ actor, person, school }: CallFacts, called: readonly PersonId[]): Decision {
  const people = called.map((id) => person(id)).filter((one) => one !== undefined)
  return mayBeAlone([...new Set([actor, ...people])], school)
}

/** CALLS-7. Whether the newcomers may be in a call by link with those who are in it: as in a group, its staff admins are those who are there. */
function mayMeet({ person, school }: CallFacts, { people }: Call, newcomers: readonly PersonId[]): Decision {
  const present = [...people].filter(([, { state }]) => state === 'in').map(([id]) => id)
  const factsOf = (ids: Iterable<PersonId>) => [...ids].map((id) => person(id)).filter((one) => one !== undefined)
  const everybody = factsOf(new Set([...present, ...newcomers]))
  const staffAdmins = everybody.filter((one) => isStaff(one) && people.get(one.id)?.role === 'admin')
  return all(noStrangers(factsOf(newcomers), everybody, staffAdmins, { school }), mayBeAlone(everybody, school))
}

/** CALLS-11. Handing over: never to a pupil where staff is in the call, and only to who is there. */
export function mayAppoint(facts: CallFacts, personId: PersonId): Decision {
  const may = mayLead(facts)
  const known = facts.call?.people.get(personId)
  if (!may.allowed || !facts.call) return may
  if (known?.state !== 'in') return no('core.notFound')
  const person = facts.person(personId)
  const withStaff = [...facts.call.people].some(([id, { state }]) => {
    const other = facts.person(id)
    return state === 'in' && other !== undefined && isStaff(other)
  })
  return person && isPupil(person) && (withStaff || facts.call.kind === 'lesson') ? no('core.forbidden') : yes
}
