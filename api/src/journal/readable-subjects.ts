import type { ClassId, PersonId } from '@zvonok/schema/core/ids'
import { classes, classMembers, classSubjects, guardians, schools } from '@zvonok/schema/journal/tables'
import type { Database } from '@zvonok/sync-server/database'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { PersonInSchools } from './person.ts'

/** Pages of the gradebook that a person may open. */
export interface ReadableClass {
  readonly id: ClassId
  readonly title: string
  readonly school: string
  readonly subjects: readonly { readonly id: ClassId; readonly subject: string; readonly rows: Rows }[]
}

/** Whose rows are shown: of the whole class, or of these pupils only. */
export type Rows = 'all' | ReadonlySet<PersonId>

/** DOOR-9. Heads and offices read their school, class teachers their class, teachers their subjects, pupils and guardians their own rows. */
export async function readableClasses(database: Database, person: PersonInSchools): Promise<ReadableClass[]> {
  const { orm } = database
  const officeOf = new Set(person.schools.filter(({ role }) => office.has(role)).map(({ id }) => id))
  const mine = await orm.select().from(classMembers).where(eq(classMembers.personId, person.id))
  const childrenOf = await classesOfChildren(database, person.id)
  const ownClasses = [...mine.map(({ classId }) => classId), ...childrenOf.keys()]
  const pages = await orm
    .select({
      id: classes.id,
      title: classes.title,
      schoolId: classes.schoolId,
      school: schools.title,
      subjectId: classSubjects.subjectClassId,
      subject: classSubjects.subject,
    })
    .from(classSubjects)
    .innerJoin(classes, and(eq(classes.id, classSubjects.classId), eq(classes.active, true)))
    .innerJoin(schools, eq(schools.id, classes.schoolId))
    .where(
      officeOf.size > 0
        ? undefined
        : // A subject group or a homeroom class of one's own opens the page.
          inArray(classSubjects.subjectClassId, await withSubjects(database, ownClasses)),
    )
  const roleIn = (role: (typeof mine)[number]['role']) =>
    new Set(mine.filter((each) => each.role === role).map(({ classId }) => classId))
  const [teaches, leads, learns] = [roleIn('teacher'), roleIn('classTeacher'), roleIn('pupil')]
  const rowsOf = (page: (typeof pages)[number]): Rows => {
    if (officeOf.has(page.schoolId) || leads.has(page.id) || teaches.has(page.subjectId)) return 'all'
    const own = learns.has(page.id) && learns.has(page.subjectId) ? [person.id] : []
    const inClass = childrenOf.get(page.id) ?? new Set()
    const inSubject = childrenOf.get(page.subjectId) ?? new Set()
    return new Set([...own, ...[...inClass].filter((id) => inSubject.has(id))])
  }
  const own = { class: leads, subject: teaches }
  return gather(
    pages.map((page) => ({ ...page, rows: rowsOf(page) })),
    own,
  )
}

const office = new Set<string>(['head', 'schoolAdmin'])

/** Class → own children in it; without those whose `none` the office has set. */
async function classesOfChildren({ orm }: Database, guardianId: PersonId): Promise<Map<ClassId, Set<PersonId>>> {
  const rows = await orm
    .select({ childId: guardians.childId, classId: classMembers.classId })
    .from(guardians)
    .innerJoin(classMembers, and(eq(classMembers.personId, guardians.childId), eq(classMembers.role, 'pupil')))
    .where(and(eq(guardians.guardianId, guardianId), ne(guardians.access, 'none')))
  const found = new Map<ClassId, Set<PersonId>>()
  for (const { classId, childId } of rows) found.set(classId, (found.get(classId) ?? new Set()).add(childId))
  return found
}

/** Subject groups among `ids`, and those of the homeroom classes among them. */
async function withSubjects({ orm }: Database, ids: readonly ClassId[]): Promise<ClassId[]> {
  const subjects = await orm
    .select({ id: classSubjects.subjectClassId })
    .from(classSubjects)
    .where(inArray(classSubjects.classId, [...ids]))
  return [...ids, ...subjects.map(({ id }) => id)]
}

type Page = { id: ClassId; title: string; school: string; subjectId: ClassId; subject: string; rows: Rows }

/** DOOR-11. The class that one leads and the subjects that one teaches come first; without pages where nothing may be seen. */
function gather(pages: readonly Page[], own: Record<'class' | 'subject', ReadonlySet<ClassId>>): ReadableClass[] {
  const found = new Map<ClassId, { id: ClassId; title: string; school: string; subjects: ReadableClass['subjects'] }>()
  for (const { id, title, school, subjectId, subject, rows } of pages) {
    if (rows !== 'all' && rows.size === 0) continue
    const subjects = found.get(id)?.subjects ?? []
    found.set(id, { id, title, school, subjects: [...subjects, { id: subjectId, subject, rows }] })
  }
  const compare = new Intl.Collator('ru', { numeric: true }).compare
  return [...found.values()]
    .map((each) => ({
      ...each,
      subjects: [...each.subjects].sort((a, b) => ownFirst(own.subject, a.id, b.id) || compare(a.subject, b.subject)),
    }))
    .sort((a, b) => ownFirst(own.class, a.id, b.id) || compare(a.school, b.school) || compare(a.title, b.title))
}

const ownFirst = (own: ReadonlySet<ClassId>, a: ClassId, b: ClassId): number => Number(own.has(b)) - Number(own.has(a))
