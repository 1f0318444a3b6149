import { newId } from '@zvonok/schema/core/ids'
import type { Directory, Memberships } from './current.ts'
import { groupBy } from './group-by.ts'
import { type CohortPlan, type CohortStep, type ExistingClass, planCohorts } from './plan-cohorts.ts'
import type { Problems } from './problems.ts'
import type { Wanted } from './resolve.ts'
import type { WantedClass } from './resolve-classes.ts'
import type { ClassRow } from './tables.ts'

export interface PlannedClasses {
  /** Rows of all classes of the touched schools, and of others that must give up an id. */
  readonly rows: readonly ClassRow[]
  /** Source id → class, of active classes. */
  readonly idOf: ReadonlyMap<string, string>
  readonly cohorts: readonly (CohortStep & { readonly school: string })[]
  readonly needsConfirmation: boolean
}

/** `schoolIdOf`: source id of a touched school → ours. `personOf`: source id of a user → person. */
export function planClasses(
  wanted: Wanted,
  directory: Directory,
  memberships: Memberships,
  schoolIdOf: ReadonlyMap<string, string>,
  personOf: ReadonlyMap<string, string>,
  problems: Problems,
): PlannedClasses {
  const rows = new Map<string, ClassRow>()
  const cohorts: (CohortStep & { school: string })[] = []
  let needsConfirmation = false
  const whole = wanted.roster.modes.classes === 'bulk'
  for (const [school, schoolId] of schoolIdOf) {
    const existing = directory.classes.filter((row) => row.schoolId === schoolId)
    for (const row of existing) rows.set(row.id, row)
    const incoming = [...wanted.classes.values()].filter((record) => record.school === school)
    const plan = whole ? cohortsOf(existing, incoming, wanted, memberships, personOf) : nothing
    for (const step of plan.steps) cohorts.push({ ...step, school: wanted.schools.get(school) ?? school })
    needsConfirmation ||= plan.needsConfirmation
    for (const { id } of plan.ended) rows.set(id, ended(rows.get(id)))
    const kept = new Set<string>()
    for (const record of incoming) {
      const id = plan.continued.get(record.id)?.id ?? idOfSame(record, whole, directory, schoolId, problems) ?? newId()
      kept.add(id)
      rows.set(id, classRow(record, id, schoolId, wanted))
    }
    for (const row of existing) {
      const gone = wanted.roster.removed.classes.has(row.sourcedId) || whole
      if (gone && !kept.has(row.id) && rows.get(row.id)?.active) rows.set(row.id, without(row))
    }
  }
  const all = [...rows.values()]
  const idOf = new Map(all.filter(({ active }) => active).map(({ sourcedId, id }) => [sourcedId, id]))
  return { rows: all.map((row) => giveUpId(row, idOf)), idOf, cohorts, needsConfirmation }
}

const nothing: CohortPlan = { continued: new Map(), ended: [], steps: [], needsConfirmation: false }

function cohortsOf(
  existing: readonly ClassRow[],
  incoming: readonly WantedClass[],
  wanted: Wanted,
  { members }: Memberships,
  personOf: ReadonlyMap<string, string>,
): CohortPlan {
  // Without whole lists of pupils only the ids can tell.
  const comparable = wanted.roster.modes.enrollments === 'bulk'
  const pupilRows = members.filter(({ role }) => role === 'pupil')
  const pupilsOf = groupBy(comparable ? pupilRows : [], ({ classId }) => classId)
  const pupilsIn = groupBy(
    comparable ? wanted.enrollments.filter(({ role }) => role === 'pupil') : [],
    (e) => e.classId,
  )
  const old: ExistingClass[] = existing
    .filter(({ type, active }) => type === 'homeroom' && active)
    .map((row) => ({ ...row, pupils: new Set(pupilsOf.get(row.id)?.map(({ personId }) => personId)) }))
  const now = incoming
    .filter(({ type }) => type === 'homeroom')
    .map((record) => {
      const pupils = new Set(pupilsIn.get(record.id)?.map(({ userId }) => personOf.get(userId) ?? userId))
      return { sourcedId: record.id, title: record.title, size: pupils.size, pupils }
    })
  return planCohorts(old, now)
}

/**
 * The row that has the id already: a subject group, also one that had ended, or a class that an undone import had made. Never a homeroom
 * class after pupils were `compared`: these said that it is another class.
 */
function idOfSame(
  record: WantedClass,
  compared: boolean,
  directory: Directory,
  schoolId: string,
  problems: Problems,
): string | undefined {
  const row = directory.classBySource.get(record.id)
  if (!row) return undefined
  if (row.schoolId === schoolId) {
    const homeroom = row.type === 'homeroom' && record.type === 'homeroom'
    return compared && homeroom && row.active ? undefined : row.id
  }
  const { file, line, id } = record
  problems.error({ file, line, column: 'sourcedId', value: id, reason: 'foreignId' })
  return undefined
}

function classRow(record: WantedClass, id: string, schoolId: string, { roster }: Wanted): ClassRow {
  const course = roster.courses.get(record.courseId)
  const subject = record.type === 'scheduled' ? (course?.title ?? record.subject ?? withoutClass(record.title)) : null
  const { id: sourcedId, title, grade, type } = record
  return { id, schoolId, sourcedId, title, grade, type, subject, active: true }
}

/** «Алгебра, 7 Б» → «Алгебра». */
const withoutClass = (title: string): string =>
  title.replace(/[\s,.(–-]*\d{1,2}\s*-?\s*[«"]?[A-ZА-ЯЁ]?[»"]?\)?\s*$/iu, '').trim() || title

/** A homeroom class that ended never comes back: its id goes to whoever has it next, and so do not its chats. */
const ended = (row: ClassRow | undefined): ClassRow => {
  if (!row) throw new Error('an ended class has a row')
  return { ...row, active: false, sourcedId: `${row.sourcedId}~${row.id}` }
}

const without = (row: ClassRow): ClassRow => (row.type === 'homeroom' ? ended(row) : { ...row, active: false })

const giveUpId = (row: ClassRow, idOf: ReadonlyMap<string, string>): ClassRow => {
  const owner = idOf.get(row.sourcedId)
  return owner !== undefined && owner !== row.id ? { ...row, sourcedId: `${row.sourcedId}~${row.id}` } : row
}
