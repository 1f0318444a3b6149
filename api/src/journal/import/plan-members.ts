import type { Memberships } from './current.ts'
import { groupBy } from './group-by.ts'
import type { Wanted } from './resolve.ts'
import type { ClassRow, MemberRow, SubjectRow } from './tables.ts'

type MemberRole = MemberRow['role']

const formerly = { pupil: ['pupil'], teacher: ['teacher', 'classTeacher'] } as const

/** Who is in a class, without doubles. */
class Members {
  readonly #people = new Map<string, { classId: string; role: MemberRole; ids: Set<string> }>()

  of(classId: string, role: MemberRole): Set<string> {
    const key = `${classId} ${role}`
    const known = this.#people.get(key)
    if (known) return known.ids
    const ids = new Set<string>()
    this.#people.set(key, { classId, role, ids })
    return ids
  }

  *rows(): Iterable<MemberRow> {
    for (const { classId, role, ids } of this.#people.values())
      for (const personId of ids) yield { classId, personId, role }
  }
}

/**
 * Who is in which class, and which subject groups belong to which homeroom class. `classes`: all of the touched schools. `stays`: who has a
 * role in their school.
 */
export function planMembers(
  wanted: Wanted,
  current: Memberships,
  classes: readonly ClassRow[],
  idOf: ReadonlyMap<string, string>,
  personOf: ReadonlyMap<string, string>,
  stays: (personId: string, schoolId: string) => boolean,
): { members: MemberRow[]; subjects: SubjectRow[] } {
  const active = new Map(classes.filter((row) => row.active).map((row) => [row.id, row]))
  const members = new Members()
  const whole = wanted.roster.modes.enrollments === 'bulk'
  if (!whole)
    for (const { classId, personId, role } of withoutDerived(current, classes)) members.of(classId, role).add(personId)
  const enrollments = groupBy(wanted.enrollments, ({ classId }) => classId)
  for (const [sourcedId, list] of enrollments) {
    const row = active.get(idOf.get(sourcedId) ?? '')
    if (!row) continue
    const silent = list.every(({ role, primary }) => role !== 'teacher' || primary === null)
    for (const { userId, role, primary, removed } of list) {
      const personId = personOf.get(userId)
      if (personId === undefined) continue
      // A change names what the person is from now on in this class.
      for (const former of whole ? [] : formerly[role]) members.of(row.id, former).delete(personId)
      const classTeacher = role === 'teacher' && row.type === 'homeroom' && (primary ?? silent)
      if (!removed) members.of(row.id, classTeacher ? 'classTeacher' : role).add(personId)
    }
  }
  const rows = [...members.rows()].filter(({ classId, personId }) => {
    const row = active.get(classId)
    return row !== undefined && stays(personId, row.schoolId)
  })
  return withDerived(rows, [...active.values()])
}

/** Adds to each homeroom class the teachers of the subject groups of its pupils. */
function withDerived(direct: readonly MemberRow[], classes: readonly ClassRow[]) {
  const subjects = subjectsOf(direct, classes)
  const teachersOf = groupBy(
    direct.filter(({ role }) => role !== 'pupil'),
    ({ classId }) => classId,
  )
  const rows = new Map(direct.map((row) => [keyOf(row), row]))
  for (const { classId, subjectClassId } of subjects)
    for (const { personId } of teachersOf.get(subjectClassId) ?? []) {
      const row: MemberRow = { classId, personId, role: 'teacher' }
      rows.set(keyOf(row), row)
    }
  return { members: [...rows.values()], subjects }
}

const keyOf = ({ classId, personId, role }: MemberRow): string => `${classId} ${personId} ${role}`

/** What the files once said themselves, as far as rows can tell: without the teachers who follow from subject groups. */
function withoutDerived(current: Memberships, classes: readonly ClassRow[]): MemberRow[] {
  const homerooms = new Set(classes.filter(({ type }) => type === 'homeroom').map(({ id }) => id))
  const teachersOf = groupBy(
    current.members.filter(({ role }) => role === 'teacher'),
    ({ classId }) => classId,
  )
  const derived = new Set<string>()
  for (const { classId, subjectClassId } of current.subjects)
    for (const { personId } of teachersOf.get(subjectClassId) ?? []) derived.add(`${classId} ${personId}`)
  return current.members.filter(
    ({ classId, personId, role }) =>
      role !== 'teacher' || !homerooms.has(classId) || !derived.has(`${classId} ${personId}`),
  )
}

/** A group belongs to the classes of its pupils; one without pupils to the classes that its title names («Физика 7 Б»). */
function subjectsOf(members: readonly MemberRow[], classes: readonly ClassRow[]): SubjectRow[] {
  const homerooms = classes.filter(({ type }) => type === 'homeroom')
  const homeroomIds = new Set(homerooms.map(({ id }) => id))
  const pupils = members.filter(({ role }) => role === 'pupil')
  const classesOf = groupBy(
    pupils.filter(({ classId }) => homeroomIds.has(classId)),
    ({ personId }) => personId,
  )
  const pupilsOf = groupBy(pupils, ({ classId }) => classId)
  return classes.flatMap(({ id, schoolId, type, title, subject }) => {
    if (type !== 'scheduled') return []
    const inGroup = pupilsOf.get(id)
    const related = inGroup
      ? new Set(inGroup.flatMap(({ personId }) => classesOf.get(personId)?.map(({ classId }) => classId) ?? []))
      : new Set(homerooms.filter((row) => row.schoolId === schoolId && names(title, row.title)).map((row) => row.id))
    return [...related].map((classId) => ({ classId, subjectClassId: id, subject: subject ?? title }))
  })
}

/** Whether the group's title has the class's («7 Б», «7Б», «7-Б») as a word of its own. */
function names(groupTitle: string, classTitle: string): boolean {
  const plain = (title: string): string => title.toLowerCase().replace(/(\d)[\s-]*[«"]?(\p{L})(?!\p{L})[»"]?/gu, '$1$2')
  return plain(groupTitle)
    .split(/[^\p{L}\d]+/u)
    .includes(plain(classTitle).replace(/[^\p{L}\d]/gu, ''))
}
