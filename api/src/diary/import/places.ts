import type { Cells } from '../../journal/import/cells.ts'
import type { Directory, Memberships } from '../../journal/import/current.ts'
import { groupBy } from '../../journal/import/group-by.ts'
import type { ClassRow, SchoolRow } from '../../journal/import/tables.ts'

/** A row of any file that names a class. */
type NamesClass = Pick<Cells<'classSourcedId'>, 'text' | 'error'>

/** Finds what the files name in the roster. */
export class Places {
  readonly #directory: Directory
  /** Undefined: any school. */
  readonly #listed: ReadonlySet<string> | undefined
  readonly #schools: ReadonlyMap<string, SchoolRow>
  readonly #pupilsOf: ReadonlyMap<string, ReadonlySet<string>>
  /** Titles of the schools that were named. */
  readonly named = new Set<string>()

  constructor(directory: Directory, { members }: Memberships, listed: ReadonlySet<string> | undefined) {
    this.#directory = directory
    this.#listed = listed
    this.#schools = new Map(directory.schools.map((row) => [row.id, row]))
    const pupils = groupBy(
      members.filter(({ role }) => role === 'pupil'),
      ({ classId }) => classId,
    )
    this.#pupilsOf = new Map([...pupils].map(([id, rows]) => [id, new Set(rows.map(({ personId }) => personId))]))
  }

  /** The class and its school; what is wrong is said of the cell. */
  class(cells: NamesClass): { row: ClassRow; school: SchoolRow } | undefined {
    const column = 'classSourcedId'
    const row = this.#directory.classBySource.get(cells.text(column))
    const school = row?.active ? this.#schools.get(row.schoolId) : undefined
    if (!row || !school) cells.error(column, 'unknownGroup')
    else if (this.#listed && !this.#listed.has(school.sourcedId ?? '')) cells.error(column, 'otherSchool')
    else {
      this.named.add(school.title)
      return { row, school }
    }
    return undefined
  }

  /** The person of a pupil's record who learns in the class. */
  pupil(cells: Pick<Cells<'studentSourcedId'>, 'text' | 'error'>, classId: string): string | undefined {
    const column = 'studentSourcedId'
    const personId = this.#directory.users.get(cells.text(column))?.personId
    if (personId !== undefined && this.#pupilsOf.get(classId)?.has(personId)) return personId
    cells.error(column, 'notInGroup')
    return undefined
  }
}
