/** Who may be together in a chat: of groups and direct chats, judged by the people. What members may do in one is in `rules.ts`. */
import { mayContact, mayTalk, related, type Schools } from '../contacts/rules.ts'
import type { Facts } from '../core/command.ts'
import { directChatId, type PersonId } from '../core/ids.ts'
import { all, type Decision, no, yes } from '../core/refusal.ts'
import { isPupil, isStaff, isStaffFor, type PersonFacts } from '../journal/person-facts.ts'
import type { ChatFacts, Member } from './facts.ts'

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

/**
 * CHATS-4..6. Judges the people of a group as it would be after `newcomers` came: all of them may be written to by the actor, and the whole is
 * one that may exist.
 */
export function mayGather(facts: Facts, newcomers: readonly PersonId[], present: ReadonlyMap<PersonId, Has>): Decision {
  for (const id of newcomers) {
    const person = facts.person(id)
    const contact = person ? mayContact(facts.actor, person, facts.school) : no('contacts.notAllowed')
    if (!contact.allowed) return contact
  }
  const people = peopleOf(facts, [...newcomers, ...present.keys()])
  const came = peopleOf(facts, newcomers)
  return all(noStrangers(came, people, staffAdminsOf(facts, present), facts), mayBeAlone(people, facts.school))
}

type Has = Pick<Member, 'role'>

/** CHATS-14. What holds strange adults and pupils together must stay: nobody may be the staff admin whose going would leave them alone. */
export function keepsStaffAdmin(facts: Facts, chat: ChatFacts, without: PersonId): Decision {
  const member = chat.members.get(without)
  if (chat.kind !== 'group' || member?.role !== 'admin') return yes
  const rest = new Map([...chat.members].filter(([id]) => id !== without))
  const people = peopleOf(facts, rest.keys())
  return noStrangers(people, people, staffAdminsOf(facts, rest), facts).allowed ? yes : no('chats.lastAdmin')
}

const peopleOf = (facts: Facts, ids: Iterable<PersonId>): PersonFacts[] =>
  [...ids].map((id) => facts.person(id)).filter((person) => person !== undefined)

const staffAdminsOf = (facts: Facts, members: ReadonlyMap<PersonId, Has>): PersonFacts[] =>
  peopleOf(
    facts,
    [...members].filter(([, { role }]) => role === 'admin').map(([id]) => id),
  ).filter(isStaff)

/**
 * CHATS-5. Pupils and adults who could not write to each other share a group only under an admin who is staff of the pupil's school. A
 * guardian whose contact the office took away never shares a group with the child (unless as the child's teacher).
 */
export function noStrangers(
  newcomers: readonly PersonFacts[],
  everybody: readonly PersonFacts[],
  staffAdmins: readonly PersonFacts[],
  { school }: { readonly school: Schools },
): Decision {
  const came = new Set(newcomers.map(({ id }) => id))
  const adults = new Map(everybody.filter((person) => !isPupil(person)).map((person) => [person.id, person]))
  for (const pupil of everybody.filter(isPupil)) {
    const watched = staffAdmins.some((admin) => isStaffFor(admin, pupil))
    // Under a staff admin only the own guardians may be kept apart: large groups are judged in a straight line.
    for (const id of watched ? pupil.guardians.keys() : adults.keys()) {
      const adult = adults.get(id)
      if (!adult || !(came.has(pupil.id) || came.has(id))) continue
      if (!related(pupil, adult, school) && !related(adult, pupil, school)) return no('contacts.notAllowed')
    }
  }
  return yes
}

/** The one pupil among these who is alone with staff. Staff who is the pupil's own family is family. */
export function aloneWithStaff(people: readonly PersonFacts[]): PersonFacts | undefined {
  const [pupil, second] = people.filter((person) => isPupil(person) && !isStaff(person))
  if (!pupil || second || people.length < 2) return undefined
  const onlyStaff = people.every((each) => each === pupil || (isStaff(each) && pupil.guardians.get(each.id) !== 'full'))
  return onlyStaff ? pupil : undefined
}

/** CHATS-6. One pupil alone with staff: what the pupil's school decided. With `guardianSees` the guardians see that it exists (CONTACTS-9). */
export function mayBeAlone(people: readonly PersonFacts[], school: Schools): Decision {
  const off = aloneWithStaff(people)?.roles.some(({ schoolId }) => school(schoolId)?.staffToPupil === 'off')
  return off ? no('contacts.notAllowed') : yes
}

/** CHATS-7. Who may open the direct chat with whom. One that is there can be opened whatever has happened since. */
export function mayOpenDirect(facts: Facts, personId: PersonId): Decision {
  if (facts.chat(directChatId(facts.actor.id, personId))?.members.has(facts.actor.id)) return yes
  const other = facts.person(personId)
  if (!other) return no('contacts.notAllowed')
  return all(mayContact(facts.actor, other, facts.school), mayBeAlone([facts.actor, other], facts.school))
}

/** CHATS-7. Whether the actor may write in a direct chat that exists: asked again at each message. */
export const mayWriteDirect = (actor: PersonFacts, other: PersonFacts, school: Schools): Decision =>
  all(mayTalk(actor, other, school), mayBeAlone([actor, other], school))
