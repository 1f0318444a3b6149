import { mayContact } from '../contacts/rules.ts'
import type { Facts } from '../core/command.ts'
import type { PersonId } from '../core/ids.ts'
import { all, type Decision, no, yes } from '../core/refusal.ts'
import { isPupil, isStaff, type PersonFacts } from '../journal/person-facts.ts'
import { type ChatFacts, type permissionNames, rosterKinds } from './facts.ts'

export const maxMembers = 5000

/** CHATS-3. Teachers, heads and admins; pupils and guardians where their school allows. */
export function mayCreateGroup(facts: Pick<Facts, 'actor' | 'school'>): Decision {
  const { actor } = facts
  if (!actor.active) return no('chats.groupsOff')
  const may = actor.roles.some(({ role, schoolId }) => {
    if (role === 'pupil') return facts.school(schoolId)?.groupsByPupils
    if (role === 'guardian') return facts.school(schoolId)?.groupsByGuardians
    return true
  })
  return may ? yes : no('chats.groupsOff')
}

/** CHATS-4. Only people one may write to; CHATS-5: pupils and adults who are strangers to each other only under a staff admin. */
export function mayGather(
  facts: Facts,
  newcomers: readonly PersonId[],
  present: readonly PersonId[],
  staffAdmin: boolean,
): Decision {
  const people: PersonFacts[] = []
  for (const id of newcomers) {
    const person = facts.person(id)
    if (!person) return no('contacts.notAllowed')
    const contact = mayContact(facts.actor, person, facts.school)
    if (!contact.allowed) return contact
    people.push(person)
  }
  const others = present.map((id) => facts.person(id)).filter((person) => person !== undefined)
  return all(
    staffAdmin ? yes : noStrangers(people, [...others, ...people], facts),
    staffToPupil([...new Set([facts.actor, ...others, ...people])], facts),
  )
}

function noStrangers(newcomers: readonly PersonFacts[], everybody: readonly PersonFacts[], facts: Facts): Decision {
  for (const one of newcomers)
    for (const other of everybody) {
      if (one.id === other.id || isPupil(one) === isPupil(other)) continue
      const known = mayContact(one, other, facts.school).allowed || mayContact(other, one, facts.school).allowed
      if (!known) return no('contacts.notAllowed')
    }
  return yes
}

/** CHATS-6. One pupil alone with staff: what the pupil's school decided. `guardianSees` allows it; that guardians see it is not decided here. */
function staffToPupil(people: readonly PersonFacts[], facts: Pick<Facts, 'school'>): Decision {
  const pupils = people.filter((person) => isPupil(person) && !isStaff(person))
  const [pupil] = pupils
  if (pupils.length !== 1 || !pupil || people.length < 2) return yes
  if (!people.every((person) => person === pupil || isStaff(person))) return yes
  const off = pupil.roles.some(({ schoolId }) => facts.school(schoolId)?.staffToPupil === 'off')
  return off ? no('contacts.notAllowed') : yes
}

/** CHATS-7. */
export function mayOpenDirect(facts: Facts, personId: PersonId): Decision {
  const other = facts.person(personId)
  if (!other) return no('contacts.notAllowed')
  return all(mayContact(facts.actor, other, facts.school), staffToPupil([facts.actor, other], facts))
}

/** CHATS-8. What the chat's permissions give to all or to admins. Never in direct chats. */
export function mayByPermission(
  chat: ChatFacts | undefined,
  actor: PersonId,
  permission: (typeof permissionNames)[number],
): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  return chat.permissions[permission] === 'all' || member.role === 'admin' ? yes : no('chats.adminsOnly')
}

/** CHATS-9. Permissions, roles and exclusion belong to the chat's admins. */
export function mayAdminister(chat: ChatFacts | undefined, actor: PersonId): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.closed) return no('chats.closed')
  if (chat.kind === 'direct') return no('core.forbidden')
  return member.role === 'admin' ? yes : no('chats.adminsOnly')
}

/** CHATS-10. Roster members of roster chats cannot be excluded, only muted. */
export function mayExclude(chat: ChatFacts | undefined, actor: PersonId, person: PersonId): Decision {
  const admin = mayAdminister(chat, actor)
  if (!admin.allowed) return admin
  const member = chat?.members.get(person)
  if (!member || person === actor) return no('core.notFound')
  return chat && rosterKinds.has(chat.kind) && member.byRoster ? no('chats.rosterMember') : yes
}

/** CHATS-11. Leaving is free, except for the last admin of a group with others in it, and from a direct chat. */
export function mayLeave(chat: ChatFacts | undefined, actor: PersonId): Decision {
  const member = chat?.members.get(actor)
  if (!chat || !member) return no('chats.notMember')
  if (chat.kind === 'direct') return no('core.forbidden')
  return rosterKinds.has(chat.kind) ? yes : keepsAnAdmin(chat, actor)
}

/** CHATS-12. Somebody must stay who can administer. */
export function keepsAnAdmin(chat: ChatFacts, without: PersonId): Decision {
  if (chat.members.size === 1 || chat.members.get(without)?.role !== 'admin') return yes
  for (const [id, { role }] of chat.members) if (id !== without && role === 'admin') return yes
  return no('chats.lastAdmin')
}

/** The other one of a direct chat. */
export const peerOf = (chat: { members: ReadonlyMap<PersonId, unknown> }, me: PersonId): PersonId | undefined =>
  [...chat.members.keys()].find((id) => id !== me)
