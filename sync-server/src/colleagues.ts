import { mayContact } from '@zvonok/schema/contacts/rules'
import type { PersonId } from '@zvonok/schema/core/ids'
import type { PersonFacts } from '@zvonok/schema/journal/person-facts'
import type { People } from './facts.ts'
import type { Store } from './store.ts'

const maxFound = 20
const minWords = 2

/** CONTACTS-8. Teachers of other schools by their whole names; nobody else is searchable across schools, and nobody but a teacher may search. */
export class Colleagues {
  /** Teachers of all schools by the words of their names, read when somebody asks. */
  #names: ReadonlyMap<PersonId, ReadonlySet<string>> | undefined
  readonly #store: Store
  readonly #people: People

  constructor(store: Store, people: People) {
    this.#store = store
    this.#people = people
  }

  /** The roster changed. */
  forget(): void {
    this.#names = undefined
  }

  /** Those to whom every word of `name` belongs, at least two words. The caller holds the turn. */
  async find(actor: PersonFacts, name: string): Promise<PersonId[]> {
    const words = new Set(nameWords(name))
    if (words.size < minWords || !teaches(actor)) return []
    const named = [...(await this.#load())].filter(([, theirs]) => [...words].every((word) => theirs.has(word)))
    const ids = named.map(([id]) => id)
    await this.#people.load(ids)
    return ids.filter((id) => this.#isColleague(actor, this.#people.get(id))).slice(0, maxFound)
  }

  #isColleague(actor: PersonFacts, other: PersonFacts | undefined): boolean {
    if (!other || !teaches(other) || shareSchool(actor, other)) return false
    return mayContact(actor, other, this.#people.policy).allowed
  }

  async #load(): Promise<ReadonlyMap<PersonId, ReadonlySet<string>>> {
    if (this.#names) return this.#names
    const rows = await this.#store.select<[PersonId, string, string, string | null]>(
      'p.id, p.family_name, p.given_name, p.middle_name',
      `FROM people p WHERE p.active = 1 AND p.id IN (SELECT person_id FROM school_roles WHERE role = 'teacher')
       ORDER BY p.family_name, p.given_name`,
    )
    this.#names = new Map(rows.map(([id, ...names]) => [id, new Set(nameWords(names.join(' ')))]))
    return this.#names
  }
}

const teaches = ({ active, roles }: PersonFacts): boolean => active && roles.some(({ role }) => role === 'teacher')

const shareSchool = (a: PersonFacts, b: PersonFacts): boolean =>
  a.roles.some((mine) => b.roles.some((theirs) => theirs.schoolId === mine.schoolId))

/** Case and the two dots of «ё» do not count. */
const nameWords = (name: string): string[] =>
  name
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .split(/\s+/)
    .filter((word) => word !== '')
