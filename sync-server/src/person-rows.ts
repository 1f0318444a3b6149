import type { Me, PersonRow } from '@zvonok/schema/chats/head'
import { mayCreateGroup, mayWriteDirect } from '@zvonok/schema/chats/people-rules'
import { asContact } from '@zvonok/schema/contacts/rules'
import type { PersonId, SchoolId } from '@zvonok/schema/core/ids'
import { must } from '@zvonok/schema/core/must'
import type { Decision } from '@zvonok/schema/core/refusal'
import type { Role } from '@zvonok/schema/journal/person-facts'
import type { People } from './facts.ts'
import type { Store } from './store.ts'

/** People as others see them: names, roles and what tells namesakes apart. */
export class PersonRows {
  readonly #rows = new Map<PersonId, PersonRow>()
  readonly #store: Store
  readonly #people: People

  constructor(store: Store, people: People) {
    this.#store = store
    this.#people = people
  }

  forget(): void {
    this.#rows.clear()
  }

  /** Rows that are the same for everybody. Unknown ids are left out. */
  async of(ids: Iterable<PersonId>): Promise<PersonRow[]> {
    const wanted = [...new Set(ids)]
    await this.#load(wanted)
    return wanted.map((id) => this.#rows.get(id)).filter((row) => row !== undefined)
  }

  /** Undefined when it was never loaded. */
  cached(id: PersonId): PersonRow | undefined {
    return this.#rows.get(id)
  }

  /** The same for one viewer: a colleague of another school is told apart by the school. */
  async seenBy(viewer: PersonId, ids: Iterable<PersonId>): Promise<PersonRow[]> {
    const rows = await this.of(ids)
    await this.#people.load([viewer, ...rows.map((row) => row.id)])
    const own = this.#schoolsOf(viewer)
    return rows.map((row) => {
      const theirs = this.#schoolsOf(row.id)
      if (theirs.length === 0 || theirs.some((id) => own.includes(id))) return row
      const school = this.#people.school(theirs[0] as SchoolId)?.title
      return { ...row, note: [row.note, school].filter(Boolean).join(', ') }
    })
  }

  /** With the answer to whether the viewer may write to each of them now. */
  async withContact(viewer: PersonId, ids: Iterable<PersonId>): Promise<PersonRow[]> {
    const rows = await this.seenBy(viewer, ids)
    return rows.map((row) => ({ ...row, contact: asContact(contactOf(this.#people, viewer, row.id)) }))
  }

  async me(id: PersonId): Promise<Me> {
    await this.#people.load([id])
    const [row] = await this.of([id])
    const facts = must(this.#people.get(id), 'own facts')
    const schools = this.#schoolsOf(id).map((schoolId) => {
      const { title, timeZone } = must(this.#people.school(schoolId), 'school')
      const roles = facts.roles.filter((each) => each.schoolId === schoolId).map(({ role }) => role)
      return { id: schoolId, title, timeZone, roles }
    })
    const mayCreate = mayCreateGroup({ actor: facts, school: this.#people.policy })
    const blocked = [...facts.blocked]
    return {
      ...must(row, 'own row'),
      schools,
      mayCreateGroup: asContact(mayCreate),
      ...(blocked.length > 0 && { blocked }),
    }
  }

  #schoolsOf(id: PersonId): SchoolId[] {
    return [...new Set(this.#people.get(id)?.roles.map(({ schoolId }) => schoolId))]
  }

  async #load(ids: readonly PersonId[]): Promise<void> {
    const missing = ids.filter((id) => !this.#rows.has(id))
    if (missing.length === 0) return
    const rows = await this.#store.select<
      [PersonId, string, string, string | null, number, Role[], string | null, string | null, string | null]
    >(
      `p.id, p.family_name, p.given_name, p.middle_name, p.active,
       (SELECT json_group_array(DISTINCT role) FROM school_roles WHERE person_id = p.id),
       (SELECT group_concat(title, ', ') FROM (SELECT DISTINCT c.title FROM class_members m
          JOIN classes c ON c.id = m.class_id AND c.active = 1 AND c.type = 'homeroom'
          WHERE m.person_id = p.id AND m.role = 'pupil' ORDER BY c.title)),
       (SELECT group_concat(subject, ', ') FROM (SELECT DISTINCT c.subject FROM class_members m
          JOIN classes c ON c.id = m.class_id AND c.active = 1 AND c.type = 'scheduled' AND c.subject IS NOT NULL
          WHERE m.person_id = p.id AND m.role <> 'pupil' ORDER BY c.subject LIMIT 3)),
       (SELECT group_concat(title, ', ') FROM (SELECT DISTINCT c.title FROM guardians g
          JOIN class_members m ON m.person_id = g.child_id AND m.role = 'pupil'
          JOIN classes c ON c.id = m.class_id AND c.active = 1 AND c.type = 'homeroom'
          WHERE g.guardian_id = p.id AND g.access <> 'none' ORDER BY c.title))`,
      'FROM people p WHERE p.id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(missing)],
    )
    for (const [id, family, given, middle, active, roles, pupilOf, subjects, childrenOf] of rows) {
      const note = pupilOf ?? subjects ?? childrenOf
      this.#rows.set(id, {
        id,
        family,
        given,
        ...(middle && { middle }),
        roles,
        ...(note && { note }),
        ...(active === 0 && { left: true as const }),
      })
    }
  }
}

/** Whether `viewer` may write to `other`; both were loaded. */
export const contactOf = (people: People, viewer: PersonId, other: PersonId): Decision =>
  mayWriteDirect(
    must(people.get(viewer), 'facts of the viewer'),
    must(people.get(other), 'facts of the other'),
    people.policy,
  )
