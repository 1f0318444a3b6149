import type { ClassId, PersonId, SchoolId } from '@zvonok/schema/core/ids'
import type { GuardianAccess, PersonFacts, Role, SchoolPolicy } from '@zvonok/schema/journal/person-facts'
import type { Store } from './store.ts'

export interface SchoolRow {
  readonly id: SchoolId
  readonly title: string
  readonly timeZone: string
  readonly policy: SchoolPolicy
  readonly holidays: readonly { readonly from: string; readonly to: string }[]
}

/** What the roster says about people, loaded when a rule asks for it and forgotten when the roster changes. */
export class People {
  readonly #people = new Map<PersonId, PersonFacts>()
  readonly #schools = new Map<SchoolId, SchoolRow>()
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  get(id: PersonId): PersonFacts | undefined {
    return this.#people.get(id)
  }

  /** Bound for rules: its own function, so that it can be handed on. */
  readonly policy = (id: SchoolId): SchoolPolicy | undefined => this.#schools.get(id)?.policy

  school(id: SchoolId): SchoolRow | undefined {
    return this.#schools.get(id)
  }

  forget(): void {
    this.#people.clear()
    this.#schools.clear()
  }

  forgetOne(id: PersonId): void {
    this.#people.delete(id)
  }

  /** The actor blocks somebody inside a draft: later commands of its group see it. */
  setBlocked(id: PersonId, other: PersonId, on: boolean): void {
    const facts = this.#people.get(id)
    if (!facts) return
    const blocked = new Set(facts.blocked)
    if (on) blocked.add(other)
    else blocked.delete(other)
    this.#people.set(id, { ...facts, blocked })
  }

  /** Brings those of `ids` into memory that exist. */
  async load(ids: Iterable<PersonId>): Promise<void> {
    if (this.#schools.size === 0) await this.#loadSchools()
    const missing = [...new Set(ids)].filter((id) => !this.#people.has(id))
    if (missing.length === 0) return
    const drafts = new Map<PersonId, FactsDraft>()
    const list = JSON.stringify(missing)
    const rows = await this.#store.select<[PersonId, number]>('id, active', `FROM people WHERE id IN ${given}`, [list])
    for (const [id, active] of rows) drafts.set(id, emptyFacts(id, active === 1))
    await this.#loadRoles(drafts, list)
    await this.#loadClasses(drafts, list)
    await this.#loadFamilies(drafts, list)
    await this.#loadBlocks(drafts, list)
    for (const [id, facts] of drafts) this.#people.set(id, facts)
  }

  async #loadSchools(): Promise<void> {
    const rows = await this.#store.select<[SchoolId, string, string, SchoolPolicy, SchoolRow['holidays']]>(
      'id, title, time_zone, json(policy), json(holidays)',
      'FROM schools',
    )
    for (const [id, title, timeZone, policy, holidays] of rows)
      this.#schools.set(id, { id, title, timeZone, policy, holidays })
  }

  async #loadRoles(drafts: Drafts, list: string): Promise<void> {
    const rows = await this.#store.select<[PersonId, SchoolId, Role]>(
      'person_id, school_id, role',
      `FROM school_roles WHERE person_id IN ${given} ORDER BY school_id, role`,
      [list],
    )
    for (const [id, schoolId, role] of rows) drafts.get(id)?.roles.push({ schoolId, role })
  }

  async #loadClasses(drafts: Drafts, list: string): Promise<void> {
    const rows = await this.#store.select<[PersonId, ClassId, 'pupil' | 'teacher' | 'classTeacher']>(
      'm.person_id, m.class_id, m.role',
      `FROM class_members m JOIN classes c ON c.id = m.class_id AND c.active = 1 WHERE m.person_id IN ${given}`,
      [list],
    )
    for (const [id, classId, role] of rows) {
      const facts = drafts.get(id)
      if (role === 'pupil') facts?.pupilOf.add(classId)
      else facts?.teaches.add(classId)
      if (role === 'classTeacher') facts?.classTeacherOf.add(classId)
    }
  }

  async #loadFamilies(drafts: Drafts, list: string): Promise<void> {
    const rows = await this.#store.select<[PersonId, PersonId, GuardianAccess]>(
      'guardian_id, child_id, access',
      `FROM guardians WHERE guardian_id IN ${given} OR child_id IN ${given}`,
      [list, list],
    )
    for (const [guardianId, childId, access] of rows) {
      drafts.get(guardianId)?.children.set(childId, access)
      drafts.get(childId)?.guardians.set(guardianId, access)
    }
    const classes = await this.#store.select<[PersonId, ClassId]>(
      'g.guardian_id, m.class_id',
      `FROM guardians g JOIN class_members m ON m.person_id = g.child_id AND m.role = 'pupil'
       JOIN classes c ON c.id = m.class_id AND c.active = 1
       WHERE g.access <> 'none' AND g.guardian_id IN ${given}`,
      [list],
    )
    for (const [id, classId] of classes) drafts.get(id)?.childrenClasses.add(classId)
  }

  async #loadBlocks(drafts: Drafts, list: string): Promise<void> {
    const rows = await this.#store.select<[PersonId, PersonId]>(
      'person_id, blocked_id',
      `FROM blocks WHERE person_id IN ${given}`,
      [list],
    )
    for (const [id, blockedId] of rows) drafts.get(id)?.blocked.add(blockedId)
  }
}

/** The ids of a JSON array argument. */
const given = '(SELECT value FROM json_each(?))'

type Drafts = ReadonlyMap<PersonId, FactsDraft>
type FactsDraft = ReturnType<typeof emptyFacts>

const emptyFacts = (id: PersonId, active: boolean) => ({
  id,
  active,
  roles: [] as { schoolId: SchoolId; role: Role }[],
  pupilOf: new Set<ClassId>(),
  teaches: new Set<ClassId>(),
  classTeacherOf: new Set<ClassId>(),
  children: new Map<PersonId, GuardianAccess>(),
  childrenClasses: new Set<ClassId>(),
  guardians: new Map<PersonId, GuardianAccess>(),
  blocked: new Set<PersonId>(),
})
