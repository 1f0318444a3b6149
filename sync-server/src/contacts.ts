import type { ChatKind } from '@zvonok/schema/chats/facts'
import type { LeftChat, PersonRow } from '@zvonok/schema/chats/head'
import { mayBeAlone } from '@zvonok/schema/chats/people-rules'
import { mayContact } from '@zvonok/schema/contacts/rules'
import type { ChatId, PersonId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import { all } from '@zvonok/schema/core/refusal'
import type { PersonFacts, Role } from '@zvonok/schema/journal/person-facts'
import type { World } from './world.ts'

type ContactsWorld = Pick<World, 'store' | 'people' | 'rows'>

/**
 * Everybody whom a person may write to in the own schools, and those with whom there is a direct chat already. The roster's relations give
 * the candidates; the rule decides on each. The caller holds the turn.
 */
export async function contactsOf(world: ContactsWorld, person: PersonId): Promise<PersonRow[]> {
  const { people, rows } = world
  await people.load([person])
  const actor = must(people.get(person), 'own facts')
  const candidates = await candidatesFor(world, actor)
  const peers = await directPeers(world, person)
  await people.load([...candidates, ...peers])
  const allowed = candidates.filter((id) => {
    const other = people.get(id)
    return other && all(mayContact(actor, other, people.policy), mayBeAlone([actor, other], people.policy)).allowed
  })
  return rows.withContact(person, new Set([...allowed, ...peers]))
}

async function candidatesFor({ store, people }: ContactsWorld, actor: PersonFacts): Promise<PersonId[]> {
  const queries = actor.roles.flatMap(({ schoolId, role }) =>
    relationsOf(actor, role, schoolId, people.policy(schoolId)?.pupilToPupil),
  )
  if (queries.length === 0) return []
  const rows = await store.select<[PersonId]>(
    'id',
    `FROM (${queries.map(({ sql }) => sql).join(' UNION ')}) WHERE id <> ?`,
    [...queries.map(({ arg }) => arg), actor.id],
  )
  return rows.map(([id]) => id)
}

interface Relation {
  readonly sql: string
  readonly arg: string
}

function relationsOf(actor: PersonFacts, role: Role, schoolId: string, pupilToPupil: string | undefined): Relation[] {
  switch (role) {
    case 'pupil':
      return [
        pupilToPupil === 'school' ? inSchool(schoolId, ['pupil']) : pupilsOf(actor.pupilOf),
        these(actor.guardians.keys()),
        teachersOf(actor.pupilOf),
        inSchool(schoolId, office),
      ]
    case 'guardian':
      return [
        these(actor.children.keys()),
        guardiansOf(actor.childrenClasses),
        teachersOf(actor.childrenClasses),
        inSchool(schoolId, office),
      ]
    case 'teacher':
      return [pupilsOf(actor.teaches), guardiansOf(actor.teaches), inSchool(schoolId, ['teacher', ...office])]
    default:
      return [inSchool(schoolId, [...office, 'teacher', 'pupil', 'guardian'])]
  }
}

const office: readonly Role[] = ['head', 'schoolAdmin', 'psychologist']

const these = (ids: Iterable<string>): Relation => ({
  sql: 'SELECT value AS id FROM json_each(?)',
  arg: JSON.stringify([...ids]),
})
const inSchool = (schoolId: string, roles: readonly Role[]): Relation => ({
  sql: `SELECT r.person_id AS id FROM json_each(?) j JOIN school_roles r
    ON r.school_id = j.value ->> 0 AND r.role = j.value ->> 1`,
  arg: JSON.stringify(roles.map((role) => [schoolId, role])),
})
const pupilsOf = (classes: Iterable<string>): Relation => ({
  sql: `SELECT person_id AS id FROM class_members
    WHERE role = 'pupil' AND class_id IN (SELECT value FROM json_each(?))`,
  arg: JSON.stringify([...classes]),
})
const teachersOf = (classes: Iterable<string>): Relation => ({
  sql: `SELECT person_id AS id FROM class_members
    WHERE role <> 'pupil' AND class_id IN (SELECT value FROM json_each(?))`,
  arg: JSON.stringify([...classes]),
})
const guardiansOf = (classes: Iterable<string>): Relation => ({
  sql: `SELECT g.guardian_id AS id FROM class_members m JOIN guardians g ON g.child_id = m.person_id
    WHERE m.role = 'pupil' AND m.class_id IN (SELECT value FROM json_each(?))`,
  arg: JSON.stringify([...classes]),
})

/** CHATS-16. Chats of the roster that the person left by hand and may come back to. */
export async function leftChatsOf({ store }: Pick<World, 'store'>, person: PersonId): Promise<LeftChat[]> {
  const rows = await store.select<[ChatId, ChatKind, string]>(
    'c.id, c.kind, c.title',
    `FROM chat_members m JOIN chats c ON c.id = m.chat_id AND c.closed_at_ms IS NULL
     WHERE m.person_id = ? AND m.left_at_ms IS NOT NULL AND m.left_by = 'self' AND m.roster_role IS NOT NULL
     ORDER BY c.title`,
    [person],
  )
  return rows.map(([id, kind, title]) => ({ id, kind, title }))
}

/** The others of the own direct chats. */
export async function directPeers({ store }: Pick<World, 'store'>, person: PersonId): Promise<PersonId[]> {
  const rows = await store.select<[PersonId]>(
    'o.person_id',
    `FROM chat_members m JOIN chats c ON c.id = m.chat_id AND c.kind = 'direct'
     JOIN chat_members o ON o.chat_id = m.chat_id AND o.person_id <> m.person_id
     WHERE m.person_id = ? AND m.left_at_ms IS NULL AND (c.opener IS NULL OR c.opener = m.person_id)`,
    [person],
  )
  return rows.map(([id]) => id)
}
